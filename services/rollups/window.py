"""The dates that one step computes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Window:
    """Whole weeks: from a Monday until a Sunday, both included."""

    first: date
    last: date

    @property
    def starts(self) -> datetime:
        """The instant at which its first UTC date begins."""
        return datetime.combine(self.first, time(), UTC)

    @property
    def ends(self) -> datetime:
        """The instant at which its last UTC date is over."""
        return datetime.combine(self.last + timedelta(days=1), time(), UTC)


def monday_of(day: date) -> date:
    """The Monday on or before a date."""
    return day - timedelta(days=day.weekday())


def windows(first: date, last: date, weeks: int) -> Iterator[Window]:
    """The weeks from that of `first` to that of `last`, so many at a time."""
    start = monday_of(first)
    while start <= last:
        end = min(start + weeks * WEEK, monday_of(last) + WEEK)
        yield Window(start, end - timedelta(days=1))
        start = end
