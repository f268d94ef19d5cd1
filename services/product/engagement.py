"""Engagement: scheduled dates on which learners were active; who is active a day and a week."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.tables import ActivityRollup, ScheduleRollup, WeekRollup
from services.product.selection import Cut, Selection, cut_key
from services.product.telling import HIDDEN, Rate, WeeklyRate, told, told_by_week
from services.rollups.window import monday_of
from services.workspace import Workspace


@dataclass(slots=True)
class Dates:
    """Scheduled dates of learners, and those on which they were active."""

    scheduled: int = 0
    active: int = 0
    most_scheduled: int = 0
    """The most learners scheduled on one date: each of them is somebody else."""
    most_active: int = 0

    def __add__(self, other: "Dates") -> "Dates":
        """Both together."""
        return Dates(
            self.scheduled + other.scheduled,
            self.active + other.active,
            max(self.most_scheduled, other.most_scheduled),
            max(self.most_active, other.most_active),
        )

    @property
    def groups(self) -> tuple[int, ...]:
        """Those with a schedule, and those who kept it; counted from below."""
        return (self.most_scheduled, self.most_active)


@dataclass(frozen=True, slots=True)
class People:
    """So many learners."""

    learners: int

    @property
    def groups(self) -> tuple[int, ...]:
        """Themselves."""
        return (self.learners,)


def engagement(work: Workspace, selection: Selection, cut: Cut) -> dict[Any, Rate]:
    """Share of scheduled dates with activity, by part.

    No interval: one learner's dates go together, so that an interval over dates would be too narrow.
    """

    def fetch(session: Session, chosen: Selection) -> Mapping[Any, Dates]:
        return _dates(session, chosen, cut)

    with work.reading() as session:
        return {
            key: HIDDEN if dates is None else Rate(dates.active, dates.scheduled)
            for key, dates in told(session, selection, fetch).items()
        }


def engagement_by_week(work: Workspace, selection: Selection) -> list[WeeklyRate]:
    """Share of scheduled dates with activity, week after week."""

    def fetch(session: Session, chosen: Selection) -> Mapping[date, Dates]:
        return _dates(session, chosen, Cut.WEEK)

    with work.reading() as session:
        return [
            WeeklyRate(
                span.first,
                span.weeks,
                Rate(span.counted.active, span.counted.scheduled) if span.counted else HIDDEN,
            )
            for span in told_by_week(session, selection, fetch)
        ]


def active_by_day(work: Workspace, selection: Selection) -> dict[date, int | None]:
    """Learners active on each date of the period; None where too few; dates without anybody are 0."""

    def fetch(session: Session, chosen: Selection) -> Mapping[date, People]:
        found = session.execute(
            select(ActivityRollup.day, func.sum(ActivityRollup.learners))
            .where(
                ActivityRollup.day.between(chosen.first, chosen.last),
                *chosen.narrows(ActivityRollup),
            )
            .group_by(ActivityRollup.day)
        )
        return {day: People(int(learners)) for day, learners in found}

    with work.reading() as session:
        counted = told(session, selection, fetch)
    days = [selection.first + timedelta(days=k) for k in range(7 * selection.weeks)]
    return {day: _number(counted, day) for day in days}


def active_by_week(work: Workspace, selection: Selection) -> dict[date, int | None]:
    """Learners active in each week, by its Monday; each learner once a week."""

    def fetch(session: Session, chosen: Selection) -> Mapping[date, People]:
        found = session.execute(
            select(WeekRollup.week, func.sum(WeekRollup.learners))
            .where(WeekRollup.week.between(chosen.first, chosen.last), *chosen.narrows(WeekRollup))
            .group_by(WeekRollup.week)
        )
        return {week: People(int(learners)) for week, learners in found}

    with work.reading() as session:
        counted = told(session, selection, fetch)
    weeks = [selection.first + timedelta(weeks=k) for k in range(selection.weeks)]
    return {week: _number(counted, week) for week in weeks}


def _number(counted: Mapping[Any, People | None], key: date) -> int | None:
    if key not in counted:
        return 0
    people = counted[key]
    return None if people is None else people.learners


def _dates(session: Session, selection: Selection, cut: Cut) -> dict[Any, Dates]:
    by_day = Cut.NONE if cut is Cut.WEEK else cut
    scheduled = _scheduled(session, selection, by_day)
    active = _active(session, selection, by_day)
    parts: dict[Any, Dates] = defaultdict(Dates)
    for (key, day), learners in scheduled.items():
        one = parts[monday_of(day) if cut is Cut.WEEK else key]
        kept = active.get((key, day), 0)
        one.scheduled += learners
        one.active += kept
        one.most_scheduled = max(one.most_scheduled, learners)
        one.most_active = max(one.most_active, kept)
    return {key: one for key, one in parts.items() if one.scheduled}


def _scheduled(session: Session, selection: Selection, cut: Cut) -> dict[tuple[Any, date], int]:
    """Learners with a scheduled date, by part and date: the running sum of the changes."""
    row = ScheduleRollup
    key = cut_key(row, cut, row.day)
    found = session.execute(
        select(key.label("key"), row.day, func.sum(row.change))
        .where(row.day <= selection.last, *selection.narrows(row))
        .group_by(key, row.day)
    )
    changes: dict[Any, dict[date, int]] = defaultdict(dict)
    for part, day, change in found:
        changes[part][day] = int(change)
    scheduled: dict[tuple[Any, date], int] = {}
    for part, by_day in changes.items():
        now = sum(change for day, change in by_day.items() if day < selection.first)
        for k in range(7 * selection.weeks):
            day = selection.first + timedelta(days=k)
            now += by_day.get(day, 0)
            scheduled[part, day] = now
    return scheduled


def _active(session: Session, selection: Selection, cut: Cut) -> dict[tuple[Any, date], int]:
    row = ActivityRollup
    key = cut_key(row, cut, row.day)
    found = session.execute(
        select(key.label("key"), row.day, func.sum(row.on_schedule))
        .where(row.day.between(selection.first, selection.last), *selection.narrows(row))
        .group_by(key, row.day)
    )
    return {(part, day): int(kept) for part, day, kept in found}
