"""XP: what each thing earns, and the level that a total means."""

from dataclasses import dataclass
from datetime import timedelta

from plan_engine import rules
from plan_engine.kinds import RewardType
from plan_engine.minutes import own_minutes


@dataclass(frozen=True, slots=True)
class Award:
    """XP for one thing, with the sentence that says what for."""

    type: RewardType
    amount: int
    reason: str


@dataclass(frozen=True, slots=True)
class LevelStanding:
    """A level and the way to the next one, in XP."""

    level: int
    progress: int
    to_next: int


def level_standing(total_xp: int) -> LevelStanding:
    """The level that a total means: level 1 at the start, one more for each 100 XP."""
    above, progress = divmod(total_xp, rules.XP_PER_LEVEL)
    return LevelStanding(level=1 + above, progress=progress, to_next=rules.XP_PER_LEVEL - progress)


def speed_window(estimated_minutes: int, extra_percent: int = 0) -> tuple[timedelta, timedelta]:
    """The times since Start between which completing a day earns speed XP, both ends left out.

    Extra time lengthens the estimate, not the floor: under that, nobody has read anything.
    """
    floor = rules.SPEED_FLOOR_FRACTION * timedelta(minutes=estimated_minutes)
    estimated = timedelta(minutes=own_minutes(estimated_minutes, extra_percent))
    return floor, rules.SPEED_FRACTION * estimated


def day_awards(
    estimated_minutes: int, spent: timedelta | None, extra_percent: int = 0
) -> tuple[Award, ...]:
    """What completing a day's task earns. `spent` is the time since Start; None if never started."""
    awards = [Award(RewardType.DAILY_TASK, rules.XP_DAILY_TASK, "Day completed")]
    floor, limit = speed_window(estimated_minutes, extra_percent)
    if spent is not None and floor < spent < limit:
        awards.append(
            Award(RewardType.SPEED, rules.XP_SPEED, "Done in under half the estimated time")
        )
    return tuple(awards)


def weekly_test_awards(*, failed_before: bool) -> tuple[Award, ...]:
    """What passing a week's test earns, the first time it is passed."""
    awards = [Award(RewardType.WEEKLY_TEST, rules.XP_WEEKLY_TEST, "Weekly test passed")]
    if failed_before:
        awards.append(
            Award(RewardType.RECOVERY, rules.XP_RECOVERY, "Passed after an earlier failure")
        )
    return tuple(awards)


def streak_awards(run: int) -> tuple[Award, ...]:
    """What a newly active date earns when it is the `run`-th active day in a row."""
    awards = []
    if run >= 2:
        awards.append(Award(RewardType.STREAK, rules.XP_STREAK_DAY, f"{run} days in a row"))
    if run > 0 and run % rules.CONSISTENCY_DAYS == 0:
        awards.append(
            Award(RewardType.CONSISTENCY, rules.XP_CONSISTENCY, f"{run} days without a gap")
        )
    return tuple(awards)
