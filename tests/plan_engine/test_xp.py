"""What earns XP and how much, at the edges of each rule; what a total means."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plan_engine.kinds import RewardType
from plan_engine.xp import day_awards, level_standing, streak_awards, weekly_test_awards

SECOND = timedelta(seconds=1)


def paid(awards: tuple) -> dict[RewardType, int]:  # type: ignore[type-arg]
    found = {award.type: award.amount for award in awards}
    assert len(found) == len(awards)
    assert all(award.reason for award in awards)
    return found


def test_a_day_earns_15_xp_and_nothing_for_speed_when_its_clock_was_never_started() -> None:
    assert paid(day_awards(60, None)) == {RewardType.DAILY_TASK: 15}


@pytest.mark.parametrize(
    ("spent", "is_fast"),
    [
        (timedelta(0), False),
        (timedelta(minutes=6), False),  # a tenth: only clicked
        (timedelta(minutes=6) + SECOND, True),
        (timedelta(minutes=30) - SECOND, True),
        (timedelta(minutes=30), False),  # half is not under half
        (timedelta(days=3), False),
    ],
)
def test_speed_earns_10_xp_over_a_tenth_and_under_half_of_an_hours_estimate(
    spent: timedelta, is_fast: bool
) -> None:
    earned = paid(day_awards(60, spent))
    assert earned[RewardType.DAILY_TASK] == 15
    assert earned.get(RewardType.SPEED) == (10 if is_fast else None)


@pytest.mark.parametrize(("extra", "half"), [(0, 30), (25, 37.5), (50, 45), (100, 60)])
def test_extra_time_moves_the_bar_of_speed_xp_with_it(extra: int, half: float) -> None:
    bar = timedelta(minutes=half)
    assert RewardType.SPEED in paid(day_awards(60, bar - SECOND, extra))
    assert RewardType.SPEED not in paid(day_awards(60, bar, extra))


@given(
    estimated=st.integers(5, 240),
    seconds=st.integers(0, 20_000),
    extra=st.sampled_from([25, 50, 100]),
)
def test_extra_time_never_costs_xp(estimated: int, seconds: int, extra: int) -> None:
    spent = timedelta(seconds=seconds)
    without, granted = day_awards(estimated, spent), day_awards(estimated, spent, extra)
    assert set(without) <= set(granted)


def test_a_weekly_test_earns_300_xp_and_25_more_after_a_failure() -> None:
    assert paid(weekly_test_awards(failed_before=False)) == {RewardType.WEEKLY_TEST: 300}
    assert paid(weekly_test_awards(failed_before=True)) == {
        RewardType.WEEKLY_TEST: 300,
        RewardType.RECOVERY: 25,
    }


@pytest.mark.parametrize(
    ("run", "earned"),
    [
        (0, {}),
        (1, {}),
        (2, {RewardType.STREAK: 5}),
        (6, {RewardType.STREAK: 5}),
        (7, {RewardType.STREAK: 5, RewardType.CONSISTENCY: 20}),
        (8, {RewardType.STREAK: 5}),
        (13, {RewardType.STREAK: 5}),
        (14, {RewardType.STREAK: 5, RewardType.CONSISTENCY: 20}),
    ],
)
def test_a_streak_earns_5_xp_from_its_second_day_and_20_on_each_seventh(
    run: int, earned: dict[RewardType, int]
) -> None:
    assert paid(streak_awards(run)) == earned


@pytest.mark.parametrize(
    ("total", "level", "progress", "to_next"),
    [(0, 1, 0, 100), (99, 1, 99, 1), (100, 2, 0, 100), (199, 2, 99, 1), (200, 3, 0, 100)],
)
def test_a_level_is_100_xp(total: int, level: int, progress: int, to_next: int) -> None:
    now = level_standing(total)
    assert (now.level, now.progress, now.to_next) == (level, progress, to_next)


@given(st.integers(0, 10**7))
def test_level_and_progress_say_the_total_again(total: int) -> None:
    now = level_standing(total)
    assert 100 * (now.level - 1) + now.progress == total
    assert now.progress + now.to_next == 100
    assert 0 <= now.progress < 100
