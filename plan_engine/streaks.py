"""Streaks: how many days in a row a learner was active, by the learner's own dates."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DateRange:
    """Dates from `start` until before `end`; open-ended without an end."""

    start: date
    end: date | None = None

    def __contains__(self, day: date) -> bool:
        """Whether `day` lies in the range."""
        return self.start <= day and (self.end is None or day < self.end)


@dataclass(frozen=True, slots=True)
class Streak:
    """A learner's streak on one date."""

    current: int
    """Active days in a row up to now; a day that has not ended yet does not break it."""
    longest: int
    last_active: date | None
    total_days: int


def _unbroken(earlier: date, later: date, paused: Sequence[DateRange]) -> bool:
    """Whether no unpaused date lies between two dates."""
    day = earlier + ONE_DAY
    while day < later:
        if not any(day in pause for pause in paused):
            return False
        day += ONE_DAY
    return True


def run_ending(on: date, active: Collection[date], paused: Sequence[DateRange]) -> int:
    """How many active days in a row end on `on` (0 if `on` was not active). Paused dates are skipped."""
    days = sorted((day for day in active if day <= on), reverse=True)
    if not days or days[0] != on:
        return 0
    length = 1
    for later, earlier in pairwise(days):
        if not _unbroken(earlier, later, paused):
            break
        length += 1
    return length


def streak(active: Collection[date], today: date, paused: Sequence[DateRange] = ()) -> Streak:
    """The streak as it stands on `today`, a learner's local date."""
    days = sorted(set(active))
    if not days:
        return Streak(current=0, longest=0, last_active=None, total_days=0)
    longest = run = 1
    for earlier, later in pairwise(days):
        run = run + 1 if _unbroken(earlier, later, paused) else 1
        longest = max(longest, run)
    alive = _unbroken(days[-1], today, paused)
    return Streak(
        current=run if alive else 0, longest=longest, last_active=days[-1], total_days=len(days)
    )
