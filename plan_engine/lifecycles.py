"""Lifecycles as tables: what may happen to a plan, a week, a day, an attempt, and what it leads to.

Each table maps (status, action) to the next status; a pair that is not there is refused.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar


class NotAllowed(Exception):
    """The action is not open in this status. Its text is a sentence for the person."""


class PlanStatus(StrEnum):
    """Where a personal plan stands."""

    ACTIVE = "active"
    PAUSED = "paused"
    COMPLETED = "completed"
    FAILED = "failed"


class PlanAction(StrEnum):
    """What can be done to a plan."""

    PAUSE = "pause"
    RESUME = "resume"
    COMPLETE = "complete"
    FAIL = "fail"
    ABANDON = "abandon"


class WeekStatus(StrEnum):
    """Where a week stands. `FAILED` means its last test was not passed and recovery is under way."""

    LOCKED = "locked"
    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"
    FAILED = "failed"


class WeekAction(StrEnum):
    """What happens to a week."""

    UNLOCK = "unlock"
    PASS = "pass"  # noqa: S105  (a test is passed, no password)
    FAIL = "fail"


class DayStatus(StrEnum):
    """Where a day's task stands."""

    LOCKED = "locked"
    UNLOCKED = "unlocked"
    COMPLETED = "completed"


class DayAction(StrEnum):
    """What happens to a day's task."""

    UNLOCK = "unlock"
    COMPLETE = "complete"


class AttemptStatus(StrEnum):
    """Where one sitting of a test stands."""

    OPEN = "open"
    SUBMITTED = "submitted"
    WITHDRAWN = "withdrawn"


class AttemptAction(StrEnum):
    """What happens to a sitting."""

    SUBMIT = "submit"
    WITHDRAW = "withdraw"


class CorrectionStatus(StrEnum):
    """Where a two-week correction plan stands."""

    ACTIVE = "active"
    COMPLETED = "completed"
    FAILED = "failed"


class CorrectionAction(StrEnum):
    """What happens to a correction plan."""

    COMPLETE = "complete"
    FAIL = "fail"


NEXT_PLAN_STATUS: Mapping[tuple[PlanStatus, PlanAction], PlanStatus] = {
    (PlanStatus.ACTIVE, PlanAction.PAUSE): PlanStatus.PAUSED,
    (PlanStatus.PAUSED, PlanAction.RESUME): PlanStatus.ACTIVE,
    (PlanStatus.ACTIVE, PlanAction.COMPLETE): PlanStatus.COMPLETED,
    (PlanStatus.ACTIVE, PlanAction.FAIL): PlanStatus.FAILED,
    (PlanStatus.ACTIVE, PlanAction.ABANDON): PlanStatus.FAILED,
    (PlanStatus.PAUSED, PlanAction.ABANDON): PlanStatus.FAILED,
}

NEXT_WEEK_STATUS: Mapping[tuple[WeekStatus, WeekAction], WeekStatus] = {
    (WeekStatus.LOCKED, WeekAction.UNLOCK): WeekStatus.IN_PROGRESS,
    (WeekStatus.IN_PROGRESS, WeekAction.PASS): WeekStatus.COMPLETED,
    (WeekStatus.IN_PROGRESS, WeekAction.FAIL): WeekStatus.FAILED,
    (WeekStatus.FAILED, WeekAction.PASS): WeekStatus.COMPLETED,
    (WeekStatus.FAILED, WeekAction.FAIL): WeekStatus.FAILED,
}

NEXT_DAY_STATUS: Mapping[tuple[DayStatus, DayAction], DayStatus] = {
    (DayStatus.LOCKED, DayAction.UNLOCK): DayStatus.UNLOCKED,
    (DayStatus.UNLOCKED, DayAction.COMPLETE): DayStatus.COMPLETED,
}

NEXT_ATTEMPT_STATUS: Mapping[tuple[AttemptStatus, AttemptAction], AttemptStatus] = {
    (AttemptStatus.OPEN, AttemptAction.SUBMIT): AttemptStatus.SUBMITTED,
    (AttemptStatus.OPEN, AttemptAction.WITHDRAW): AttemptStatus.WITHDRAWN,
}

NEXT_CORRECTION_STATUS: Mapping[tuple[CorrectionStatus, CorrectionAction], CorrectionStatus] = {
    (CorrectionStatus.ACTIVE, CorrectionAction.COMPLETE): CorrectionStatus.COMPLETED,
    (CorrectionStatus.ACTIVE, CorrectionAction.FAIL): CorrectionStatus.FAILED,
}

S = TypeVar("S", bound=StrEnum)
A = TypeVar("A", bound=StrEnum)


def after(table: Mapping[tuple[S, A], S], status: S, action: A) -> S:
    """The status that follows. Raises NotAllowed where the table has no such pair."""
    try:
        return table[status, action]
    except KeyError:
        what = action.value.replace("_", " ")
        is_now = status.value.replace("_", " ")
        raise NotAllowed(
            f"That cannot be done now: “{what}” is not open while it is {is_now}."
        ) from None


def allowed_actions(table: Mapping[tuple[S, A], S], status: S) -> tuple[A, ...]:
    """The actions that are open in this status, in the table's order."""
    return tuple(action for (current, action) in table if current is status)
