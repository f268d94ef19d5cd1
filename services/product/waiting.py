"""How long it takes until something happens, over everybody who began: completion and placement.

Two statements each: one counts who got there, and in time (for shares, and for what may be told);
one counts the days that it took (for the curve).
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from typing import Any, Final

from sqlalchemy import ColumnElement, CompoundSelect, Select, case, func, literal, select, union_all
from sqlalchemy.orm import Session

from db.dates import days_after, days_between
from db.tables import MilestoneRollup
from db.tables.rollups import NONE
from plan_engine.metrics.definitions import COMPLETION_DAYS, PLACEMENT_DAYS
from plan_engine.metrics.milestones import Milestone
from plan_engine.metrics.survival import CurvePoint, reached_by, share_reached
from services.product.counts import Cell, Counts, counts_of
from services.product.narrowing import (
    FIRST,
    LAST,
    OLD,
    UNTIL,
    Narrowing,
    When,
    part_of,
    week_of,
)
from services.product.selection import Cut, Selection
from services.product.telling import HIDDEN, Rate, Span, WeeklyRate, from_below, is_told, rate

FEWEST_WATCHED: Final = 10
"""With fewer who are still watched, one more who gets there moves a curve by over ten points."""


@dataclass(frozen=True, slots=True)
class Wait:
    """What is waited for, and from when on."""

    begin: Milestone
    ends: tuple[Milestone, ...]
    horizon: int
    """Days within which it should happen."""


COMPLETION: Final = Wait(Milestone.PLAN_MADE, (Milestone.COMPLETED,), COMPLETION_DAYS)
PLACEMENT: Final = Wait(
    Milestone.COMPLETED,
    (Milestone.PLACED_IN_FIELD, Milestone.PLACED_OUT_OF_FIELD, Milestone.RESPONDED),
    PLACEMENT_DAYS,
)


@dataclass(slots=True)
class Arrived:
    """Plans that began to wait, and those that got there; how many people those are, from below."""

    begun: int = 0
    there: int = 0
    people_begun: int = 0
    people_there: int = 0

    @classmethod
    def of(cls, ones: Sequence["Arrived"]) -> "Arrived":
        """All together."""
        return cls(
            sum(one.begun for one in ones),
            sum(one.there for one in ones),
            sum(one.people_begun for one in ones),
            sum(one.people_there for one in ones),
        )

    @property
    def groups(self) -> tuple[int, ...]:
        """Those who began, who got there, who did not; counted from below."""
        return (
            from_below(self.people_begun, self.begun),
            from_below(self.people_there, self.there),
            # Each who is new and got there did so with one of the plans that did.
            from_below(self.people_begun - self.there, self.begun - self.there),
        )

    def begun_besides(self, others: "Arrived") -> "Begun":
        """Those who began, without `others` among them."""
        return Begun(self.begun - others.begun, self.people_begun - others.people_begun)


@dataclass(frozen=True, slots=True)
class Begun:
    """Plans that began to wait, and how many people those are, from below."""

    begun: int
    people: int

    @classmethod
    def of(cls, ones: Sequence["Begun"]) -> "Begun":
        """All together."""
        return cls(sum(one.begun for one in ones), sum(one.people for one in ones))

    @property
    def groups(self) -> tuple[int, ...]:
        """Themselves."""
        return (from_below(self.people, self.begun),)


NOBODY: Final = Arrived()


@dataclass(frozen=True, slots=True)
class Arrivals:
    """Who got where they were going."""

    ever: Counts[Arrived]
    """Until the last counted day, of all who began."""
    in_time: Counts[Arrived]
    """Within the horizon, of those who began so long ago."""

    def between(self, first: date, last: date) -> "Arrivals":
        """Of waits that began in some weeks only."""
        return Arrivals(self.ever.between(first, last), self.in_time.between(first, last))

    @property
    def too_recent(self) -> Counts[Begun]:
        """Those who began less than the horizon ago: all who began, without those in time or late."""
        sides = zip(
            (self.ever.counted, *self.ever.others),
            (self.in_time.counted, *self.in_time.others),
            strict=True,
        )
        counted, *others = (
            {cell: one.begun_besides(old.get(cell, NOBODY)) for cell, one in ever.items()}
            for ever, old in sides
        )
        return Counts(counted, others)


@dataclass(slots=True)
class Watched:
    """For how many days plans were watched until they got there, or could be watched no longer."""

    events: Counter[int] = field(default_factory=Counter)
    censored: Counter[int] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Curve:
    """A curve that may be told, and where it stands at the horizon."""

    begun: int
    points: tuple[CurvePoint, ...]
    """Between two of them nobody, or at least five, got there."""
    at_horizon: CurvePoint | None
    """None where nobody could be watched that long, or too few had got there by then."""
    watched_to_horizon: bool
    thin_from: int | None = None
    """The first day on which fewer than `FEWEST_WATCHED` are still watched; None while there are more."""


def arrivals(
    session: Session,
    selection: Selection,
    cut: Cut,
    wait: Wait,
    until: date,
    when: When = week_of,
) -> dict[Milestone, Arrivals]:
    """For each end of a wait who got there, by the date on which the wait began. One statement."""
    found = session.connection().execute(
        _arrivals_statement(Narrowing(selection.filters), cut, wait, when),
        _parameters(selection, wait, until),
    )
    ever: _Sides = defaultdict(lambda: defaultdict(lambda: defaultdict(Arrived)))
    timely: _Sides = defaultdict(lambda: defaultdict(lambda: defaultdict(Arrived)))
    for side, part, week, old, in_horizon, kind, events, people in found.all():
        for end in wait.ends if kind is wait.begin else (kind,):
            for those in (ever, timely) if old and in_horizon else (ever,):
                one = those[end][side][part, week]
                if kind is wait.begin:
                    one.begun += int(events)
                    one.people_begun += int(people)
                else:
                    one.there += int(events)
                    one.people_there += int(people)
    return {
        end: Arrivals(counts_of(ever[end], selection), counts_of(timely[end], selection))
        for end in wait.ends
    }


def curves(
    counted: Mapping[Any, Arrived | None], watched: Mapping[Any, Watched], horizon: int
) -> dict[Any, Curve | None]:
    """The curve of each part that may be told; None: too few."""
    return {
        part: None if arrived is None else _curve(watched[part], horizon)
        for part, arrived in counted.items()
    }


def watched(
    session: Session, selection: Selection, cut: Cut, wait: Wait, until: date
) -> Mapping[Any, Watched]:
    """For how long the plans of each part were watched, until the first end of the wait. One statement."""
    found = session.connection().execute(
        _watched_statement(Narrowing(selection.filters), cut, wait),
        _parameters(selection, wait, until),
    )
    parts: dict[Any, Watched] = defaultdict(Watched)
    for what, key, number, events in found.all():
        one = parts[key]
        if what == "took":
            one.events[number] += int(events)
        else:
            one.censored[number] += int(events) if what == "begun" else -int(events)
    return parts


def together(parts: Mapping[Any, Watched]) -> dict[Any, Watched]:
    """All parts as one, under the key NONE."""
    one = Watched()
    for part in parts.values():
        one.events.update(part.events)
        one.censored.update(part.censored)
    return {NONE: one}


def rates(counted: Mapping[Any, Arrived | None]) -> dict[Any, Rate]:
    """Shares that got there."""
    return {key: _rate(arrived) for key, arrived in counted.items()}


def weekly_rates(spans: Sequence[Span[Arrived]]) -> list[WeeklyRate]:
    """Shares that got there, by the weeks in which the wait began."""
    return [WeeklyRate(span.first, span.weeks, _rate(span.counted)) for span in spans]


_Sides = dict[Milestone, dict[str, dict[Cell, Arrived]]]


def _began(wait: Wait) -> Any:
    """The column with the date on which a wait began, in the rows of its beginning."""
    row = MilestoneRollup
    return row.day if wait.begin is Milestone.COMPLETED else row.anchor_day


def _parameters(selection: Selection, wait: Wait, until: date) -> dict[str, Any]:
    return selection.parameters() | {
        "last": min(selection.last, until),
        "until": until,
        "old": until - timedelta(days=wait.horizon),
    }


@cache
def _arrivals_statement(
    narrowing: Narrowing, cut: Cut, wait: Wait, when: When
) -> CompoundSelect[Any]:
    row = MilestoneRollup

    def counted(on: Any, in_time: ColumnElement[int]) -> Select[Any]:
        is_old = case((on <= OLD, 1), else_=0)
        keys = (
            narrowing.side(row), part_of(row, cut), when(on), is_old, in_time, row.milestone
        )  # fmt: skip
        return (
            select(*keys, func.sum(row.events), func.sum(narrowing.people()))
            .where(on.between(FIRST, LAST), *narrowing.near(row))
            .group_by(*keys)
        )

    at_once = literal(1) + 0
    in_time = case((row.day <= days_after(row.anchor_day, wait.horizon), 1), else_=0)
    return union_all(
        counted(_began(wait), at_once).where(row.milestone == wait.begin),
        counted(row.anchor_day, in_time).where(row.milestone.in_(wait.ends), row.day <= UNTIL),
    )


@cache
def _watched_statement(narrowing: Narrowing, cut: Cut, wait: Wait) -> CompoundSelect[Any]:
    row = MilestoneRollup
    part, end, began = part_of(row, cut), wait.ends[0], _began(wait)

    def days(on: Any, number: Any, what: str, milestone: Milestone) -> Select[Any]:
        return (
            select(literal(what), part, number, func.sum(row.events))
            .where(
                row.milestone == milestone,
                on.between(FIRST, LAST),
                row.day <= UNTIL,
                *narrowing.chosen(row),
            )
            .group_by(part, number)
        )

    return union_all(
        days(began, days_between(began, UNTIL), "begun", wait.begin),
        days(row.anchor_day, days_between(row.anchor_day, UNTIL), "left", end),
        days(row.anchor_day, days_between(row.anchor_day, row.day), "took", end),
    )


def _rate(arrived: Arrived | None) -> Rate:
    return HIDDEN if arrived is None else rate(arrived.there, arrived.begun)


def _curve(watched: Watched, horizon: int) -> Curve:
    points = share_reached(watched.events, watched.censored)
    at_horizon = reached_by(points, horizon)
    early = [point for point in points if point.day <= horizon]
    told_early = told_points(early)
    if any(point.events for point in early) and not told_early:
        at_horizon = None
    thin_from = _thin_from(points)
    late = told_points(
        [p for p in points if p.day > horizon and (thin_from is None or p.day < thin_from)]
    )
    return Curve(
        sum(watched.events.values()) + sum(watched.censored.values()),
        tuple(told_watched(told_early + late, watched)),
        None if at_horizon is None else replace(at_horizon, at_risk=None),
        watched_to_horizon=bool(points) and points[-1].day >= horizon,
        thin_from=thin_from,
    )


def _thin_from(points: Sequence[CurvePoint]) -> int | None:
    """The day after the last point until which enough were watched: whoever leaves, leaves at a point."""
    before = -1
    for point in points:
        if point.at_risk is not None and point.at_risk < FEWEST_WATCHED:
            return before + 1
        before = point.day
    return None


def told_points(points: list[CurvePoint]) -> list[CurvePoint]:
    """So few of these points that before each of them, since the one before, enough got there.

    The last one is among them, so that the curve ends where it stands.
    """
    kept: list[CurvePoint] = []
    since = 0
    for point in points:
        since += point.events
        if since and is_told([since]):
            kept.append(point)
            since = 0
    if not kept or points[-1] is kept[-1]:
        return kept
    if since:
        kept.pop()  # its step and the rest are drawn as one
    return [*kept, points[-1]]


def told_watched(points: Sequence[CurvePoint], watched: Watched) -> list[CurvePoint]:
    """These points, with how many were still watched only where nobody, or enough, left on each side.

    Of those who were watched before and are no more, some got there, and the others began too late.
    """
    shown: list[CurvePoint] = []
    since = 0
    for point in points:
        between = [
            sum(n for day, n in kind.items() if since <= day < point.day)
            for kind in (watched.events, watched.censored)
        ]
        later = [
            sum(n for day, n in kind.items() if day >= point.day)
            for kind in (watched.events, watched.censored)
        ]
        if is_told([*between, *later]):
            since = point.day
            shown.append(point)
        else:
            shown.append(replace(point, at_risk=None))
    return shown
