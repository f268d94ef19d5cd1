"""Ability: the posterior on the grid."""

import numpy as np
import pytest

from plan_engine.measurement.ability import ability, posterior, updated
from plan_engine.measurement.errors import BadOutcome
from plan_engine.measurement.grid import PRIOR, below
from plan_engine.values import Outcome, Response
from tests.plan_engine.builders import an_item, answers


def test_without_answers_ability_is_the_standard_normal_prior() -> None:
    found = ability([])
    assert found.mean == pytest.approx(0.0, abs=1e-12)
    assert found.sd == pytest.approx(1.0, abs=1e-3)
    assert found.interval(0.90) == pytest.approx((-1.645, 1.645), abs=0.01)
    assert below(found.weights, -1.0) == pytest.approx(0.1587, abs=0.002)


def test_one_answer_at_a_time_gives_what_the_batch_gives() -> None:
    items = [an_item(f"i{k}", difficulty=k / 2 - 1) for k in range(5)]
    batch = posterior(np.array([[1.0, 0.0, np.nan, 1.0, 0.0]]), items)[0]
    weights = PRIOR
    for k, right in ((0, True), (1, False), (3, True), (4, False)):
        weights = updated(weights, items[k], right)
    np.testing.assert_allclose(weights, batch, atol=1e-12)


def test_i_dont_know_counts_as_wrong_and_a_rapid_guess_not_at_all() -> None:
    item = an_item()
    wrong = ability([Response(item, Outcome.WRONG, 30.0)])
    assert ability([Response(item, Outcome.DONT_KNOW, 0.5)]).mean == wrong.mean
    assert ability([Response(item, Outcome.RIGHT, 1.5)]).mean == ability([]).mean


def test_all_right_and_all_wrong_have_finite_abilities_on_either_side() -> None:
    items = [an_item(f"i{k}") for k in range(60)]
    assert ability(answers(items, 60)).mean > 1.5
    assert ability(answers(items, 0)).mean < -1.5


@pytest.mark.parametrize("bad", [np.array([[2.0]]), np.array([[1.0, 1.0]]), np.array([1.0])])
def test_outcomes_that_make_no_sense_are_a_named_error(bad: np.ndarray) -> None:
    with pytest.raises(BadOutcome):
        posterior(bad, [an_item()])
