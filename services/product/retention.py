"""Who is active a week, and who still is so many weeks after registering, by cohort."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Date, Select, case, func, null, or_, select
from sqlalchemy.orm import Session

from db.tables import MilestoneRollup, WeekRollup
from plan_engine.metrics.milestones import Milestone
from services.product.narrowing import FIRST, LAST, Narrowing
from services.product.selection import CHOSEN, Selection
from services.product.telling import HIDDEN, Rate, is_told, told_each

Key = tuple[date, int]
"""First week of the cohort, and weeks since registering."""
Active = Mapping[str, Mapping[tuple[date | None, date], int]]
"""Active learners by side, then by cohort (None: of no cohort of the period) and week."""


@dataclass(slots=True)
class Kept:
    """A cohort in one of its weeks."""

    learners: int = 0
    active: int = 0

    @property
    def groups(self) -> tuple[int, ...]:
        """All, the active, the others."""
        return (self.learners, self.active, max(self.learners - self.active, 0))


def active_weeks(session: Session, selection: Selection) -> Active:
    """Who was active in each week of the period, and in each week after it of its cohorts. One statement."""
    statement = _weeks_statement(Narrowing(selection.filters))
    found = session.connection().execute(statement, selection.parameters())
    active: dict[str, dict[tuple[date | None, date], int]] = defaultdict(dict)
    for side, cohort, week, learners in found.all():
        active[side][cohort, week] = int(learners)
    return active


def in_weeks(active: Active, selection: Selection) -> dict[str, dict[date, int]]:
    """Learners active in each week of the period by side, of whatever cohort."""
    sides: dict[str, dict[date, int]] = defaultdict(lambda: defaultdict(int))
    for side, cells in active.items():
        for (_, week), learners in cells.items():
            if week <= selection.last:
                sides[side][week] += learners
    return sides


def retention(
    session: Session,
    selection: Selection,
    active: Active,
    last_day: date,
    *,
    weeks_a_cohort: int,
) -> dict[Key, Rate]:
    """For cohorts of so many weeks of registration, the share active by weeks since registering.

    Week 0 is the week of registration. `last_day` is the last Sunday that is over: a cohort's cell is
    there once its last learners have had that week as a whole. One statement.
    """
    return retention_of(
        _sizes(session, selection), active, selection, last_day, weeks_a_cohort=weeks_a_cohort
    )


def retention_of(
    sizes: Mapping[str, Mapping[date, int]],
    active: Active,
    selection: Selection,
    last_day: date,
    *,
    weeks_a_cohort: int,
) -> dict[Key, Rate]:
    """The same from learners by side and week of registration."""
    cells = {
        side: _cells(selection, sizes.get(side, {}), active.get(side, {}), last_day, weeks_a_cohort)
        for side in selection.sides
    }
    counted = told_each(cells[CHOSEN], [cells[side] for side in selection.sides if side != CHOSEN])
    if weeks_a_cohort == 1:
        _hide_beside_weeks(counted, cells, in_weeks(active, selection))
    # No interval: the size of the cohort stands beside it.
    return {
        key: HIDDEN if cell is None else Rate(cell.active, cell.learners)
        for key, cell in counted.items()
    }


def _hide_beside_weeks(
    counted: dict[Key, Kept | None],
    cells: Mapping[str, Mapping[Key, Kept]],
    weeks: Mapping[str, Mapping[date, int]],
) -> None:
    """Hide so many cells that the rest of those who were active in the same week is enough.

    Each week's number of active learners stands on the same page; with cohorts of one week it is the
    sum of that week's cells, and of whoever registered before the period.
    """
    of_week: dict[date, list[Key]] = defaultdict(list)
    for (cohort, since), cell in counted.items():
        if cell is not None:
            of_week[cohort + timedelta(weeks=since)].append((cohort, since))
    for week in weeks[CHOSEN].keys() & of_week.keys():
        shown = sorted(of_week[week], key=lambda key: cells[CHOSEN][key].active, reverse=True)

        def rest(side: str, week: date = week, shown: list[Key] = shown) -> int:
            active = sum(cells[side][key].active for key in shown if key in cells[side])
            return max(weeks.get(side, {}).get(week, 0) - active, 0)

        while shown and not is_told(rest(side) for side in cells):
            counted[shown.pop()] = None


def _cells(
    selection: Selection,
    sizes: Mapping[date, int],
    active: Mapping[tuple[date | None, date], int],
    last_day: date,
    weeks_a_cohort: int,
) -> dict[Key, Kept]:
    cells: dict[Key, Kept] = defaultdict(Kept)
    for start in range(0, selection.weeks, weeks_a_cohort):
        cohort = selection.first + timedelta(weeks=start)
        members = [
            week
            for k in range(weeks_a_cohort)
            if (week := cohort + timedelta(weeks=k)) <= selection.last
        ]
        if not any(sizes.get(week) for week in members):
            continue
        watched = (last_day - members[-1]).days // 7
        for since in range(watched + 1):
            cell = cells[cohort, since]
            for week in members:
                cell.learners += sizes.get(week, 0)
                cell.active += active.get((week, week + timedelta(weeks=since)), 0)
    return cells


def _sizes(session: Session, selection: Selection) -> Mapping[str, Mapping[date, int]]:
    """Learners by the week in which they registered; of a target, those who made a plan for it."""
    is_whole = selection.target is None and selection.version is None
    kind = Milestone.REGISTERED if is_whole else Milestone.PLAN_MADE
    statement = _sizes_statement(Narrowing(selection.filters), kind)
    sizes: dict[str, dict[date, int]] = defaultdict(dict)
    for side, cohort, people in (
        session.connection().execute(statement, selection.parameters()).all()
    ):
        sizes[side][cohort] = int(people)
    return sizes


@cache
def _weeks_statement(narrowing: Narrowing) -> Select[*tuple[Any, ...]]:
    row = WeekRollup
    belongs = row.cohort.between(FIRST, LAST)
    keys = (narrowing.side(row), case((belongs, row.cohort), else_=null().cast(Date)), row.week)
    return (
        select(*keys, func.sum(row.learners))
        .where(row.week >= FIRST, or_(belongs, row.week <= LAST), *narrowing.near(row))
        .group_by(*keys)
    )


@cache
def _sizes_statement(narrowing: Narrowing, kind: Milestone) -> Select[*tuple[Any, ...]]:
    row = MilestoneRollup
    keys = (narrowing.side(row), row.cohort)
    return (
        select(*keys, func.sum(narrowing.people()))
        .where(row.milestone == kind, row.cohort.between(FIRST, LAST), *narrowing.near(row))
        .group_by(*keys)
    )
