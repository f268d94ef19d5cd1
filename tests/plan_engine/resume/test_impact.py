"""The percentage rule at every boundary, and the sentence in every case."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plan_engine.resume.impact import Change, Verdict, impact_sentence

SCORES = st.integers(0, 100)


def test_the_sentence_of_the_specification() -> None:
    sentence = impact_sentence("Backend", Change(58, 76))
    assert sentence == "Your Backend résumé score rose 31% (58 → 76)."


@pytest.mark.parametrize(
    ("before", "after", "percentage"),
    [
        (19, 100, None),
        (0, 50, None),
        (20, 40, 100),
        (20, 23, 15),
        (40, 41, 3),  # 2.5, half up
        (40, 39, -3),
        (80, 81, 1),  # 1.25
        (100, 50, -50),
        (58, 58, 0),
        (100, 0, -100),
    ],
)
def test_percentages_are_of_the_displayed_before_score_half_up_and_none_below_20(
    before: int, after: int, percentage: int | None
) -> None:
    assert Change(before, after).percentage == percentage


@pytest.mark.parametrize(
    ("change", "verdict"),
    [
        (Change(50, 52), Verdict.IMMATERIAL),
        (Change(50, 48), Verdict.IMMATERIAL),
        (Change(50, 53), Verdict.ROSE),
        (Change(50, 47), Verdict.FELL),
        (Change(10, 12), Verdict.IMMATERIAL),
        (Change(50, 50, is_same_text=True), Verdict.SAME_TEXT),
    ],
)
def test_up_to_two_points_are_no_material_change(change: Change, verdict: Verdict) -> None:
    assert change.verdict is verdict


def test_a_low_start_is_told_in_points_and_a_fall_as_a_fall() -> None:
    assert (
        impact_sentence("SQL", Change(12, 40))
        == "Your SQL résumé score rose by 28 points (12 → 40)."
    )
    assert impact_sentence("SQL", Change(60, 45)) == "Your SQL résumé score fell 25% (60 → 45)."


def test_the_same_text_is_no_change_and_a_point_is_no_claim() -> None:
    assert impact_sentence("SQL", Change(60, 60, is_same_text=True)).startswith("No change")
    sentence = impact_sentence("SQL", Change(60, 61))
    assert sentence == "No material change: your SQL résumé score moved by 1 point (60 → 61)."


@given(SCORES, SCORES)
def test_no_sentence_claims_more_than_the_displayed_scores_say(before: int, after: int) -> None:
    change = Change(before, after)
    sentence = impact_sentence("Backend", change)
    assert f"({before} → {after})" in sentence
    assert ("rose" in sentence) == (after - before > 2)
    assert ("fell" in sentence) == (before - after > 2)
    assert "ATS" not in sentence
    if "%" in sentence:
        assert before >= 20
        assert abs(100 * abs(after - before) / before - abs(change.percentage or 0)) <= 0.5
