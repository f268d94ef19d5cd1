"""The one place that decides what is told: nothing about fewer than five people.

Four rules. A figure is told only if every group that it tells about (those counted, the rest, all)
is nobody or at least five people. It is told only if the same holds for everybody whom a single
filter leaves out, because the figure without that filter minus this one would tell about them. Where
a figure is cut into parts of which some are hidden, so many are hidden that each group of them all is
nobody or at least five people, because the whole minus the parts would tell about them. And what
stands beside a figure on the same screen is asked too (`beside`; `crossing`). Weeks that are too few
by themselves are put together with the weeks after them instead.

People are counted from below where a person may count more than once: a figure may be hidden that
could have been told, never the other way round.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
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


def from_below(people: int, events: int) -> int:
    """How many people these events are about at least, `people` of them being new: one, if any."""
    return max(people, min(events, 1))


def told_each(counted: Mapping[Key, C], others: Sequence[Mapping[Key, C]]) -> dict[Key, C | None]:
    """Counts that are no parts of a whole, None where they may not be told.

    `others` are those whom one filter leaves out.
    """
    return {key: one if _is_told(key, counted, others) else None for key, one in counted.items()}


def anything(_told: Collection[Key]) -> bool:
    """Nothing else on the screen is about the same people."""
    return True


def told(
    counted: Mapping[Key, S],
    others: Sequence[Mapping[Key, S]],
    beside: Callable[[Collection[Key]], bool] = anything,
) -> dict[Key, S | None]:
    """Counts by part of one whole, None where they may not be told.

    `others` are those whom one filter leaves out. `beside` says whether some parts may be told
    beside what else is on the screen; with none of them it must hold.
    """
    shown = {key for key in counted if _is_told(key, counted, others)}

    def is_enough(those: Collection[Key]) -> bool:
        return _the_rest_is_told(those, counted, others) and beside(those)

    while shown and not is_enough(shown):
        # The smallest that is enough, or else the smallest.
        by_size = sorted(shown, key=lambda key: (counted[key].groups[0], str(key)))
        shown.remove(next((key for key in by_size if is_enough(shown - {key})), by_size[0]))
    return {key: one if key in shown else None for key, one in counted.items()}


def _is_told(key: Key, counted: Mapping[Key, C], others: Sequence[Mapping[Key, C]]) -> bool:
    return all(is_told(one[key].groups) for one in (counted, *others) if key in one)


def _the_rest_is_told(
    shown: Collection[Key], counted: Mapping[Key, S], others: Sequence[Mapping[Key, S]]
) -> bool:
    """Whether what the whole minus these parts would tell may be told."""
    rest = [key for key in counted if key not in shown]
    if may_be_told(list(counted), counted, others):
        return may_be_told(rest, counted, others)
    # Where the whole may not be told, nothing can be taken from it.
    people = sum(counted[key].groups[0] for key in rest)
    return people == 0 or people >= FEWEST_PEOPLE


@dataclass(frozen=True, slots=True)
class Span(Generic[S]):
    """Weeks that are told together."""

    first: date
    """Monday of the first."""
    weeks: int
    counted: S | None
    """None where even all together may not be told."""

    @property
    def mondays(self) -> list[date]:
        """Of its weeks."""
        return [self.first + timedelta(weeks=k) for k in range(self.weeks)]


def told_by_week(
    counted: Mapping[date, S],
    others: Sequence[Mapping[date, S]],
    stretches: Sequence[Collection[date]] | None = None,
) -> list[Span[S]]:
    """Weekly counts in order, so many weeks together that each span may be told.

    Keys are Mondays; weeks without anything are in no span. `stretches` are weeks that stay
    together, in order; without them, each week is by itself.
    """
    spans: list[list[date]] = []
    open_weeks: list[date] = []
    for together in [[week] for week in sorted(counted)] if stretches is None else stretches:
        open_weeks.extend(together)
        if may_be_told(open_weeks, counted, others):
            spans.append(open_weeks)
            open_weeks = []
    # What is left over at the end goes to the span before, and on, until that may be told. Where not
    # even all weeks together may be, nobody is told their sum: what is left over is hidden alone.
    left, told_spans = open_weeks, list(spans)
    while left and spans and not may_be_told(left, counted, others):
        left = [*spans.pop(), *left]
    if left:
        spans.append(left)
        if not may_be_told(left, counted, others):
            spans = [*told_spans, open_weeks]
    return [
        Span(
            weeks[0],
            (weeks[-1] - weeks[0]).days // 7 + 1,
            _together(counted, weeks) if may_be_told(weeks, counted, others) else None,
        )
        for weeks in spans
    ]


def may_be_told(
    keys: Collection[Key], counted: Mapping[Key, S], others: Sequence[Mapping[Key, S]]
) -> bool:
    """Whether these together may be told, and what a filter leaves out of them."""
    together = [_together(one, keys) for one in (counted, *others)]
    return all(is_told(one.groups) for one in together if one is not None)


def _together(counted: Mapping[Key, S], keys: Collection[Key]) -> S | None:
    found = [counted[key] for key in keys if key in counted]
    return type(found[0]).of(found) if found else None


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
