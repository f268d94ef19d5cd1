"""The response model: three-parameter logistic with the guessing floor fixed by the options.

Birnbaum, A. (1968), in Lord & Novick, *Statistical Theories of Mental Test Scores*. Ability is
standard normal in the population; difficulties are logits; there is no 1.7 scaling constant.
"""

import math
from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from plan_engine.measurement.errors import BadParameters
from plan_engine.rules import RAPID_FLOOR_SECONDS, RAPID_FRACTION
from plan_engine.values import ItemParameters, Level, Outcome, Response

Array = NDArray[np.float64]

LEVEL_DIFFICULTY: Final[dict[Level, float]] = {
    Level.FOUNDATION: -1.4,
    Level.WORKING: -0.5,
    Level.ADVANCED: 0.4,
}
"""Difficulty in logits before any answers are known.

Authors' levels agree with measured difficulty only loosely, so the steps are shrunk towards the
centre: with label noise of 0.7 logits two thirds of the raw spread remain. The centre is chosen
so that an average learner (ability 0) has a domain score of about 0.70 on four-option items.
"""


class Curves(NamedTuple):
    """Item parameters as arrays, one element an item."""

    difficulty: Array
    discrimination: Array
    guessing: Array


def curves(items: Sequence[ItemParameters]) -> Curves:
    """The items' parameters as arrays, in their order. Raises BadParameters."""
    difficulty = np.array([item.difficulty for item in items], dtype=np.float64)
    discrimination = np.array([item.discrimination for item in items], dtype=np.float64)
    sound = np.isfinite(difficulty) & np.isfinite(discrimination) & (discrimination > 0.0)
    if not sound.all():
        raise BadParameters(f"Item {items[int(np.argmin(sound))].id} cannot measure anything.")
    guessing = np.array([item.guessing for item in items], dtype=np.float64)
    return Curves(difficulty, discrimination, guessing)


def prior_difficulty(level: Level) -> float:
    """The author's level as a difficulty in logits, shrunk (see LEVEL_DIFFICULTY)."""
    return LEVEL_DIFFICULTY[level]


def logistic(logit: Array) -> Array:
    """1 / (1 + e^-x), without overflow at either end."""
    return np.asarray(0.5 * (1.0 + np.tanh(0.5 * logit)), dtype=np.float64)


def curve_probability(theta: Array, curve: Curves) -> Array:
    """P(right) as (abilities, items)."""
    logit = curve.discrimination * (np.asarray(theta)[..., None] - curve.difficulty)
    return curve.guessing + (1.0 - curve.guessing) * logistic(logit)


def probability_right(theta: Array, items: Sequence[ItemParameters]) -> Array:
    """P(right) for each ability and item: shape (abilities, items), each in [guessing, 1]."""
    return curve_probability(np.atleast_1d(np.asarray(theta, dtype=np.float64)), curves(items))


def information(theta: Array, curve: Curves) -> Array:
    """Fisher information of each item at each ability: (abilities, items).

    a² (Q/P) ((P - c) / (1 - c))², Lord (1980), *Applications of Item Response Theory*, 5-6.
    """
    probability = curve_probability(theta, curve)
    share = (probability - curve.guessing) / (1.0 - curve.guessing)
    return np.asarray(
        curve.discrimination**2 * (1.0 - probability) / probability * share**2, dtype=np.float64
    )


def is_rapid(seconds: float | None, expected_seconds: float) -> bool:
    """Whether an answer came faster than its item can be read; an unknown time never did.

    Below a tenth of the expected time (normative threshold, Wise & Ma 2012), at least 2 s.
    """
    if seconds is None or math.isnan(seconds):
        return False
    return seconds < max(RAPID_FRACTION * expected_seconds, RAPID_FLOOR_SECONDS)


def says_something(response: Response) -> bool:
    """Whether the answer tells about ability: rapid guesses do not, right or wrong.

    Effort-moderated model (Wise & DeMars 2006): a rapid guess is right with the same chance at
    every ability. A quick "I don't know" is no guess, so it counts like any other.
    """
    return response.outcome is Outcome.DONT_KNOW or not is_rapid(
        response.seconds, response.item.expected_seconds
    )
