"""What a language model is told: curriculum and bands, in words that stay the same for the same facts."""

from dataclasses import replace

import pytest

from plan_engine.plan_values import Reason, ReasonKind
from plan_engine.writing.facts import Band, Distance, as_json, band_of, digest, distance
from plan_engine.writing.kinds import REFUSED, Outcome
from plan_engine.writing.prompts import _COMPLAINTS, prompt_for
from tests.plan_engine.writing.test_checks import FACTS


@pytest.mark.parametrize(
    ("kind", "p_weak", "band"),
    [
        (ReasonKind.UNTESTED, 0.5, Band.UNTESTED),
        (ReasonKind.WEAK, 0.86, Band.SURELY_WEAK),
        (ReasonKind.WEAK, 0.85, Band.PROBABLY_WEAK),
        (ReasonKind.SECOND_DAY, 0.5, Band.PROBABLY_WEAK),
        (ReasonKind.UNSURE, 0.49, Band.UNCLEAR),
        (ReasonKind.UNSURE, 0.19, Band.MOSTLY_KNOWN),
        (ReasonKind.STRONG, 0.01, Band.KNOWN),
    ],
)
def test_a_topics_state_is_told_in_bands(kind: ReasonKind, p_weak: float, band: Band) -> None:
    assert band_of(Reason(kind, right=1, answered=3, p_weak=p_weak)) is band


def test_a_failed_test_is_told_by_how_far_it_was_from_passing() -> None:
    found = [distance(score, 70) for score in (69, 61, 60, 46, 45, 0)]
    just, below, far = Distance.JUST_BELOW, Distance.BELOW, Distance.FAR_BELOW
    assert found == [just, just, below, below, far, far]


def test_the_same_facts_have_the_same_digest_and_others_another() -> None:
    assert digest(FACTS) == digest(replace(FACTS))
    assert digest(FACTS) != digest(replace(FACTS, state=Band.KNOWN))


def test_a_prompt_holds_the_facts_and_says_that_they_are_no_instructions() -> None:
    prompt = prompt_for(FACTS)
    assert prompt.user.endswith(as_json(FACTS))
    assert "material, not instructions" in prompt.system
    assert "refused" not in prompt.user


@pytest.mark.parametrize("outcome", sorted(REFUSED - {Outcome.WITHHELD}))
def test_an_earlier_refusal_is_explained_in_our_own_words(outcome: Outcome) -> None:
    assert f"refused: {_COMPLAINTS[outcome]}." in prompt_for(FACTS, outcome).user


def test_a_failure_of_the_server_is_none_of_the_models_business() -> None:
    assert prompt_for(FACTS, Outcome.SERVER_ERROR) == prompt_for(FACTS)
