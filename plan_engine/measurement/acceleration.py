"""Fixed points of slow, steady iterations, sooner.

SQUAREM, Varadhan & Roland (2008), *Simple and globally convergent methods for accelerating the
convergence of any EM algorithm*, scheme S3.
"""

from collections.abc import Callable
from typing import Final, NamedTuple

import numpy as np

from plan_engine.measurement.model import Array

LEAP_MAX: Final = 1.0
"""Largest change of any element in one leap; a longer one is cut short."""


class FixedPoint(NamedTuple):
    """Where an iteration came to rest, after how many applications of it, and whether it did."""

    state: Array
    rounds: int
    settled: bool


def fixed_point(
    step: Callable[[Array], Array], start: Array, *, tolerance: float, rounds_max: int
) -> FixedPoint:
    """Iterate `step` from `start` until no element moves by `tolerance` or more.

    Every two steps their direction and its change tell how far to leap ahead; a step after each
    leap puts the state back on the iteration's own path.
    """
    state, rounds = start, 0
    while rounds < rounds_max:
        first = step(state)
        rounds += 1
        if np.abs(first - state).max() < tolerance:
            return FixedPoint(first, rounds, settled=True)
        second = step(first)
        change = first - state
        bend = second - first - change
        bending = max(float(np.linalg.norm(bend)), 1e-12)
        length = max(1.0, float(np.linalg.norm(change)) / bending)
        leap = 2.0 * length * change + length**2 * bend
        state = step(state + leap * min(1.0, LEAP_MAX / max(float(np.abs(leap).max()), 1e-12)))
        rounds += 2
    return FixedPoint(state, rounds, settled=False)
