"""What a counsellor did about a learner, and what the learner did around it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from plan_engine.streaks import ONE_DAY

DAYS_AROUND: Final = 7
"""Days before and after an intervention whose activity is shown (issue)."""


class InterventionKind(StrEnum):
    """What a counsellor did that is kept for its own sake."""

    NOTE = "note"
    NUDGE = "nudge"
    FRESH_ATTEMPT = "fresh_attempt"


class Deed(StrEnum):
    """Everything that an intervention log shows: those, and what is kept elsewhere."""

    NOTE = "note"
    NUDGE = "nudge"
    FRESH_ATTEMPT = "fresh_attempt"
    EXTRA_TIME = "extra_time"
    PLACEMENT_CONFIRMED = "placement_confirmed"


@dataclass(frozen=True, slots=True)
class Around:
    """Active dates around a date, which itself counts on neither side."""

    before: int
    after: int
    after_days: int
    """Dates after it that are over by now, at most seven: what `after` is out of."""


def activity_around(on: date, active: Collection[date], today: date) -> Around:
    """Active dates among the seven before `on` and the up to seven after it that are over."""
    reach = range(1, DAYS_AROUND + 1)
    over = [on + k * ONE_DAY for k in reach if on + k * ONE_DAY < today]
    return Around(
        before=sum(on - k * ONE_DAY in active for k in reach),
        after=sum(day in active for day in over),
        after_days=len(over),
    )
