"""The estimators against independent implementations: catsim, adaptivetesting, girth."""

import catsim.irt
import girth
import numpy as np
import pytest
from adaptivetesting.math.estimators import ExpectedAPosteriori, NormalPrior
from adaptivetesting.models import TestItem as TheirItem
from catsim import ItemBank
from catsim.estimation import NumericalSearchEstimator
from catsim.selection import MaxInfoSelector

from plan_engine.measurement.ability import ability, log_likelihood
from plan_engine.measurement.calibration import calibrate
from plan_engine.measurement.model import curves, information, probability_right
from plan_engine.values import ItemParameters, Outcome, Response
from tests.plan_engine.builders import an_item


def some_items(seed: int, count: int = 20, options: int = 4) -> list[ItemParameters]:
    rng = np.random.default_rng(seed)
    return [
        an_item(
            f"i{k}",
            difficulty=float(rng.normal()),
            discrimination=float(rng.lognormal(0, 0.3)),
            options=options,
        )
        for k in range(count)
    ]


def matrix(items: list[ItemParameters]) -> np.ndarray:
    """catsim's item bank: discrimination, difficulty, floor, ceiling."""
    return np.array([[i.discrimination, i.difficulty, i.guessing, 1.0] for i in items])


def their_item(item: ItemParameters) -> TheirItem:
    """adaptivetesting's item."""
    theirs = TheirItem()
    theirs.a, theirs.b, theirs.c = item.discrimination, item.difficulty, item.guessing
    return theirs


def pattern(items: list[ItemParameters], theta: float, seed: int) -> list[bool]:
    chance = np.random.default_rng(seed).random(len(items))
    return [bool(x) for x in chance < probability_right(np.array([theta]), items)[0]]


def test_chances_and_information_are_catsims() -> None:
    items = some_items(1)
    for theta in (-3.0, -0.5, 0.0, 1.2, 3.0):
        at, bank = np.array([theta]), matrix(items)
        np.testing.assert_allclose(probability_right(at, items)[0], catsim.irt.icc_hpc(theta, bank))
        np.testing.assert_allclose(
            information(at, curves(items))[0], catsim.irt.inf_hpc(theta, bank), rtol=1e-6
        )


@pytest.mark.parametrize("seed", range(12))
def test_expected_a_posteriori_and_its_error_are_adaptivetestings_within_a_hundredth(
    seed: int,
) -> None:
    items = some_items(seed)
    right = pattern(items, (seed % 5 - 2) * 0.8, seed)
    ours = ability(
        [
            Response(i, Outcome.RIGHT if r else Outcome.WRONG)
            for i, r in zip(items, right, strict=True)
        ]
    )
    theirs = ExpectedAPosteriori(
        [int(r) for r in right], [their_item(item) for item in items], NormalPrior(0, 1), (-6, 6)
    )
    mean = theirs.get_estimation()
    assert ours.mean == pytest.approx(mean, abs=0.01)
    assert ours.sd == pytest.approx(theirs.get_standard_error(mean), abs=0.01)


@pytest.mark.parametrize("seed", range(12))
def test_the_likelihoods_top_is_catsims_estimate_within_a_hundredth(seed: int) -> None:
    items = some_items(seed, count=30)
    right = pattern(items, (seed % 3 - 1) * 0.6, seed)
    fine = np.linspace(-4, 4, 8001)
    outcomes = np.array([right], dtype=float)
    ours = fine[np.argmax(log_likelihood(outcomes, probability_right(fine, items))[0])]
    theirs = NumericalSearchEstimator().estimate(
        item_bank=ItemBank(matrix(items)),
        administered_items=list(range(len(items))),
        response_vector=right,
        est_theta=0.0,
    )
    assert ours == pytest.approx(theirs, abs=0.01)


def test_the_most_informative_item_is_the_one_catsim_selects() -> None:
    items = some_items(3, count=200)
    for theta in np.linspace(-2, 2, 9):
        theirs = MaxInfoSelector().select(
            item_bank=ItemBank(matrix(items)), administered_items=[5, 9], est_theta=float(theta)
        )
        ours = information(np.array([theta]), curves(items))[0]
        ours[[5, 9]] = -1.0
        assert int(ours.argmax()) == theirs


def test_calibration_agrees_with_girth_where_answers_are_many() -> None:
    items = some_items(7, count=12, options=10**9)
    rng = np.random.default_rng(7)
    chance = probability_right(rng.normal(size=1500), items)
    outcomes = (rng.random(chance.shape) < chance).astype(float)
    ours = calibrate(
        outcomes,
        items,
        difficulty_prior=np.zeros(12),
        difficulty_sd=2.0,
        log_discrimination_sd=1.0,
    )
    theirs = girth.twopl_mml(outcomes.T.astype(int))
    np.testing.assert_allclose(ours.difficulty, theirs["Difficulty"], atol=0.08)
    np.testing.assert_allclose(ours.discrimination, theirs["Discrimination"], atol=0.12)
