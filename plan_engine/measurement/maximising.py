"""The maximisation step of calibration: all items at once, two parameters each."""

from typing import NamedTuple

import numpy as np

from plan_engine.measurement.grid import GRID
from plan_engine.measurement.model import Array, Curves, curve_probability

STEP_LIMIT = 0.5
"""Largest change of a difficulty or log discrimination in one step."""


class Priors(NamedTuple):
    """Normal priors: difficulty per item, logarithm of discrimination around 0."""

    difficulty: Array
    difficulty_sd: float
    log_discrimination_sd: float


class Curvature(NamedTuple):
    """Expected second derivatives of the log posterior, sign turned, by item."""

    difficulty: Array
    both: Array
    log_discrimination: Array

    @property
    def determinant(self) -> Array:
        """Of the two-by-two matrix of each item."""
        return self.difficulty * self.log_discrimination - self.both**2


def item_step(curve: Curves, seen: Array, right: Array, priors: Priors) -> Curves:
    """One Fisher scoring step from expected counts (nodes, items) of answers and right answers."""
    probability, slope = _slopes(curve)
    residual = (right - seen * probability) * slope / (probability * (1.0 - probability))
    deviation = GRID[:, None] - curve.difficulty
    log_a = np.log(curve.discrimination)
    gradient_b = (
        -curve.discrimination * residual.sum(axis=0)
        - (curve.difficulty - priors.difficulty) / priors.difficulty_sd**2
    )
    gradient_a = (
        curve.discrimination * (residual * deviation).sum(axis=0)
        - log_a / priors.log_discrimination_sd**2
    )
    curvature = _curvature(curve, seen, priors)
    step_b = (
        curvature.log_discrimination * gradient_b - curvature.both * gradient_a
    ) / curvature.determinant
    step_a = (
        curvature.difficulty * gradient_a - curvature.both * gradient_b
    ) / curvature.determinant
    return Curves(
        curve.difficulty + np.clip(step_b, -STEP_LIMIT, STEP_LIMIT),
        np.exp(log_a + np.clip(step_a, -STEP_LIMIT, STEP_LIMIT)),
        curve.guessing,
    )


def standard_errors(curve: Curves, seen: Array, priors: Priors) -> tuple[Array, Array]:
    """Approximate posterior standard deviations of difficulty and discrimination."""
    curvature = _curvature(curve, seen, priors)
    difficulty = np.sqrt(curvature.log_discrimination / curvature.determinant)
    log_a = np.sqrt(curvature.difficulty / curvature.determinant)
    return difficulty, log_a * curve.discrimination


def _slopes(curve: Curves) -> tuple[Array, Array]:
    """P(right) within (0, 1) and its derivative by the logit: both (nodes, items)."""
    probability = np.clip(curve_probability(GRID, curve), 1e-9, 1.0 - 1e-9)
    share = (probability - curve.guessing) / (1.0 - curve.guessing)
    return probability, (1.0 - probability) * np.maximum(share, 0.0)


def _curvature(curve: Curves, seen: Array, priors: Priors) -> Curvature:
    probability, slope = _slopes(curve)
    weight = seen * slope**2 / (probability * (1.0 - probability))
    deviation = GRID[:, None] - curve.difficulty
    square = curve.discrimination**2
    return Curvature(
        square * weight.sum(axis=0) + priors.difficulty_sd**-2,
        -square * (weight * deviation).sum(axis=0),
        square * (weight * deviation**2).sum(axis=0) + priors.log_discrimination_sd**-2,
    )
