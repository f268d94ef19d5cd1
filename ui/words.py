"""Words that several screens use: why a day is there, how sure something is, how long it takes."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from plan_engine.diagnosis import Evidence, Severity
from plan_engine.kinds import DayKind, RewardType
from plan_engine.planning import Depth, Reason, ReasonKind
from plan_engine.rules import DAYS_A_WEEK, FEW_OWN_ANSWERS, WEAK_BAR, WEAK_PROBABILITY

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
EVIDENCES = {
    Evidence.CLEAR: "Clearly below the pass mark",
    Evidence.LIKELY: "Probably below the pass mark",
    Evidence.UNSURE: "Not sure yet",
}
REWARDS = {
    RewardType.DAILY_TASK: "Daily tasks",
    RewardType.WEEKLY_TEST: "Weekly tests",
    RewardType.STREAK: "Streak",
    RewardType.RECOVERY: "Recovery",
    RewardType.SPEED: "Speed",
    RewardType.CONSISTENCY: "Consistency",
}

DOUBT_FROM = 0.2
"""Doubt is spoken of where a result would come out on the other side at least once in five."""

ACCOUNT_STATES = {True: "Active", False: "Deactivated"}
"""By whether an account may sign in."""


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


def article(name: str) -> str:
    """`a` Backend Developer, `an` Analyst: by the first letter, which suits the names of roles."""
    return "an" if name[:1] in "AEIO" else "a"


def why(reason: Reason) -> str:
    """Why a day is in the plan, in a short sentence."""
    if reason.kind is ReasonKind.UNTESTED:
        return "Not tested yet: judged from the rest of its block"
    counted = f"{reason.right} of {reason.answered} right"
    if reason.kind is ReasonKind.STRONG:
        return f"{counted}: you know this, so a short review"
    if reason.kind is not ReasonKind.SECOND_DAY:
        return f"{counted}{_how_likely(reason)}"
    if reason.p_weak < WEAK_PROBABILITY:
        return f"{counted}: a second, deeper day on one of your weaker topics"
    return f"{counted}{_how_likely(reason)}, so a second, deeper day"


def _how_likely(reason: Reason) -> str:
    """How likely the topic is weak; where the counts alone say the opposite, what else that rests on."""
    likely = f"{percent(reason.p_weak)} likely below the pass mark"
    if reason.p_weak < WEAK_PROBABILITY or reason.right < WEAK_BAR * reason.answered:
        return f"; {likely}"
    if reason.answered < FEW_OWN_ANSWERS:
        return f", too few to tell; from related topics {likely}"
    return f", but the newest answers and related topics weigh in: {likely}"


def day_name(kind: DayKind, number: int) -> str:
    """What a day is called in its week; extra days are counted for themselves."""
    if kind is DayKind.EXTRA:
        return f"Extra day {number - DAYS_A_WEEK}"
    return f"Day {number}"


def day_of(kind: DayKind, number: int, days: int) -> str:
    """A day among its like, where its week has `days` in all: day 3 of 7, extra day 2 of 4."""
    match kind:
        case DayKind.EXTRA:
            of = days - DAYS_A_WEEK
        case DayKind.REGULAR:
            of = DAYS_A_WEEK
        case DayKind.CORRECTION:
            of = days
    return f"{day_name(kind, number).lower()} of {of}"


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
    """The probability of being at or above a cut in a plain sentence; doubt only where it is material."""
    if DOUBT_FROM <= probability <= 1 - DOUBT_FROM:
        return (
            "A test of this length leaves doubt: from these answers the chance that your true level "
            f"is at or above {cut} is {percent(probability)}."
        )
    side = "above" if probability >= 0.5 else "below"
    sure = max(probability, 1 - probability)
    return f"From these answers it is {percent(sure)} likely that your true level is {side} {cut}."
