"""The ability grid and what is read off a distribution on it."""

from collections.abc import Callable
from typing import Final

import numpy as np

from plan_engine.measurement.model import Array

NODES: Final = 81
GRID: Final[Array] = np.linspace(-5.0, 5.0, NODES)
"""Ability nodes in logits. Each stands for the cell of width STEP around it."""
STEP: Final = float(GRID[1] - GRID[0])
EDGES: Final[Array] = np.concatenate([GRID - STEP / 2, [GRID[-1] + STEP / 2]])
GRID.setflags(write=False)
EDGES.setflags(write=False)


def normalised(weights: Array) -> Array:
    """The weights scaled to sum to one along the last axis."""
    return np.asarray(weights / weights.sum(axis=-1, keepdims=True), dtype=np.float64)


def from_log(log_weights: Array) -> Array:
    """Weights that sum to one along the last axis, from unnormalised logarithms."""
    return normalised(np.exp(log_weights - log_weights.max(axis=-1, keepdims=True)))


PRIOR: Final[Array] = from_log(-0.5 * GRID**2)
"""Standard normal ability on the grid."""
PRIOR.setflags(write=False)


def below(weights: Array, theta: float) -> float:
    """P(ability < theta), spreading each node's weight evenly over its cell."""
    cumulative = np.concatenate([[0.0], np.cumsum(weights)])
    return float(min(1.0, max(0.0, np.interp(theta, EDGES, cumulative))))


def quantile(weights: Array, share: float) -> float:
    """The ability below which `share` of the distribution lies."""
    cumulative = np.concatenate([[0.0], np.cumsum(weights)])
    return float(np.interp(share, cumulative, EDGES))


def crossing(curve: Callable[[Array], Array], height: float) -> float:
    """The ability at which a rising curve reaches `height`; ±infinity where it never does."""
    low, high = -12.0, 12.0
    if float(curve(np.array([low]))[0]) >= height:
        return -np.inf
    if float(curve(np.array([high]))[0]) < height:
        return np.inf
    while high - low > 1e-10:
        between = np.linspace(low, high, 34)
        place = int(np.searchsorted(curve(between), height))
        low, high = float(between[place - 1]), float(between[place])
    return (low + high) / 2.0
