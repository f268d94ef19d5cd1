"""Ability: what must hold for any answers to any items."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from plan_engine.measurement.ability import ability, summary, updated
from plan_engine.measurement.grid import GRID, below
from plan_engine.measurement.model import probability_right
from plan_engine.values import ItemParameters, Outcome, Response
from tests.plan_engine.strategies import items, responses


@given(responses(), items(), st.sampled_from([Outcome.WRONG, Outcome.DONT_KNOW]))
def test_a_wrong_answer_never_raises_ability(
    before: list[Response], item: ItemParameters, outcome: Outcome
) -> None:
    assert ability([*before, Response(item, outcome)]).mean <= ability(before).mean + 1e-9


@given(responses(), items())
def test_a_right_answer_never_lowers_ability(before: list[Response], item: ItemParameters) -> None:
    assert ability([*before, Response(item, Outcome.RIGHT)]).mean >= ability(before).mean - 1e-9


@given(responses(), items())
def test_another_answer_is_expected_to_narrow_the_posterior(
    before: list[Response], item: ItemParameters
) -> None:
    """The law of total variance; a single surprising answer may widen it."""
    now = ability(before)
    right = float(now.weights @ probability_right(GRID, [item])[:, 0])
    after = [summary(updated(now.weights, item, outcome)).sd ** 2 for outcome in (True, False)]
    assert right * after[0] + (1.0 - right) * after[1] <= now.sd**2 + 1e-9


@given(responses(), st.randoms(use_true_random=False))
def test_the_order_of_the_answers_does_not_matter(given_: list[Response], chance: object) -> None:
    shuffled = sorted(given_, key=lambda _: chance.random())  # type: ignore[attr-defined]  # hypothesis' Random
    np.testing.assert_allclose(ability(shuffled).weights, ability(given_).weights, atol=1e-12)


@given(responses(), st.floats(0.5, 0.99))
def test_the_interval_holds_its_mass_and_a_wider_one_holds_more(
    given_: list[Response], mass: float
) -> None:
    found = ability(given_)
    low, high = found.interval(mass)
    inside = below(found.weights, high) - below(found.weights, low)
    assert abs(inside - mass) < 1e-6
    wide_low, wide_high = found.interval(mass + 0.005)
    assert wide_low <= low <= high <= wide_high
