"""Speed and consistency of an assessment."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from plan_engine.measurement.ability import ability
from plan_engine.measurement.grid import GRID
from plan_engine.measurement.model import Array, is_rapid, probability_right
from plan_engine.minutes import stretched
from plan_engine.values import Outcome, Response

SPEED_ANSWERS_MIN: Final = 5
"""Right answers with a time under which no speed is given: five bound a median at 90%."""
CONSISTENCY_ANSWERS_MIN: Final = 12
"""Answers under which no consistency is given: two windows."""
WINDOW: Final = 6
"""Answers over which accuracy is compared with the model, in a row."""
EXPECTED_PACE_SPREAD: Final = 0.5
"""Standard deviation of log time around a person's own pace that the lognormal model expects.

van der Linden (2006), *A lognormal model for response times on test items*, finds 0.4 to 0.6.
"""
_PRIOR_WINDOWS: Final = 6.0
_PRIOR_TIMES: Final = 6.0


@dataclass(frozen=True, slots=True)
class Speed:
    """Pace of right answers against the items' expected times."""

    index: int
    """100 at the expected pace, 200 twice as fast."""
    median_ratio: float
    """Median of time taken over time expected."""
    counted: int
    low: int
    high: int
    """At least 90% interval of the index, from the order of the times alone."""


@dataclass(frozen=True, slots=True)
class Consistency:
    """How steady accuracy and pace were: 100 = as steady as the model expects, or steadier."""

    index: int
    accuracy_steadiness: int
    pace_steadiness: int
    counted: int


def speed(responses: Sequence[Response], extra_percent: int = 0) -> Speed | None:
    """The pace of the right answers, without rapid guesses; None with fewer than five of them.

    Against the time expected of this person: `extra_percent` more where extra time was granted.
    """
    allowance = math.log(stretched(1.0, extra_percent))
    log_ratios = np.sort([_log_ratio(r) - allowance for r in responses if r.is_right and _timed(r)])
    count = len(log_ratios)
    if count < SPEED_ANSWERS_MIN:
        return None
    reach = _median_reach(count)
    return Speed(
        index=_index(float(np.median(log_ratios))),
        median_ratio=math.exp(float(np.median(log_ratios))),
        counted=count,
        low=_index(float(log_ratios[count - 1 - reach])),
        high=_index(float(log_ratios[reach])),
    )


def consistency(responses: Sequence[Response]) -> Consistency | None:
    """How steady accuracy and pace were, in the order answered; None with under twelve answers.

    Accuracy: squared surplus of right answers in windows of six against what the model expects of
    this ability on these items. Pace: spread of log time over expected time against the lognormal
    model. Both are drawn towards "as expected" while there is little to go by, and are 100 times
    the expected over the observed standard deviation, at most 100; the index is their geometric
    mean. Rapid guesses do not count; neither does the time of an "I don't know".
    """
    counted = [r for r in responses if r.outcome is Outcome.DONT_KNOW or not _rapid(r)]
    if len(counted) < CONSISTENCY_ANSWERS_MIN:
        return None
    accuracy = _steadiness(_window_ratio(counted))
    times = np.array([_log_ratio(r) for r in counted if _timed(r)])
    pace = _steadiness(_spread_ratio(times))
    return Consistency(
        index=round(math.sqrt(accuracy * pace)),
        accuracy_steadiness=round(accuracy),
        pace_steadiness=round(pace),
        counted=len(counted),
    )


def _rapid(response: Response) -> bool:
    return is_rapid(response.seconds, response.item.expected_seconds)


def _timed(response: Response) -> bool:
    """Whether the answer has a time that tells of pace."""
    seconds = response.seconds
    return (
        seconds is not None
        and math.isfinite(seconds)
        and response.outcome is not Outcome.DONT_KNOW
        and not _rapid(response)
    )


def _log_ratio(response: Response) -> float:
    return math.log((response.seconds or math.nan) / response.item.expected_seconds)


def _index(log_ratio: float) -> int:
    return round(100.0 * math.exp(-log_ratio))


def _median_reach(count: int) -> int:
    """The k for which the k-th smallest and largest of `count` bound the median at 90% or more."""
    reach, tail = 0, 0.5**count
    while reach + 1 < count / 2:
        tail += math.comb(count, reach + 1) * 0.5**count
        if 2.0 * tail > 0.10:
            break
        reach += 1
    return reach


def _window_ratio(counted: Sequence[Response]) -> float:
    """Observed over expected variance of the number right in windows."""
    weights = ability(counted).weights
    expected = weights @ probability_right(GRID, [r.item for r in counted])
    outcome = np.array([float(r.is_right) for r in counted])
    starts = np.arange(0, len(counted) - WINDOW + 1, WINDOW)
    surplus = np.add.reduceat(outcome - expected, starts)
    variance = np.add.reduceat(expected * (1.0 - expected), starts)
    squares = float((surplus**2 / variance).sum())
    return (_PRIOR_WINDOWS + squares) / (_PRIOR_WINDOWS + len(starts))


def _spread_ratio(times: Array) -> float:
    """Observed over expected variance of log time."""
    if len(times) < 2:
        return 1.0
    squares = float(((times - times.mean()) ** 2).sum()) / EXPECTED_PACE_SPREAD**2
    return (_PRIOR_TIMES + squares) / (_PRIOR_TIMES + len(times) - 1)


def _steadiness(variance_ratio: float) -> float:
    return 100.0 * min(1.0, 1.0 / math.sqrt(variance_ratio))
