"""The other libraries, driven as their documentation shows."""

import time

import girth
import numpy as np
from catsim import ItemBank
from catsim.estimation import NumericalSearchEstimator
from catsim.selection import MaxInfoSelector

from plan_engine.measurement.model import Array
from plan_engine.values import ItemParameters


def catsim_bank(items: list[ItemParameters]) -> ItemBank:
    """catsim's bank: discrimination, difficulty, floor, ceiling."""
    return ItemBank(np.array([[i.discrimination, i.difficulty, i.guessing, 1.0] for i in items]))


def catsim_abilities(items: list[ItemParameters], right: Array, count: int) -> Array:
    """catsim's estimate for each learner after `count` items of maximum information."""
    bank, selector, estimator = catsim_bank(items), MaxInfoSelector(), NumericalSearchEstimator()
    estimates = []
    for answers in right:
        given: list[int] = []
        outcomes: list[bool] = []
        theta = 0.0
        for _ in range(count):
            given.append(selector.select(item_bank=bank, administered_items=given, est_theta=theta))
            outcomes.append(bool(answers[given[-1]]))
            theta = estimator.estimate(
                item_bank=bank, administered_items=given, response_vector=outcomes, est_theta=theta
            )
        estimates.append(theta)
    return np.array(estimates)


def catsim_milliseconds(items: list[ItemParameters], right: Array, count: int) -> float:
    """Milliseconds catsim takes to select and estimate, an answer."""
    start = time.perf_counter()
    catsim_abilities(items, right, count)
    return 1000.0 * (time.perf_counter() - start) / (len(right) * count)


def girth_two_parameters(outcomes: Array) -> tuple[Array, Array, float]:
    """girth's difficulties, discriminations and seconds for (learners, items) outcomes."""
    start = time.perf_counter()
    found = girth.twopl_mml(outcomes.T.astype(int))
    seconds = time.perf_counter() - start
    return found["Difficulty"], found["Discrimination"], seconds
