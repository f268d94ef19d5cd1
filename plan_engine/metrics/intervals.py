"""95% intervals of shares and of mean changes, and what the changes amount to."""

import math
from dataclasses import dataclass
from functools import lru_cache
from statistics import NormalDist
from typing import Final

CONFIDENCE: Final = 0.95
Z: Final = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)
_CLOSE_TO_NORMAL: Final = 400
"""Degrees of freedom from which two correction terms are exact to seven digits."""


def wilson(part: int, whole: int) -> tuple[float, float]:
    """95% interval of a share, as fractions (Wilson 1927). Raises ValueError for a whole under 1."""
    if not 0 <= part <= whole or whole < 1:
        raise ValueError(f"{part} of {whole} is no share.")
    share = part / whole
    centre = share + Z**2 / (2 * whole)
    reach = Z * math.sqrt(share * (1 - share) / whole + Z**2 / (4 * whole**2))
    scale = 1 + Z**2 / whole
    low = 0.0 if part == 0 else (centre - reach) / scale
    high = 1.0 if part == whole else (centre + reach) / scale
    return low, high


@lru_cache(maxsize=1024)
def t_quantile(freedom: int) -> float:
    """The 0.975 quantile of Student's t. Raises ValueError for under one degree of freedom."""
    if freedom < 1:
        raise ValueError("Student's t needs at least one degree of freedom.")
    if freedom >= _CLOSE_TO_NORMAL:
        # Abramowitz & Stegun 26.7.5
        return float(
            Z + (Z**3 + Z) / (4 * freedom) + (5 * Z**5 + 16 * Z**3 + 3 * Z) / (96 * freedom**2)
        )
    low, high = 0.0, 20.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if _t_inside(middle, freedom) < CONFIDENCE else (low, middle)
    return (low + high) / 2


def _t_inside(t: float, freedom: int) -> float:
    """P(|T| < t) for whole degrees of freedom (Abramowitz & Stegun 26.7.3 and 26.7.4)."""
    angle = math.atan(t / math.sqrt(freedom))
    square = math.cos(angle) ** 2
    term = total = math.cos(angle) if freedom % 2 else 1.0
    first = 3 if freedom % 2 else 2
    for k in range(first, freedom - 1, 2):
        term *= square * (k - 1) / k
        total += term
    if freedom % 2 == 0:
        return math.sin(angle) * total
    rest = math.sin(angle) * total if freedom > 1 else 0.0
    return 2 / math.pi * (angle + rest)


@dataclass(frozen=True, slots=True)
class PairedSums:
    """The same people before and after, as sums: enough for the mean change and its interval."""

    people: int = 0
    before: int = 0
    """Sum of scores before, each in percent."""
    after: int = 0
    change_squares: int = 0
    """Sum of the squared changes."""


@dataclass(frozen=True, slots=True)
class PairedChange:
    """Mean change of the same people, in percentage points."""

    people: int
    before: float
    after: float
    change: float
    low: float
    high: float
    """95% interval of the mean change, by Student's t over the people's own changes."""
    gain: float | None
    """Normalised gain: the part of what was missing that was gained (Hake 1998, over mean scores);
    None where nothing was missing."""


def paired_change(sums: PairedSums) -> PairedChange:
    """The change with its interval. Raises ValueError for fewer than two people."""
    n = sums.people
    if n < 2:
        raise ValueError("A change of fewer than two people has no interval.")
    before, after = sums.before / n, sums.after / n
    total = sums.after - sums.before
    # n·Σd² − (Σd)² in whole numbers: no rounding, so never below zero.
    variance = max(n * sums.change_squares - total**2, 0) / (n * (n - 1))
    reach = t_quantile(n - 1) * math.sqrt(variance / n)
    missing = 100 - before
    return PairedChange(
        people=n,
        before=before,
        after=after,
        change=total / n,
        low=total / n - reach,
        high=total / n + reach,
        gain=(after - before) / missing if missing > 0 else None,
    )
