"""The soak tells a leak from memory that has settled."""

import numpy as np
import pytest

from bench.soak import Soak, report

CLICKS = list(range(100, 5001, 100))


def soak(megabytes: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> Soak:
    return Soak(CLICKS, [float(size) for size in megabytes])


def test_memory_that_rises_and_then_stays_is_flat() -> None:
    found = soak(np.minimum(170 + np.array(CLICKS) / 100, 180))
    assert found.is_flat
    assert "memory is flat" in report(found, 160.0, tabs=3)


def test_a_slow_leak_is_not_flat_and_its_slope_is_told() -> None:
    found = soak(170 + 2 * np.array(CLICKS) / 1000)
    assert not found.is_flat
    assert found.slope == pytest.approx(2.0)
    assert "+2.00 MB for each 1,000 clicks" in report(found, 160.0, tabs=3)
    assert "NOT flat" in report(found, 160.0, tabs=3)
