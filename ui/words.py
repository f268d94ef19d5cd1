"""Words that several screens use: why a day is there, how sure something is, how long it takes."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from plan_engine.diagnosis import Severity
from plan_engine.kinds import DayKind, RewardType
from plan_engine.planning import Depth, Reason, ReasonKind

DEPTHS = {
    Depth.BASICS: "From the basics",
    Depth.REVIEW: "Short review",
    Depth.NORMAL: "",
    Depth.DEEPER: "Deeper",
}
SEVERITIES = {
    Severity.LOW: "Low severity",
    Severity.MEDIUM: "Medium severity",
    Severity.HIGH: "High severity",
}
REWARDS = {
    RewardType.DAILY_TASK: "Daily tasks",
    RewardType.WEEKLY_TEST: "Weekly tests",
    RewardType.STREAK: "Streak",
    RewardType.RECOVERY: "Recovery",
    RewardType.SPEED: "Speed",
    RewardType.CONSISTENCY: "Consistency",
}


def percent(fraction: float) -> str:
    """A fraction as a whole percentage; never a certainty that the figures cannot have."""
    whole = round(100 * fraction)
    if whole == 0 and fraction > 0:
        return "under 1%"
    if whole == 100 and fraction < 1:
        return "over 99%"
    return f"{whole}%"


def count(number: int, one: str, many: str | None = None) -> str:
    """`1 day`, `2 days`, `3,000 days`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def why(reason: Reason) -> str:
    """Why a day is in the plan, in a short sentence."""
    if reason.kind is ReasonKind.UNTESTED:
        return "Not tested yet: judged from the rest of its block"
    counted = f"{reason.right} of {reason.answered} right"
    if reason.kind is ReasonKind.STRONG:
        return f"{counted}: you know this, so a short review"
    if reason.kind is ReasonKind.SECOND_DAY:
        return f"{counted}: a second, deeper day on a weak topic"
    return f"{counted}; {percent(reason.p_weak)} likely below the bar"


def day_name(kind: DayKind, number: int) -> str:
    """What a day is called in its week."""
    return f"Extra day {number}" if kind is DayKind.EXTRA else f"Day {number}"


def minutes(amount: int) -> str:
    """A length of time as people say it."""
    hours, rest = divmod(amount, 60)
    if not hours:
        return f"{rest} minutes"
    return f"{hours} h" if not rest else f"{hours} h {rest} min"


def on_date(when: datetime | date, timezone: str) -> str:
    """A date as people write it, in the learner's zone: 3 November."""
    day = when.astimezone(ZoneInfo(timezone)).date() if isinstance(when, datetime) else when
    return f"{day.day} {day:%B}"


def listed(names: list[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def pass_chance(probability: float, cut: int) -> str:
    """The probability of being at or above a cut, near it and far from it, in a plain sentence."""
    if 0.05 < probability < 0.95:
        return (
            "A test of this length leaves doubt: from these answers the chance that your true level "
            f"is at or above {cut} is {percent(probability)}."
        )
    side = "above" if probability >= 0.5 else "below"
    sure = max(probability, 1 - probability)
    return f"From these answers it is {percent(sure)} likely that your true level is {side} {cut}."
