"""The estimators against formulas that are known exactly."""

import math
from itertools import product

import numpy as np
import pytest

from plan_engine.measurement.ability import ability
from plan_engine.measurement.domain import domain_curve, mixture_interval, score_below
from plan_engine.measurement.equating import equated_percent
from plan_engine.measurement.factors import (
    BLOCK_VARIANCE,
    GENERAL_VARIANCE,
    TOPIC_VARIANCE,
    Mixture,
    infer,
)
from plan_engine.measurement.grid import GRID, PRIOR
from plan_engine.measurement.model import curves, information, probability_right
from plan_engine.measurement.normal import normal_cdf
from plan_engine.measurement.score import count_probability
from plan_engine.values import Level, Outcome, Response
from tests.plan_engine.builders import an_item


def test_an_item_at_the_learners_ability_is_right_halfway_between_guessing_and_certainty() -> None:
    item = an_item(difficulty=0.7, options=4)
    assert probability_right(np.array([0.7]), [item])[0, 0] == pytest.approx(0.625)


def test_the_information_of_a_logistic_item_is_a_squared_p_q() -> None:
    item = an_item(difficulty=0.0, discrimination=1.5, options=10**9)
    p = 1.0 / (1.0 + math.exp(-1.5))
    assert information(np.array([1.0]), curves([item]))[0, 0] == pytest.approx(2.25 * p * (1 - p))


def test_one_answer_to_a_centred_item_moves_ability_by_the_known_integral() -> None:
    """E[θ | right] = 2 ∫ θ φ(θ) σ(θ) dθ, by fine quadrature."""
    theta = np.linspace(-10, 10, 200_001)
    density = np.exp(-0.5 * theta**2) / math.sqrt(2 * math.pi)
    exact = 2 * np.trapezoid(theta * density / (1 + np.exp(-theta)), theta)
    found = ability([Response(an_item(difficulty=0.0, options=10**9), Outcome.RIGHT)])
    assert found.mean == pytest.approx(exact, abs=1e-4)


def test_the_normal_distribution_is_right_to_seven_places() -> None:
    z = np.linspace(-6, 6, 241)
    exact = np.array([0.5 * math.erfc(-x / math.sqrt(2)) for x in z])
    np.testing.assert_allclose(normal_cdf(z), exact, atol=1e-7)


def test_before_any_answer_the_domain_score_is_below_the_bar_with_the_priors_chance() -> None:
    item = an_item(difficulty=0.3, discrimination=1.2, options=4)
    bar_ability = 0.3 + math.log(0.6 / 0.4) / 1.2  # where 0.25 + 0.75 σ is 0.70
    exact = 0.5 * math.erfc(-bar_ability / math.sqrt(2))
    assert score_below(PRIOR, domain_curve([item]), 0.70) == pytest.approx(exact, abs=0.002)


def test_topics_with_normal_likelihoods_have_the_posterior_of_the_multivariate_normal() -> None:
    seen = np.array([[1.2, -0.4], [0.3, 0.9]])
    noise = np.array([[0.5, 0.8], [1.5, 0.6]])
    likelihood = [-0.5 * ((GRID - seen[b][:, None]) / noise[b][:, None]) ** 2 for b in range(2)]
    found = infer(likelihood, [np.tile(GRID, (2, 1))] * 2)
    same_block = np.kron(np.eye(2), np.ones((2, 2)))
    prior = GENERAL_VARIANCE + BLOCK_VARIANCE * same_block + TOPIC_VARIANCE * np.eye(4)
    precision = np.linalg.inv(prior) + np.diag(noise.ravel() ** -2)
    posterior = np.linalg.inv(precision)
    exact = posterior @ (seen.ravel() / noise.ravel() ** 2)
    weights = np.concatenate(found.topics)
    means = weights @ GRID
    sds = np.sqrt((weights * (GRID - means[:, None]) ** 2).sum(axis=1))
    np.testing.assert_allclose(means, exact, atol=2e-3)
    np.testing.assert_allclose(sds, np.sqrt(np.diag(posterior)), atol=2e-3)
    for b, mixture in enumerate(found.blocks):
        part = np.zeros(4)
        part[2 * b : 2 * b + 2] = 0.5
        _check_mixture(mixture, part, exact, posterior)
    _check_mixture(found.whole, np.full(4, 0.25), exact, posterior)


def _check_mixture(
    mixture: Mixture, part: np.ndarray, exact: np.ndarray, posterior: np.ndarray
) -> None:
    mean = mixture.weights @ mixture.means
    variance = mixture.weights @ (mixture.variances + mixture.means**2) - mean**2
    assert mean == pytest.approx(part @ exact, abs=2e-3)
    assert variance == pytest.approx(part @ posterior @ part, rel=0.02)


def test_equal_items_give_the_binomial_count() -> None:
    form = [an_item(f"i{k}", difficulty=0.2, discrimination=1.3) for k in range(12)]
    p = probability_right(GRID, form[:1])[:, 0]
    exact = np.array([math.comb(12, k) * p**k * (1 - p) ** (12 - k) for k in range(13)]).T
    np.testing.assert_allclose(count_probability(form), exact, atol=1e-12)


def test_the_count_of_unequal_items_is_the_sum_over_all_patterns() -> None:
    form = [an_item(f"i{k}", difficulty=d, options=3) for k, d in enumerate((-1.0, 0.4, 1.7))]
    p = probability_right(GRID, form)
    exact = np.zeros((len(GRID), 4))
    for pattern in product((0, 1), repeat=3):
        exact[:, sum(pattern)] += np.prod(np.where(pattern, p, 1 - p), axis=1)
    np.testing.assert_allclose(count_probability(form), exact, atol=1e-12)


@pytest.mark.parametrize("right", range(4, 10))
def test_a_form_harder_by_a_constant_is_equated_by_that_constant(right: int) -> None:
    """With equal items, the logit of knowing on the reference is higher by a·δ."""
    reference = [an_item(f"r{k}", difficulty=0.0, discrimination=1.4) for k in range(10)]
    form = [
        an_item(f"f{k}", difficulty=0.5, discrimination=1.4, level=Level.ADVANCED)
        for k in range(10)
    ]
    knowing = (right / 10 - 0.25) / 0.75
    shifted = 1 / (1 + math.exp(-(math.log(knowing / (1 - knowing)) + 1.4 * 0.5)))
    assert equated_percent(right, form, reference) == math.floor(100 * (0.25 + 0.75 * shifted))


def test_an_interval_of_a_single_normal_has_its_quantiles() -> None:
    found = mixture_interval(Mixture(np.ones(1), np.array([0.6]), np.array([0.01])))
    assert (found.mean, found.low, found.high) == pytest.approx((0.6, 0.4355, 0.7645), abs=1e-3)
