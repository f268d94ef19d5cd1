"""Retention: who is still active so many weeks after registering, by cohort."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.tables import MilestoneRollup, WeekRollup
from plan_engine.metrics.milestones import Milestone
from services.product.selection import Selection
from services.product.telling import HIDDEN, Rate, told
from services.workspace import Workspace

Key = tuple[date, int]
"""First week of the cohort, and weeks since registering."""


@dataclass(slots=True)
class Cell:
    """A cohort in one of its weeks."""

    learners: int = 0
    active: int = 0

    @property
    def groups(self) -> tuple[int, ...]:
        """All, the active, the others."""
        return (self.learners, self.active, max(self.learners - self.active, 0))


def retention(
    work: Workspace, selection: Selection, until: date, *, weeks_a_cohort: int
) -> dict[Key, Rate]:
    """For cohorts of so many weeks of registration, the share active by weeks since registering.

    Week 0 is the week of registration. `until` is the last Sunday that is over: a cohort's cell is
    there once its last learners have had that week as a whole.
    """

    def fetch(session: Session, chosen: Selection) -> Mapping[Key, Cell]:
        return _cells(session, chosen, until, weeks_a_cohort)

    with work.reading() as session:
        counted = told(session, selection, fetch)
    # No interval: the size of the cohort stands beside it.
    return {
        key: HIDDEN if cell is None else Rate(cell.active, cell.learners)
        for key, cell in counted.items()
    }


def _cells(
    session: Session, selection: Selection, until: date, weeks_a_cohort: int
) -> dict[Key, Cell]:
    sizes = _sizes(session, selection)
    active = _active(session, selection)
    cells: dict[Key, Cell] = defaultdict(Cell)
    for start in range(0, selection.weeks, weeks_a_cohort):
        cohort = selection.first + timedelta(weeks=start)
        members = [
            week
            for k in range(weeks_a_cohort)
            if (week := cohort + timedelta(weeks=k)) <= selection.last
        ]
        if not any(sizes.get(week) for week in members):
            continue
        watched = (until - members[-1]).days // 7
        for since in range(watched + 1):
            cell = cells[cohort, since]
            for week in members:
                cell.learners += sizes.get(week, 0)
                cell.active += active.get((week, week + timedelta(weeks=since)), 0)
    return cells


def _sizes(session: Session, selection: Selection) -> dict[date, int]:
    """Learners by the week in which they registered; of a target, those who made a plan for it."""
    is_whole = selection.target is None and selection.version is None
    kind = Milestone.REGISTERED if is_whole else Milestone.PLAN_MADE
    row = MilestoneRollup
    found = session.execute(
        select(row.cohort, func.sum(selection.people()))
        .where(
            row.milestone == kind,
            row.cohort.between(selection.first, selection.last),
            *selection.narrows(row),
        )
        .group_by(row.cohort)
    )
    return {cohort: int(learners) for cohort, learners in found}


def _active(session: Session, selection: Selection) -> dict[tuple[date, date], int]:
    row = WeekRollup
    found = session.execute(
        select(row.cohort, row.week, func.sum(row.learners))
        .where(
            row.cohort.between(selection.first, selection.last),
            row.week >= selection.first,
            *selection.narrows(row),
        )
        .group_by(row.cohort, row.week)
    )
    return {(cohort, week): int(learners) for cohort, week, learners in found}
