"""The score of a test: number right, the percentage that counts, its band and its chances."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from plan_engine.measurement.domain import domain_curve, score_below
from plan_engine.measurement.equating import equated_percent
from plan_engine.measurement.errors import NoItems, UnknownItem
from plan_engine.measurement.grid import GRID, PRIOR, normalised
from plan_engine.measurement.model import Array, probability_right
from plan_engine.values import ItemParameters, Response

__all__ = ["Score", "equated_percent", "probability_between", "score"]


@dataclass(frozen=True, slots=True)
class Score:
    """A test's result. `percent` decides; band and chance tell how sure it is."""

    right: int
    total: int
    percent: int
    """0 to 100, equated to the reference form."""
    low: int
    high: int
    """`percent` one standard error down and up, within 0 to 100."""
    p_pass: float
    """P(true domain score on the reference form, in percent, is at or above the cut)."""


def score(
    responses: Sequence[Response],
    form: Sequence[ItemParameters],
    reference: Sequence[ItemParameters],
    cut: int,
) -> Score:
    """The result of `form`; items without a response count as wrong. `cut` is in whole percent.

    Band and chance follow from the number right alone, like the score itself: the same number
    right on the same form is the same result in everything. Raises NoItems, UnknownItem.
    """
    served = {item.id for item in form}
    if stray := [r.item.id for r in responses if r.item.id not in served]:
        raise UnknownItem(f"The form has no item {stray[0]}.")
    right = len({r.item.id for r in responses if r.is_right})
    percent = equated_percent(right, form, reference)
    weights = count_posterior(right, form)
    curve = domain_curve(reference)
    mean = float(weights @ curve)
    error = 100.0 * math.sqrt(float(weights @ (curve - mean) ** 2))
    return Score(
        right=right,
        total=len(form),
        percent=percent,
        low=max(0, math.floor(percent - error)),
        high=min(100, math.ceil(percent + error)),
        p_pass=1.0 - score_below(weights, curve, cut / 100),
    )


def probability_between(
    right: int,
    form: Sequence[ItemParameters],
    reference: Sequence[ItemParameters],
    low: int,
    high: int,
) -> float:
    """P(low <= true domain score < high), in percent, after `right` right; high 101 means no end."""
    weights, curve = count_posterior(right, form), domain_curve(reference)
    above_low = 1.0 - score_below(weights, curve, low / 100) if low > 0 else 1.0
    above_high = 1.0 - score_below(weights, curve, high / 100) if high <= 100 else 0.0
    return max(0.0, above_low - above_high)


def count_posterior(right: int, form: Sequence[ItemParameters]) -> Array:
    """The posterior over GRID given only the number right (Thissen et al. 1995)."""
    if not form:
        raise NoItems("A form without items has no score.")
    return normalised(PRIOR * count_probability(form)[:, right])


def count_probability(form: Sequence[ItemParameters]) -> Array:
    """P(number right | ability): (nodes, items + 1), by Lord & Wingersky's recursion (1984)."""
    probability = probability_right(GRID, form)
    counts = np.zeros((len(GRID), len(form) + 1))
    counts[:, 0] = 1.0
    for k in range(len(form)):
        p = probability[:, [k]]
        counts[:, 1 : k + 2] = counts[:, 1 : k + 2] * (1.0 - p) + counts[:, : k + 1] * p
        counts[:, [0]] *= 1.0 - p
    return counts
