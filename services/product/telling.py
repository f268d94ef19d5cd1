"""The one place that decides what is told: nothing about fewer than five people.

Three rules. A figure is told only if every group that it tells about (those counted, the rest, all)
is nobody or at least five people. It is told only if the same holds for everybody whom a single
filter leaves out, because the figure without that filter minus this one would tell about them. And
where a figure is cut into parts of which some are hidden, so many are hidden that those are five
people or more together, because the whole minus the parts would tell about them. Weeks that are too
few by themselves are put together with the weeks after them instead.

People are counted from below where a person may count more than once: a figure may be hidden that
could have been told, never the other way round.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, Protocol, Self, TypeVar

from plan_engine.metrics.definitions import FEWEST_PEOPLE
from plan_engine.metrics.intervals import wilson


class Counted(Protocol):
    """What a figure is made from."""

    @property
    def groups(self) -> tuple[int, ...]:
        """How many people each group that it tells about has, everybody first."""
        ...


class Summed(Counted, Protocol):
    """Counts of weeks that can be put together."""

    @classmethod
    def of(cls, ones: Sequence[Self], /) -> Self:
        """All of them together; there is at least one."""
        ...


C = TypeVar("C", bound=Counted)
S = TypeVar("S", bound=Summed)
Key = Any


@dataclass(frozen=True, slots=True)
class Rate:
    """A share. Without anybody, `whole` is 0; where nothing may be told, all are None."""

    part: int | None = None
    whole: int | None = None
    low: float | None = None
    """95% interval, as fractions, where the counted are as good as independent."""
    high: float | None = None

    @property
    def share(self) -> float | None:
        """As a fraction; None where nothing is told or there is nobody."""
        return None if self.part is None or not self.whole else self.part / self.whole

    @property
    def is_hidden(self) -> bool:
        """Whether it would be about too few people."""
        return self.whole is None


HIDDEN = Rate()


def is_told(groups: Iterable[int]) -> bool:
    """Whether each group is nobody, or enough people."""
    return all(people == 0 or people >= FEWEST_PEOPLE for people in groups)


def told(counted: Mapping[Key, C], others: Sequence[Mapping[Key, C]]) -> dict[Key, C | None]:
    """Counts by part, None where they may not be told; `others` are those whom one filter leaves out."""
    safe = {
        key
        for key, one in counted.items()
        if is_told(one.groups) and all(is_told(_groups(other, key)) for other in others)
    }
    hidden = sum(one.groups[0] for key, one in counted.items() if key not in safe)
    while 0 < hidden < FEWEST_PEOPLE and safe:
        smallest = min(safe, key=lambda key: (counted[key].groups[0], str(key)))
        hidden += counted[smallest].groups[0]
        safe.remove(smallest)
    return {key: one if key in safe else None for key, one in counted.items()}


@dataclass(frozen=True, slots=True)
class Span(Generic[S]):
    """Weeks that are told together."""

    first: date
    """Monday of the first."""
    weeks: int
    counted: S | None
    """None where even all together may not be told."""


def told_by_week(counted: Mapping[date, S], others: Sequence[Mapping[date, S]]) -> list[Span[S]]:
    """Weekly counts in order, so many weeks together that each span may be told.

    Keys are Mondays; weeks without anything are in no span.
    """
    spans: list[list[date]] = []
    open_weeks: list[date] = []
    for week in sorted(counted):
        open_weeks.append(week)
        if _may_be_told(open_weeks, counted, others):
            spans.append(open_weeks)
            open_weeks = []
    # What is left over at the end goes to the span before, and on, until that may be told. Where not
    # even all weeks together may be, nobody is told their sum: what is left over is hidden alone.
    left, told_spans = open_weeks, list(spans)
    while left and spans and not _may_be_told(left, counted, others):
        left = [*spans.pop(), *left]
    if left:
        spans.append(left)
        if not _may_be_told(left, counted, others):
            spans = [*told_spans, open_weeks]
    return [
        Span(
            weeks[0],
            (weeks[-1] - weeks[0]).days // 7 + 1,
            _together(counted, weeks) if _may_be_told(weeks, counted, others) else None,
        )
        for weeks in spans
    ]


def _may_be_told(
    weeks: list[date], counted: Mapping[date, S], others: Sequence[Mapping[date, S]]
) -> bool:
    together = [_together(one, weeks) for one in (counted, *others)]
    return all(is_told(one.groups) for one in together if one is not None)


def _together(counted: Mapping[date, S], weeks: list[date]) -> S | None:
    found = [counted[week] for week in weeks if week in counted]
    return type(found[0]).of(found) if found else None


def _groups(counts: Mapping[Key, C], key: Key) -> tuple[int, ...]:
    return counts[key].groups if key in counts else ()


@dataclass(frozen=True, slots=True)
class WeeklyRate:
    """A share over some weeks that are told together."""

    first: date
    weeks: int
    rate: Rate


def rate(part: int, whole: int) -> Rate:
    """A share with its interval; for counts that `told` has let through."""
    if not whole:
        return Rate(0, 0)
    low, high = wilson(part, whole)
    return Rate(part, whole, low, high)


def the_only(whole: Mapping[Key, Rate]) -> Rate:
    """The share over everybody, under whatever key; of nobody where there is none."""
    return next(iter(whole.values()), Rate(0, 0))
