"""What a result leads to: pass or recovery, the next tier, the verdict."""

from collections.abc import Sequence
from enum import StrEnum

from plan_engine import rules
from plan_engine.lifecycles import DayStatus, WeekStatus


class Verdict(StrEnum):
    """Readiness for the target, by the specification's bands."""

    JOB_READY = "job_ready"
    NEEDS_TRAINING = "needs_training"
    NOT_SUITABLE = "not_suitable"


def passes_week(score: int) -> bool:
    """Whether a weekly score, in whole percent, unlocks the next week."""
    return score >= rules.WEEKLY_PASS_SCORE


def needs_correction(score: int) -> bool:
    """Whether a final score, in whole percent, leads to the correction plan."""
    return score <= rules.FINAL_CORRECTION_SCORE


def verdict(score: int) -> Verdict:
    """The band in which a readiness score, in whole percent, lies."""
    if score >= rules.JOB_READY_SCORE:
        return Verdict.JOB_READY
    if score >= rules.NEEDS_TRAINING_SCORE:
        return Verdict.NEEDS_TRAINING
    return Verdict.NOT_SUITABLE


def verdict_band(found: Verdict) -> tuple[int, int]:
    """The scores of a verdict's band: from the first, in whole percent, until before the second."""
    return {
        Verdict.JOB_READY: (rules.JOB_READY_SCORE, 101),
        Verdict.NEEDS_TRAINING: (rules.NEEDS_TRAINING_SCORE, rules.JOB_READY_SCORE),
        Verdict.NOT_SUITABLE: (0, rules.NEEDS_TRAINING_SCORE),
    }[found]


def next_week_tier(score: int, tier: int) -> int:
    """The next week's tier after a passed test: one harder from 85 on, else the same."""
    return min(tier + 1, rules.TIER_MAX) if score >= rules.TIER_UP_SCORE else tier


def extra_days_tier(tier: int) -> int:
    """The tier of extra days after a failed test: one gentler."""
    return max(tier - 1, rules.TIER_MIN)


def form_tier(tier: int) -> int:
    """The tier of a week's test: forms never drop below the reference."""
    return max(tier, 0)


def week_test_open(week: WeekStatus, days: Sequence[DayStatus]) -> bool:
    """Whether a week's test can be sat: the week has begun, and every day in it is done."""
    begun = week in {WeekStatus.IN_PROGRESS, WeekStatus.FAILED}
    return begun and bool(days) and all(day is DayStatus.COMPLETED for day in days)
