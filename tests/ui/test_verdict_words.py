"""The verdict in words: sure or close, with respect, no exclamation marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plan_engine.measurement.domain import DomainScore
from plan_engine.progression import Verdict
from services.verdict_words import BANDS, TITLES, how_sure
from ui.verdict_words import MEANINGS, compared, next_steps

GAPS = ["Joins", "Indexes", "Caching", "Tokens", "Logging", "Deploys"]


def test_a_sure_verdict_says_so_in_people_out_of_a_hundred() -> None:
    assert how_sure(0.97, Verdict.JOB_READY) == (
        "This is sure: of 100 people with your number of right answers, about 97 really are at this "
        "level (80 or more)."
    )


def test_a_close_call_says_where_the_others_are_and_that_the_score_decides() -> None:
    said = how_sure(0.48, Verdict.JOB_READY)
    assert said.startswith("This is a close call: of 100 people")
    assert "about 48 really are" in said
    assert "the others are mostly just below it. The verdict goes by the score itself." in said


@given(st.floats(0.0, 1.0), st.sampled_from(Verdict))
def test_no_certainty_is_claimed(probability: float, verdict: Verdict) -> None:
    said = how_sure(probability, verdict)
    assert "about 0 " not in said
    assert "about 100 " not in said
    assert BANDS[verdict] in said


@pytest.mark.parametrize("verdict", Verdict)
@pytest.mark.parametrize("gaps", [[], GAPS[:1], GAPS])
def test_every_verdict_says_what_to_do_next_without_raising_its_voice(
    verdict: Verdict, gaps: list[str]
) -> None:
    steps = next_steps(verdict, gaps)
    assert steps
    said = " ".join([TITLES[verdict], MEANINGS[verdict], *steps])
    assert "!" not in said
    assert "fail" not in said.lower()
    assert "not suitable" not in said.lower()


def test_many_gaps_are_counted_and_few_are_named() -> None:
    many = " ".join(next_steps(Verdict.NEEDS_TRAINING, GAPS))
    assert "Joins, Indexes, Caching, then the other 3 topics" in many
    few = " ".join(next_steps(Verdict.NEEDS_TRAINING, GAPS[:4]))
    assert "Joins, Indexes, Caching and Tokens" in few


@pytest.mark.parametrize(
    ("score", "ends"),
    [
        (72, "You now stand 12 points higher."),
        (60, "You stand where it said."),
        (59, "You now stand 1 point lower, which the two ranges may well explain."),
        (40, "You now stand 20 points lower."),
    ],
)
def test_the_score_is_compared_with_the_forecast_of_the_assessment(score: int, ends: str) -> None:
    said = compared(score, DomainScore(0.60, 0.50, 0.70))
    assert said.startswith(
        "At your assessment the forecast was 60 (50% to 70% with 90% certainty)."
    )
    assert said.endswith(ends)
