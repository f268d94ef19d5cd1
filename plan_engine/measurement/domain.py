"""Domain scores: the share of a reference set a learner would get right, guessing included."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from plan_engine.measurement.factors import Mixture
from plan_engine.measurement.grid import EDGES, GRID
from plan_engine.measurement.model import Array, probability_right
from plan_engine.measurement.normal import mixture_cdf
from plan_engine.values import ItemParameters

_SCORES = np.linspace(0.0, 1.0, 401)


@dataclass(frozen=True, slots=True)
class DomainScore:
    """An expected share right in [0, 1] with its central 90% interval."""

    mean: float
    low: float
    high: float

    @property
    def in_percent(self) -> tuple[int, int, int]:
        """Mean, low and high in whole percent, the interval rounded outwards.

        Whatever is kept or shown of a forecast goes by this, so that one has one interval everywhere.
        """
        return (
            math.floor(100 * self.mean + 0.5),
            math.floor(100 * self.low),
            math.ceil(100 * self.high),
        )


def domain_curve(reference: Sequence[ItemParameters]) -> Array:
    """The domain score at each node of GRID: rising from the guessing floor towards one."""
    return np.asarray(probability_right(GRID, reference).mean(axis=1), dtype=np.float64)


def score_below(weights: Array, curve: Array, bar: float) -> float:
    """P(domain score < bar) for a posterior on GRID and a rising curve on GRID."""
    cumulative = np.concatenate([[0.0], np.cumsum(weights)])
    if bar <= curve[0]:
        return 0.0
    if bar > curve[-1]:
        return 1.0
    theta = np.interp(bar, curve, GRID)
    return float(min(1.0, max(0.0, np.interp(theta, EDGES, cumulative))))


def score_interval(weights: Array, curve: Array, mass: float = 0.90) -> DomainScore:
    """The posterior mean of the domain score and its central interval."""
    cumulative = np.concatenate([[0.0], np.cumsum(weights)])
    tail = (1.0 - mass) / 2.0
    ends = np.interp(np.interp([tail, 1.0 - tail], cumulative, EDGES), GRID, curve)
    return DomainScore(float(weights @ curve), float(ends[0]), float(ends[1]))


def mixture_interval(mixture: Mixture, mass: float = 0.90) -> DomainScore:
    """The mean and central interval of a mean of domain scores, within [0, 1]."""
    cumulative = _below(mixture, _SCORES)
    tail = (1.0 - mass) / 2.0
    ends = np.interp([tail, 1.0 - tail], cumulative, _SCORES)
    return DomainScore(float(mixture.weights @ mixture.means), float(ends[0]), float(ends[1]))


def mixture_above(mixture: Mixture, bar: float) -> float:
    """P(mean of domain scores >= bar)."""
    return float(np.clip(1.0 - _below(mixture, np.array([bar]))[0], 0.0, 1.0))


def _below(mixture: Mixture, scores: Array) -> Array:
    sds = np.sqrt(np.maximum(mixture.variances, 1e-8))
    return mixture_cdf(scores, mixture.weights, mixture.means, sds)
