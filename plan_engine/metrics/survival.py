"""What share has got there by each day, when not everybody could be watched equally long."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from plan_engine.metrics.intervals import Z


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """Where the curve stands on one day."""

    day: int
    """Days since the start."""
    share: float
    """Estimated fraction that has got there by the end of this day."""
    low: float
    high: float
    at_risk: int | None
    """How many were watched on this day and had not got there before it; None where it is not told."""
    events: int


def share_reached(events: Mapping[int, int], censored: Mapping[int, int]) -> tuple[CurvePoint, ...]:
    """One minus Kaplan-Meier's estimate, a point for each day with an event or a censoring.

    `events[d]` got there d days after their start; `censored[d]` had not when d days were watched.
    Intervals are Greenwood's on the log-minus-log scale, 95%. Censorings on an event's day count as
    still watched. Raises ValueError for negative days or counts.
    """
    if any(day < 0 or count < 0 for curve in (events, censored) for day, count in curve.items()):
        raise ValueError("Days and counts are not negative.")
    at_risk = sum(events.values()) + sum(censored.values())
    left, spread = 1.0, 0.0
    points: list[CurvePoint] = []
    for day in sorted({d for curve in (events, censored) for d, count in curve.items() if count}):
        reached = events.get(day, 0)
        left *= 1 - reached / at_risk
        if reached < at_risk:
            spread += reached / (at_risk * (at_risk - reached))
        low, high = _interval(left, spread)
        points.append(CurvePoint(day, 1 - left, 1 - high, 1 - low, at_risk, reached))
        at_risk -= reached + censored.get(day, 0)
    return tuple(points)


def reached_by(points: tuple[CurvePoint, ...], day: int) -> CurvePoint | None:
    """The curve on `day`; None where nobody was watched that long."""
    if not points or points[-1].day < day:
        return None
    at_the_start = CurvePoint(0, 0.0, 0.0, 0.0, points[0].at_risk, 0)
    return next((point for point in reversed(points) if point.day <= day), at_the_start)


def _interval(left: float, spread: float) -> tuple[float, float]:
    """Of the fraction left. Where all or none is left, Greenwood's variance says nothing."""
    if not 0 < left < 1:
        return left, left
    reach = Z * math.sqrt(spread) / math.log(left)
    return left ** math.exp(-reach), left ** math.exp(reach)
