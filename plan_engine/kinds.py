"""Kinds of plans, tests, days, rewards and verdicts, by the specification's own words."""

from enum import StrEnum


class PlanType(StrEnum):
    """What a plan prepares for."""

    ROLE = "role"
    LANGUAGE = "language"


class TestType(StrEnum):
    """What a test is for. `CORRECTION` is the comprehensive retest after the correction plan."""

    __test__ = False  # pytest would otherwise take the name for a test class

    INITIAL = "initial"
    WEEKLY = "weekly"
    FINAL = "final"
    CORRECTION = "correction"


class DayKind(StrEnum):
    """Why a day is in the plan."""

    REGULAR = "regular"
    EXTRA = "extra"
    CORRECTION = "correction"


class RewardType(StrEnum):
    """What XP is given for."""

    DAILY_TASK = "daily_task"
    WEEKLY_TEST = "weekly_test"
    STREAK = "streak"
    RECOVERY = "recovery"
    SPEED = "speed"
    CONSISTENCY = "consistency"
