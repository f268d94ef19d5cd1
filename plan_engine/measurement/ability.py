"""Ability from answers: the posterior on a grid and its mean (EAP).

Bock & Mislevy (1982), *Adaptive EAP estimation of ability in a microcomputer environment*.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from plan_engine.measurement.errors import BadOutcome
from plan_engine.measurement.grid import GRID, PRIOR, from_log, normalised, quantile
from plan_engine.measurement.model import Array, probability_right, says_something
from plan_engine.values import ItemParameters, Response


@dataclass(frozen=True, slots=True)
class Ability:
    """What is believed of one learner's ability, in logits of a standard normal population."""

    mean: float
    sd: float
    weights: Array = field(repr=False, compare=False)
    """Posterior probability of each node of GRID."""

    def interval(self, mass: float = 0.90) -> tuple[float, float]:
        """The central interval that holds `mass` of the posterior."""
        tail = (1.0 - mass) / 2.0
        return quantile(self.weights, tail), quantile(self.weights, 1.0 - tail)


def summary(weights: Array) -> Ability:
    """The mean, standard deviation and posterior of weights on GRID."""
    mean = float(weights @ GRID)
    return Ability(mean, math.sqrt(float(weights @ (GRID - mean) ** 2)), weights)


def ability(responses: Sequence[Response]) -> Ability:
    """The posterior after these answers; the standard normal prior when there are none.

    "I don't know" is a wrong answer: under the model both have likelihood proportional to
    not knowing. Rapid guesses leave the posterior as it is.
    """
    counted = [response for response in responses if says_something(response)]
    outcomes = np.array([[float(response.is_right) for response in counted]])
    return summary(posterior(outcomes, [response.item for response in counted])[0])


def posterior(outcomes: NDArray[np.float64], items: Sequence[ItemParameters]) -> Array:
    """Posteriors over GRID, (learners, nodes), from (learners, items) of 1, 0 or NaN (missing).

    Raises BadOutcome for another value or a matrix whose columns are not the items.
    """
    outcomes = np.asarray(outcomes, dtype=np.float64)
    if outcomes.ndim != 2 or outcomes.shape[1] != len(items):
        raise BadOutcome(f"{outcomes.shape} outcomes do not fit {len(items)} items.")
    missing = np.isnan(outcomes)
    if not np.isin(outcomes[~missing], (0.0, 1.0)).all():
        raise BadOutcome("An outcome is 1 (right), 0 (wrong) or NaN (not answered).")
    if not items:
        return np.tile(PRIOR, (outcomes.shape[0], 1))
    return from_log(np.log(PRIOR) + log_likelihood(outcomes, probability_right(GRID, items)))


def log_likelihood(outcomes: Array, probability: Array) -> Array:
    """(learners, nodes) from (learners, items) outcomes and (nodes, items) probabilities."""
    got = np.nan_to_num(outcomes, nan=0.0)
    return counted_log_likelihood(got, (~np.isnan(outcomes)) - got, probability)


def counted_log_likelihood(right: Array, wrong: Array, probability: Array) -> Array:
    """The same from (learners, items) counts of right and of wrong answers."""
    log_right = np.log(np.maximum(probability, np.finfo(np.float64).tiny))
    log_wrong = np.log(np.maximum(1.0 - probability, 1e-16))
    return np.asarray(right @ log_right.T + wrong @ log_wrong.T, dtype=np.float64)


def updated(weights: Array, item: ItemParameters, right: bool) -> Array:
    """The posterior over GRID after one more answer."""
    probability = probability_right(GRID, [item])[:, 0]
    return normalised(weights * (probability if right else 1.0 - probability))
