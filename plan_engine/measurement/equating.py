"""Number right on one form as a percentage on the reference form.

IRT true-score equating, Kolen & Brennan (2014), *Test Equating, Scaling, and Linking*, 6.5.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Final

import numpy as np

from plan_engine.measurement.errors import BadCount, NoItems
from plan_engine.measurement.grid import crossing
from plan_engine.measurement.model import Array, curve_probability, curves
from plan_engine.rules import WEEKLY_PASS_SCORE
from plan_engine.values import ItemParameters

REFERENCE_TOLERANCE: Final = 0.01
"""How much harder at the cut, as a share right, a form with the reference mix may be: one point."""
_ROUNDING: Final = 1e-9


def true_score(theta: Array, items: Sequence[ItemParameters]) -> Array:
    """Expected share right on the items at each ability."""
    return np.asarray(curve_probability(theta, curves(items)).mean(axis=-1), dtype=np.float64)


def ability_at(share: float, items: Sequence[ItemParameters]) -> float:
    """The ability whose expected share right on the items is `share`; ±infinity beyond its range."""
    curve = curves(items)
    return crossing(lambda theta: curve_probability(theta, curve).mean(axis=-1), share)


def has_reference_mix(form: Sequence[ItemParameters], reference: Sequence[ItemParameters]) -> bool:
    """Whether the form's score is its raw percentage, exactly.

    It has the reference's shares of levels, and at the pass mark it is not harder by more than
    REFERENCE_TOLERANCE.
    """
    ours, theirs = Counter(item.level for item in form), Counter(item.level for item in reference)
    if any(ours[k] * len(reference) != theirs[k] * len(form) for k in ours | theirs):
        return False
    theta = ability_at(WEEKLY_PASS_SCORE / 100, reference)
    return expected_gap(theta, form, reference) >= -REFERENCE_TOLERANCE - _ROUNDING


def expected_gap(
    theta: float, form: Sequence[ItemParameters], reference: Sequence[ItemParameters]
) -> float:
    """Expected share right on the form less that on the reference, at one ability."""

    at = np.array([theta])
    return float(true_score(at, form)[0] - true_score(at, reference)[0])


def equated_percent(
    right: int, form: Sequence[ItemParameters], reference: Sequence[ItemParameters]
) -> int:
    """The score that counts, 0 to 100, for `right` right answers on `form`.

    The raw percentage on a form with the reference mix; otherwise the percentage on the reference
    form at the ability that is expected to get `right` right, but never below the raw one, so a
    harder form never costs. Rounded down: a cut is only reached by reaching it. Rises with
    `right`; none right is 0 and all right 100. Raises NoItems, BadCount.
    """
    if not form or not reference:
        raise NoItems("A score needs the form that was answered and a reference form.")
    total = len(form)
    if not 0 <= right <= total:
        raise BadCount(f"{right} right answers of {total} are not possible.")
    raw = 100 * right // total
    if right in (0, total) or has_reference_mix(form, reference):
        return raw
    equated = 100.0 * _equated_share(right, form, reference)
    return min(99, max(raw, int(equated + _ROUNDING)))


def _equated_share(
    right: int, form: Sequence[ItemParameters], reference: Sequence[ItemParameters]
) -> float:
    floor = sum(item.guessing for item in form)
    reference_floor = sum(item.guessing for item in reference) / len(reference)
    if right <= floor:  # below chance no ability exists; Kolen & Brennan interpolate
        return right / floor * reference_floor
    theta = ability_at(right / len(form), form)

    return float(true_score(np.array([theta]), reference)[0])
