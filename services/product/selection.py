"""Whom and when a figure is about: whole weeks, and perhaps one target, cohort and content version."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

PERIOD: Final = timedelta(weeks=12)
"""How long a period is (`periods`)."""
CHOSEN = ""
"""The side of those whom a selection is about."""


class Filter(StrEnum):
    """What a selection can be narrowed by."""

    TARGET = "target"
    COHORT = "cohort"
    VERSION = "version"


class Cut(StrEnum):
    """Into what a figure can be divided."""

    NONE = "none"
    TARGET = "target"
    COHORT = "cohort"
    VERSION = "version"


@dataclass(frozen=True, slots=True)
class Selection:
    """From the Monday `first` until the Sunday `last`; None does not narrow."""

    first: date
    last: date
    target: str | None = None
    cohort: date | None = None
    """The first day of the month in which learners registered (by the Monday of that week)."""
    version: str | None = None

    @property
    def weeks(self) -> int:
        """How many weeks it spans."""
        return ((self.last - self.first).days + 1) // 7

    @property
    def dates(self) -> list[tuple[date, list[date]]]:
        """Each week's Monday, and its seven dates."""
        mondays = [self.first + timedelta(weeks=k) for k in range(self.weeks)]
        return [(monday, [monday + timedelta(days=k) for k in range(7)]) for monday in mondays]

    def before(self) -> "Selection":
        """The period before this one: as long as each that is over, even where this one goes on."""
        return replace(self, first=self.first - PERIOD, last=self.eve)

    @property
    def eve(self) -> date:
        """The date before the first."""
        return self.first - timedelta(days=1)

    @property
    def later(self) -> date:
        """The Monday with which the later period begins, of a selection `with_before`."""
        return self.first + PERIOD

    def with_before(self) -> "Selection":
        """This period and the one before as one."""
        return replace(self, first=self.before().first)

    @property
    def filters(self) -> tuple[Filter, ...]:
        """The filters in use."""
        return tuple(one for one in Filter if self.value_of(one) is not None)

    @property
    def sides(self) -> list[str]:
        """Whom figures may be about: CHOSEN first, then everybody whom a single filter leaves out."""
        return [CHOSEN, *(one.value for one in self.filters)]

    def value_of(self, one: Filter) -> str | date | None:
        """What a filter is set to."""
        return {
            Filter.TARGET: self.target,
            Filter.COHORT: self.cohort,
            Filter.VERSION: self.version,
        }[one]

    def parameters(self) -> dict[str, str | date | None]:
        """The values of a statement's parameters (`narrowing`)."""
        return {
            "first": self.first,
            "last": self.last,
            "eve": self.eve,
            "later": self.later,
            **{one.value: self.value_of(one) for one in self.filters},
        }
