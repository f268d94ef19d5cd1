"""Weekly pass rates: at the first attempt, and within four weeks of it."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.dates import days_after
from db.tables import MilestoneRollup
from plan_engine.metrics.definitions import EVENTUAL_DAYS
from plan_engine.metrics.milestones import Milestone
from services.product.freshness import counted_until
from services.product.selection import Cut, Selection, cut_key
from services.product.telling import (
    HIDDEN,
    Fetch,
    Rate,
    WeeklyRate,
    rate,
    told,
    told_by_week,
)
from services.workspace import Workspace


@dataclass(slots=True)
class Weeks:
    """Weeks of plans whose test was sat, and those of them that were passed."""

    sat: int = 0
    passed: int = 0
    people_sat: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    """Learners by week of the plan: with one number, each of them is somebody else."""
    people_passed: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    people_failed: dict[int, int] = field(default_factory=lambda: defaultdict(int))

    def __add__(self, other: "Weeks") -> "Weeks":
        """Both together: whoever is new in one is somebody else than who is new in the other."""
        return Weeks(
            self.sat + other.sat,
            self.passed + other.passed,
            Counter(self.people_sat) + Counter(other.people_sat),
            Counter(self.people_passed) + Counter(other.people_passed),
            Counter(self.people_failed) + Counter(other.people_failed),
        )

    @property
    def groups(self) -> tuple[int, ...]:
        """All, those who passed, those who did not; counted from below."""
        return (_most(self.people_sat), _most(self.people_passed), _most(self.people_failed))


def first_attempt_rates(work: Workspace, selection: Selection, cut: Cut) -> dict[Any, Rate]:
    """Share of first sittings that were passed, by part."""

    def fetch(session: Session, chosen: Selection) -> Mapping[Any, Weeks]:
        return _first_attempts(session, chosen, cut)

    with work.reading() as session:
        return {key: _rate(weeks) for key, weeks in told(session, selection, fetch).items()}


def first_attempts_by_week(work: Workspace, selection: Selection) -> list[WeeklyRate]:
    """Share of first sittings that were passed, week after week."""
    return _by_week(work, selection, lambda session, one: _first_attempts(session, one, Cut.WEEK))


def eventual_by_week(work: Workspace, selection: Selection) -> list[WeeklyRate]:
    """Share of weeks passed in time, by week of the first sitting."""
    return _by_week(work, selection, lambda session, one: _eventual(session, one, Cut.WEEK))


def _by_week(work: Workspace, selection: Selection, fetch: Fetch[Weeks]) -> list[WeeklyRate]:
    with work.reading() as session:
        return [
            WeeklyRate(span.first, span.weeks, _rate(span.counted))
            for span in told_by_week(session, selection, fetch)
        ]


def first_attempts_by_week_number(work: Workspace, selection: Selection) -> dict[int, Rate]:
    """Share of first sittings that were passed, by week of the plan."""

    def fetch(session: Session, chosen: Selection) -> Mapping[int, Weeks]:
        return _first_attempts(session, chosen, None)

    with work.reading() as session:
        return {key: _rate(weeks) for key, weeks in told(session, selection, fetch).items()}


def eventual_rates(work: Workspace, selection: Selection, cut: Cut) -> dict[Any, Rate]:
    """Share of weeks passed in time among those whose first sitting is long enough ago, by part."""

    def fetch(session: Session, chosen: Selection) -> Mapping[Any, Weeks]:
        return _eventual(session, chosen, cut)

    with work.reading() as session:
        return {key: _rate(weeks) for key, weeks in told(session, selection, fetch).items()}


def _rate(weeks: Weeks | None) -> Rate:
    return HIDDEN if weeks is None else rate(weeks.passed, weeks.sat)


def _most(people: Mapping[int, int]) -> int:
    return max(people.values(), default=0)


def _first_attempts(session: Session, selection: Selection, cut: Cut | None) -> dict[Any, Weeks]:
    kinds = (Milestone.WEEK_SAT, Milestone.WEEK_SAT_PASSED, Milestone.WEEK_SAT_FAILED)
    row = MilestoneRollup
    key = row.week_number if cut is None else cut_key(row, cut, row.day)
    found = session.execute(
        select(
            key.label("key"),
            row.milestone,
            row.week_number,
            func.sum(row.events),
            func.sum(selection.people()),
        )
        .where(
            row.milestone.in_(kinds),
            row.day.between(selection.first, selection.last),
            *selection.narrows(row),
        )
        .group_by(key, row.milestone, row.week_number)
    )
    weeks: dict[Any, Weeks] = defaultdict(Weeks)
    for part, milestone, number, events, people in found:
        one = weeks[part]
        if milestone is Milestone.WEEK_SAT:
            one.sat += int(events)
            one.people_sat[number] += int(people)
        elif milestone is Milestone.WEEK_SAT_PASSED:
            one.passed += int(events)
            one.people_passed[number] += int(people)
        else:
            one.people_failed[number] += int(people)
    return weeks


def _eventual(session: Session, selection: Selection, cut: Cut) -> dict[Any, Weeks]:
    row = MilestoneRollup
    until = counted_until(session)
    if until is None:
        return {}
    last = min(selection.last, until - timedelta(days=EVENTUAL_DAYS))
    key = cut_key(row, cut, row.anchor_day)
    found = session.execute(
        select(
            key.label("key"),
            row.milestone,
            row.week_number,
            func.sum(row.events),
            func.sum(selection.people()),
        )
        .where(
            row.milestone.in_((Milestone.WEEK_SAT, Milestone.WEEK_PASSED)),
            row.anchor_day.between(selection.first, last),
            row.day <= days_after(row.anchor_day, EVENTUAL_DAYS),
            *selection.narrows(row),
        )
        .group_by(key, row.milestone, row.week_number)
    )
    weeks: dict[Any, Weeks] = defaultdict(Weeks)
    for part, milestone, number, events, people in found:
        one = weeks[part]
        if milestone is Milestone.WEEK_SAT:
            one.sat += int(events)
            one.people_sat[number] += int(people)
        else:
            one.passed += int(events)
            one.people_passed[number] += int(people)
    for one in weeks.values():
        for number, people in one.people_sat.items():
            one.people_failed[number] = max(people - one.people_passed[number], 0)
    return weeks
