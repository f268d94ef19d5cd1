"""What a score leads to, on both sides of each cut."""

from itertools import product

import pytest

from plan_engine.lifecycles import DayStatus, WeekStatus
from plan_engine.progression import (
    Verdict,
    extra_days_tier,
    form_tier,
    needs_correction,
    next_week_tier,
    passes_week,
    verdict,
    verdict_band,
    week_test_open,
)


@pytest.mark.parametrize(("score", "passes"), [(0, False), (69, False), (70, True), (100, True)])
def test_a_week_is_passed_from_70_on(score: int, passes: bool) -> None:
    assert passes_week(score) is passes


@pytest.mark.parametrize(("score", "corrected"), [(0, True), (70, True), (71, False), (100, False)])
def test_a_final_score_of_70_itself_still_leads_to_correction(score: int, corrected: bool) -> None:
    assert needs_correction(score) is corrected


def test_exactly_70_passes_a_week_and_not_the_final_test() -> None:
    assert passes_week(70)
    assert needs_correction(70)


@pytest.mark.parametrize(
    ("score", "found"),
    [
        (0, Verdict.NOT_SUITABLE),
        (59, Verdict.NOT_SUITABLE),
        (60, Verdict.NEEDS_TRAINING),
        (79, Verdict.NEEDS_TRAINING),
        (80, Verdict.JOB_READY),
        (100, Verdict.JOB_READY),
    ],
)
def test_a_verdict_is_the_band_of_its_score(score: int, found: Verdict) -> None:
    assert verdict(score) is found


def test_the_bands_share_out_all_scores_and_hold_the_scores_of_their_verdict() -> None:
    for score in range(101):
        holding = [v for v in Verdict if verdict_band(v)[0] <= score < verdict_band(v)[1]]
        assert holding == [verdict(score)]


@pytest.mark.parametrize(
    ("score", "tier", "following"),
    [
        (70, 0, 0),
        (84, 0, 0),
        (85, 0, 1),
        (100, 0, 1),
        (84, 1, 1),
        (85, 1, 2),
        (85, 2, 2),  # there is nothing harder
        (84, 2, 2),
        (85, -1, 0),
    ],
)
def test_from_85_on_the_next_week_is_one_tier_harder(score: int, tier: int, following: int) -> None:
    assert next_week_tier(score, tier) == following


@pytest.mark.parametrize(("tier", "gentler"), [(-1, -1), (0, -1), (1, 0), (2, 1)])
def test_extra_days_are_one_tier_gentler_down_to_the_basics(tier: int, gentler: int) -> None:
    assert extra_days_tier(tier) == gentler


@pytest.mark.parametrize(("tier", "of_form"), [(-1, 0), (0, 0), (1, 1), (2, 2)])
def test_a_form_never_drops_below_the_reference(tier: int, of_form: int) -> None:
    assert form_tier(tier) == of_form


@pytest.mark.parametrize("week", WeekStatus)
@pytest.mark.parametrize(
    "days", [days for n in (0, 1, 2) for days in product(DayStatus, repeat=n)], ids=str
)
def test_a_weeks_test_opens_when_the_week_is_under_way_and_every_day_done(
    week: WeekStatus, days: tuple[DayStatus, ...]
) -> None:
    under_way = week in {WeekStatus.IN_PROGRESS, WeekStatus.FAILED}
    all_done = len(days) > 0 and set(days) == {DayStatus.COMPLETED}
    assert week_test_open(week, days) is (under_way and all_done)
