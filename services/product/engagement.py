"""Engagement: scheduled dates on which learners were active, from the totals of days."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session

from db.tables import ActivityRollup, ScheduleRollup
from services.product.counts import Cell, Counts, counts_of
from services.product.narrowing import EVE, FIRST, LAST, Narrowing, part_of
from services.product.selection import Cut, Selection
from services.product.telling import HIDDEN, Rate, Span, WeeklyRate

DayKey = tuple[str, Any]
"""A side and a part."""


@dataclass(slots=True)
class Dates:
    """Learners with a scheduled date, and those of them who were active on it, by date."""

    scheduled: dict[date, int] = field(default_factory=dict)
    active: dict[date, int] = field(default_factory=dict)

    @classmethod
    def of(cls, ones: Sequence["Dates"]) -> "Dates":
        """All together."""
        both = cls()
        for one in ones:
            for day, learners in one.scheduled.items():
                both.scheduled[day] = both.scheduled.get(day, 0) + learners
            for day, learners in one.active.items():
                both.active[day] = both.active.get(day, 0) + learners
        return both

    @property
    def groups(self) -> tuple[int, ...]:
        """Those with a schedule, those who kept it, those who did not; counted from below.

        On one date each of them is somebody else.
        """
        missed = (
            max(learners - self.active.get(day, 0), 0) for day, learners in self.scheduled.items()
        )
        return (
            max(self.scheduled.values(), default=0),
            max(self.active.values(), default=0),
            max(missed, default=0),
        )


@dataclass(frozen=True, slots=True)
class Days:
    """What happened on the dates of a selection: two statements."""

    kept: Counts[Dates]
    """Scheduled dates and those that were kept."""
    active: Mapping[str, Mapping[date, int]]
    """Active learners by side and date, scheduled or not."""


def days(session: Session, selection: Selection, cut: Cut) -> Days:
    """Scheduled and active dates, by part."""
    active, on_schedule = _active(session, selection, cut)
    sides: dict[str, dict[Cell, Dates]] = defaultdict(dict)
    for (side, part), changes in _changes(session, selection, cut).items():
        kept = on_schedule[side, part]
        now = changes.get(selection.eve, 0)
        for monday, week in selection.dates:
            one = Dates()
            for day in week:
                now += changes.get(day, 0)
                if now:
                    one.scheduled[day] = now
                    one.active[day] = kept.get(day, 0)
            if one.scheduled:
                sides[side][part, monday] = one
    return Days(counts_of(sides, selection), active)


def rates(counts: Mapping[Any, Dates | None]) -> dict[Any, Rate]:
    """Shares of scheduled dates that were kept.

    No interval: one learner's dates go together, so that an interval over dates would be too narrow.
    """
    return {key: _rate(dates) for key, dates in counts.items()}


def weekly_rates(spans: Sequence[Span[Dates]]) -> list[WeeklyRate]:
    """The same over spans of weeks."""
    return [WeeklyRate(span.first, span.weeks, _rate(span.counted)) for span in spans]


def _rate(dates: Dates | None) -> Rate:
    if dates is None:
        return HIDDEN
    return Rate(sum(dates.active.values()), sum(dates.scheduled.values()))


def _changes(session: Session, selection: Selection, cut: Cut) -> dict[DayKey, dict[date, int]]:
    """How the number of learners with a scheduled date changes; all before the period on its eve."""
    statement = _changes_statement(Narrowing(selection.filters), cut)
    changes: dict[DayKey, dict[date, int]] = defaultdict(dict)
    for side, part, day, change in (
        session.connection().execute(statement, selection.parameters()).all()
    ):
        changes[side, part][day] = int(change)
    return changes


def _active(
    session: Session, selection: Selection, cut: Cut
) -> tuple[dict[str, dict[date, int]], dict[DayKey, dict[date, int]]]:
    statement = _active_statement(Narrowing(selection.filters), cut)
    found = session.connection().execute(statement, selection.parameters())
    active: dict[str, dict[date, int]] = defaultdict(lambda: defaultdict(int))
    on_schedule: dict[DayKey, dict[date, int]] = defaultdict(dict)
    for side, part, day, learners, kept in found.all():
        on_schedule[side, part][day] = int(kept)
        active[side][day] += int(learners)
    return active, on_schedule


@cache
def _changes_statement(narrowing: Narrowing, cut: Cut) -> Select[Any]:
    row = ScheduleRollup
    day = case((row.day < FIRST, EVE), else_=row.day)
    keys = (narrowing.side(row), part_of(row, cut), day)
    return (
        select(*keys, func.sum(row.change))
        .where(row.day <= LAST, *narrowing.near(row))
        .group_by(*keys)
    )


@cache
def _active_statement(narrowing: Narrowing, cut: Cut) -> Select[Any]:
    row = ActivityRollup
    keys = (narrowing.side(row), part_of(row, cut), row.day)
    return (
        select(*keys, func.sum(row.learners), func.sum(row.on_schedule))
        .where(row.day.between(FIRST, LAST), *narrowing.near(row))
        .group_by(*keys)
    )
