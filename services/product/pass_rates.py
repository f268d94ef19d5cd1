"""Weekly pass rates: at the first attempt, and within four weeks of it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.orm import Session

from db.dates import days_after
from db.tables import MilestoneRollup
from plan_engine.metrics.definitions import EVENTUAL_DAYS
from plan_engine.metrics.milestones import Milestone
from services.product.counts import Cell, Counts, counts_of
from services.product.narrowing import FIRST, LAST, OLD, Narrowing, When, part_of, week_of
from services.product.selection import Cut, Selection
from services.product.telling import HIDDEN, Rate, WeeklyRate, rate, the_only
from services.workspace import Workspace

Groups = tuple[int, int, int]
NOBODY: Groups = (0, 0, 0)


@dataclass(slots=True)
class Weeks:
    """Weeks of plans whose test was sat, and those of them that were passed."""

    sat: int = 0
    passed: int = 0
    people: dict[int, Groups] = field(default_factory=dict)
    """Learners who sat, passed and failed, by week of the plan: with one number, each is somebody else."""

    @classmethod
    def of(cls, ones: Sequence["Weeks"]) -> "Weeks":
        """All together: whoever is new in one is somebody else than who is new in another."""
        all_of_them = cls()
        for one in ones:
            all_of_them.add(one.sat, one.passed, one.people.items())
        return all_of_them

    def add(self, sat: int, passed: int, people: Iterable[tuple[int, Groups]]) -> None:
        """Count some more."""
        self.sat += sat
        self.passed += passed
        for number, (a, b, c) in people:
            so_far = self.people.get(number, NOBODY)
            self.people[number] = (so_far[0] + a, so_far[1] + b, so_far[2] + c)

    @property
    def groups(self) -> tuple[int, ...]:
        """All, those who passed, those who did not; counted from below."""
        return tuple(map(max, zip(*self.people.values(), strict=True))) or NOBODY


@dataclass(frozen=True, slots=True)
class Sittings:
    """What was counted of weekly tests."""

    first: Counts[Weeks]
    """First sittings, passed or not."""
    first_by_number: Counts[Weeks]
    """The same; the parts are the weeks of the plan."""
    eventual: Counts[Weeks]
    """Weeks first sat long enough ago, passed in time or not."""


@dataclass(frozen=True, slots=True)
class WeeklyTests:
    """The figures of the page about weekly tests."""

    first_whole: Rate
    eventual_whole: Rate
    first: Sequence[WeeklyRate]
    eventual: Sequence[WeeklyRate]
    first_by_number: Mapping[int, Rate]
    """By week of the plan."""
    first_by_part: Mapping[Any, Rate]
    eventual_by_part: Mapping[Any, Rate]


def weekly_tests(work: Workspace, selection: Selection, cut: Cut, until: date) -> WeeklyTests:
    """All of them, in one statement; dates are counted until `until`."""
    with work.reading() as session:
        found = sittings(session, selection, cut, until)
    return WeeklyTests(
        first_whole=the_only(pass_rates(found.first.whole())),
        eventual_whole=the_only(pass_rates(found.eventual.whole())),
        first=_by_week(found.first),
        eventual=_by_week(found.eventual),
        first_by_number=pass_rates(found.first_by_number.by_part()),
        first_by_part=pass_rates(found.first.by_part()),
        eventual_by_part=pass_rates(found.eventual.by_part()),
    )


def pass_rates(counted: Mapping[Any, Weeks | None]) -> dict[Any, Rate]:
    """Shares passed."""
    return {key: _rate(weeks) for key, weeks in counted.items()}


def sittings(
    session: Session, selection: Selection, cut: Cut, until: date, when: When = week_of
) -> Sittings:
    """What one statement says of the weekly tests first sat in the period.

    All of it is dated by the first sitting.
    """
    statement = _statement(Narrowing(selection.filters), cut, when)
    found = session.connection().execute(
        statement, selection.parameters() | {"old": until - timedelta(days=EVENTUAL_DAYS)}
    )
    first, by_number, eventual = (defaultdict[str, _Cells](_cells) for _ in range(3))
    for side, part, monday, number, is_old, *counted in found.all():
        sat, passed_at_once, passed, *counted_people = map(int, counted)
        people_sat, people_at_once, people_failed, people_passed = counted_people
        at_once = [(number, (people_sat, people_at_once, people_failed))]
        first[side][part, monday].add(sat, passed_at_once, at_once)
        by_number[side][number, monday].add(sat, passed_at_once, at_once)
        if is_old:
            not_passed = max(people_sat - people_passed, 0)
            in_the_end = [(number, (people_sat, people_passed, not_passed))]
            eventual[side][part, monday].add(sat, passed, in_the_end)
    return Sittings(
        counts_of(first, selection),
        counts_of(by_number, selection),
        counts_of(eventual, selection),
    )


@cache
def _statement(narrowing: Narrowing, cut: Cut, when: When) -> Select[Any]:
    row = MilestoneRollup
    people = narrowing.people()

    def total(number: Any, milestone: Milestone) -> ColumnElement[int]:
        return func.sum(case((row.milestone == milestone, number), else_=0))

    keys = (
        narrowing.side(row),
        part_of(row, cut),
        when(row.anchor_day),
        row.week_number,
        case((row.anchor_day <= OLD, 1), else_=0),
    )
    return (
        select(
            *keys,
            *(total(row.events, milestone) for milestone in _EVENTS),
            *(total(people, milestone) for milestone in _PEOPLE),
        )
        .where(
            row.milestone.in_(_PEOPLE),
            row.anchor_day.between(FIRST, LAST),
            row.day <= days_after(row.anchor_day, EVENTUAL_DAYS),
            *narrowing.near(row),
        )
        .group_by(*keys)
    )


_EVENTS = (Milestone.WEEK_SAT, Milestone.WEEK_SAT_PASSED, Milestone.WEEK_PASSED)
_PEOPLE = (
    Milestone.WEEK_SAT,
    Milestone.WEEK_SAT_PASSED,
    Milestone.WEEK_SAT_FAILED,
    Milestone.WEEK_PASSED,
)
_Cells = dict[Cell, Weeks]


def _cells() -> _Cells:
    return defaultdict(Weeks)


def _by_week(counts: Counts[Weeks]) -> list[WeeklyRate]:
    return [WeeklyRate(span.first, span.weeks, _rate(span.counted)) for span in counts.by_week()]


def _rate(weeks: Weeks | None) -> Rate:
    return HIDDEN if weeks is None else rate(weeks.passed, weeks.sat)
