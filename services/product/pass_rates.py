"""Weekly pass rates: at the first attempt, and within four weeks of it."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.orm import Session

from db.dates import days_after
from db.tables import MilestoneRollup
from plan_engine.metrics.definitions import EVENTUAL_DAYS
from plan_engine.metrics.milestones import Milestone
from services.product.counts import Cell, Counts, counts_of
from services.product.crossing import HIDDEN_ONES, Crossed
from services.product.narrowing import FIRST, LAST, OLD, Narrowing, When, part_of, week_of
from services.product.selection import Cut, Selection
from services.product.tallies import Divided, InTheEnd, Tally, Weeks
from services.product.telling import HIDDEN, Rate, Span, Summed, WeeklyRate, rate, the_only
from services.workspace import Workspace

R = TypeVar("R")
S = TypeVar("S", bound=Summed)


@dataclass(frozen=True, slots=True)
class Sittings:
    """What was counted of weekly tests."""

    first: Counts[Weeks]
    """First sittings, passed or not."""
    first_by_number: Counts[Weeks]
    """The same; the parts are the weeks of the plan."""
    eventual: Counts[InTheEnd]
    """The same, and those long enough ago, passed in time or not."""

    def between(self, first: date, last: date) -> "Sittings":
        """Those of some weeks only."""
        return Sittings(
            self.first.between(first, last),
            self.first_by_number.between(first, last),
            self.eventual.between(first, last),
        )

    def whole(self) -> tuple[Rate, Rate]:
        """The shares passed at first and in the end; the second is told only beside the first."""
        first = self.first.whole()
        at_first = the_only(_pass_rates(first))
        if not any(one.old.sat for one in self.eventual.counted.values()):
            return at_first, Rate(0, 0)
        eventual = dict.fromkeys(first) if at_first.is_hidden else self.eventual.whole()
        return at_first, the_only(_in_the_end(eventual))


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
    return figures(found)


def figures(found: Sittings) -> WeeklyTests:
    """What may be told of them on one page."""
    first_whole, eventual_whole = found.whole()
    trends = _trends(found)
    divided = _divided_by_age(found, trends.first)
    first = found.first.by_part(
        trends.first, beside=lambda parts: not trends.are_both_told or _are_told(divided, parts)
    )
    at_first = {part for part, weeks in first.items() if weeks is not None}
    eventual = found.eventual.by_part(
        trends.eventual,
        beside=lambda parts: (
            not parts
            or (
                trends.are_both_told
                and at_first.issuperset(parts)
                and _are_told(divided, at_first, parts)
            )
        ),
    )
    old_parts = {part for (part, _), one in found.eventual.counted.items() if one.old.sat}
    return WeeklyTests(
        first_whole=first_whole,
        eventual_whole=eventual_whole,
        first=[WeeklyRate(one.first, one.weeks, _rate(one.counted)) for one in trends.first],
        eventual=_eventual_by_week(found, trends.eventual),
        first_by_number=_pass_rates(found.first_by_number.by_part(trends.first)),
        first_by_part=_pass_rates(first),
        eventual_by_part=_in_the_end(
            {part: eventual[part] for part in eventual.keys() & old_parts}
        ),
    )


def _divided_by_age(found: Sittings, spans: Sequence[Span[Weeks]]) -> Crossed[Weeks]:
    """Who sat, by part and span, each cut at the last date that is old enough: both sides are known."""
    span_of = {week: span.first for span in spans for week in span.mondays}
    cells: dict[tuple[Any, Any], list[Weeks]] = defaultdict(list)
    for (part, week), both in found.eventual.counted.items():
        for is_old, weeks in ((True, both.old), (False, both.recent)):
            cells[(part, is_old), (span_of[week], is_old)].append(weeks)
    return Crossed(
        {cell: Weeks.of(ones) for cell, ones in cells.items()},
        {span for _, span in cells},
        is_whole_told=True,
    )


def _are_told(
    divided: Crossed[Weeks], at_first: Collection[Any], in_the_end: Collection[Any] = ()
) -> bool:
    """Whether some parts may be told at first, and some of those in the end, beside both trends."""

    def row(part_and_age: tuple[Any, bool]) -> Any:
        part, _ = part_and_age
        if part in in_the_end:
            return part_and_age
        return (part,) if part in at_first else HIDDEN_ONES

    return divided.are_rows_told(row)


@dataclass(frozen=True, slots=True)
class _Trends:
    """First sittings week after week, and what became of them."""

    first: Sequence[Span[Weeks]]
    eventual: Sequence[Span[InTheEnd]]
    """Of whole spans of the others: where spans overlapped, one minus the other would tell the rest."""
    are_both_told: bool


def _trends(found: Sittings) -> _Trends:
    divided = found.eventual.as_(_divided).by_week()
    if all(span.counted is not None for span in divided):
        first = [
            Span(span.first, span.weeks, span.counted.first)
            for span in divided
            if span.counted is not None
        ]
        old = _old_weeks(found)
        stretches = [span.mondays for span in divided if not old.isdisjoint(span.mondays)]
        return _Trends(first, found.eventual.by_week(stretches), are_both_told=True)
    # Too few at first, or too few on one side of the last date that is old enough.
    whole_period = [sorted({week for _, week in found.eventual.counted})]
    unknown = [replace(span, counted=None) for span in found.eventual.by_week(whole_period)]
    return _Trends(found.first.by_week(), unknown, are_both_told=False)


def _old_weeks(found: Sittings) -> set[date]:
    return {week for (_, week), one in found.eventual.counted.items() if one.old.sat}


def _eventual_by_week(found: Sittings, spans: Sequence[Span[InTheEnd]]) -> list[WeeklyRate]:
    """Each span as far as it is old enough."""
    old = _old_weeks(found)
    rates = []
    for span in spans:
        weeks = [week for week in span.mondays if week in old]
        if weeks:
            length = (weeks[-1] - weeks[0]).days // 7 + 1
            rates.append(WeeklyRate(weeks[0], length, _rate(_eventual(span.counted))))
    return rates


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
    cells: dict[str, dict[Cell, _Read]] = defaultdict(lambda: defaultdict(_Read))
    by_number: dict[str, dict[Cell, list[tuple[int, Tally]]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for side, part, monday, number, is_old, *counted in found.all():
        sat, passed_at_once, passed, *counted_people = map(int, counted)
        people_sat, people_at_once, people_failed, people_passed = counted_people
        first = Tally(sat, passed_at_once, people_sat, people_at_once, people_failed)
        by_number[side][number, monday].append((number, first))
        read = cells[side][part, monday]
        (read.old if is_old else read.recent).append((number, first))
        if is_old:
            # Whoever is new among those who failed, and did not pass later, never passed.
            never = people_failed - (passed - passed_at_once)
            in_time = Tally(sat, passed, people_sat, people_passed, never)
            read.eventual.append((number, in_time))
    in_the_end = counts_of(_each(cells, _Read.together), selection)
    numbered = counts_of(_each(by_number, Weeks.counted), selection)
    return Sittings(in_the_end.as_(_first), numbered, in_the_end)


@dataclass(frozen=True, slots=True)
class _Read:
    """What rows say of one part and week, by the number of the week in its plan."""

    old: list[tuple[int, Tally]] = field(default_factory=list)
    recent: list[tuple[int, Tally]] = field(default_factory=list)
    eventual: list[tuple[int, Tally]] = field(default_factory=list)

    def together(self) -> InTheEnd:
        """All of it counted."""
        return InTheEnd(*map(Weeks.counted, (self.old, self.recent, self.eventual)))


def _each(
    sides: Mapping[str, Mapping[Cell, R]], made: Callable[[R], S]
) -> dict[str, dict[Cell, S]]:
    return {side: {cell: made(one) for cell, one in cells.items()} for side, cells in sides.items()}


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


def _first(both: InTheEnd) -> Weeks:
    return both.first


def _divided(both: InTheEnd) -> Divided:
    return Divided(both.old, both.recent, both.eventual)


def _eventual(both: InTheEnd | None) -> Weeks | None:
    return None if both is None else both.eventual


def _pass_rates(counted: Mapping[Any, Weeks | None]) -> dict[Any, Rate]:
    return {key: _rate(weeks) for key, weeks in counted.items()}


def _in_the_end(counted: Mapping[Any, InTheEnd | None]) -> dict[Any, Rate]:
    return {key: _rate(_eventual(both)) for key, both in counted.items()}


def _rate(weeks: Weeks | None) -> Rate:
    return HIDDEN if weeks is None else rate(weeks.passed, weeks.sat)
