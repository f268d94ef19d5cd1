"""Speed and consistency."""

import numpy as np
import pytest

from plan_engine.measurement.pace import consistency, speed
from plan_engine.values import Outcome, Response
from tests.plan_engine.builders import an_item


def timed(ratio: float, outcome: Outcome = Outcome.RIGHT, count: int = 1) -> list[Response]:
    return [Response(an_item(f"i{ratio}{k}"), outcome, 40.0 * ratio) for k in range(count)]


def test_twice_as_fast_as_expected_is_200() -> None:
    found = speed(timed(0.5, count=9))
    assert found is not None
    assert (found.index, found.low, found.high, found.counted) == (200, 200, 200, 9)
    assert found.median_ratio == pytest.approx(0.5)


def test_only_right_answers_that_were_not_rapid_count_towards_speed() -> None:
    assert speed(timed(1.0, count=4) + timed(0.05, count=9) + timed(1, Outcome.WRONG, 9)) is None


def test_an_even_pace_is_steadier_than_an_uneven_one() -> None:
    even = consistency(timed(1.0, count=9) + timed(1.0, Outcome.WRONG, 9))
    uneven = consistency(timed(0.2, count=9) + timed(6.0, Outcome.WRONG, 9))
    assert even is not None
    assert uneven is not None
    assert even.pace_steadiness == 100
    assert uneven.pace_steadiness < 60


def test_losing_the_thread_halfway_is_less_steady_than_mixing() -> None:
    rng = np.random.default_rng(3)
    order = rng.permutation(36)
    halves = timed(1.0, count=18) + timed(1.0, Outcome.WRONG, 18)
    mixed = consistency([halves[k] for k in order])
    broken = consistency(halves)
    assert mixed is not None
    assert broken is not None
    assert broken.accuracy_steadiness < mixed.accuracy_steadiness - 15


def test_too_few_answers_have_no_consistency() -> None:
    assert consistency(timed(1.0, count=11)) is None
