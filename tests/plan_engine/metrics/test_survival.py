"""The curve of who has got there, against SciPy's estimate and against what must hold."""

import warnings
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from plan_engine.metrics.survival import reached_by, share_reached

lives = st.lists(st.tuples(st.integers(0, 40), st.booleans()), min_size=1, max_size=80)
"""Days, and whether something happened then."""


def curve_of(watched: list[tuple[int, bool]]):  # type: ignore[no-untyped-def]
    return share_reached(
        Counter(day for day, happened in watched if happened),
        Counter(day for day, happened in watched if not happened),
    )


def test_a_curve_by_hand() -> None:
    # Five plans: done on days 2 and 4, watched until days 3, 4 and 5 without being done.
    points = share_reached({2: 1, 4: 1}, {3: 1, 4: 1, 5: 1})
    assert [(point.day, point.at_risk, point.events) for point in points] == [
        (2, 5, 1),
        (3, 4, 0),
        (4, 3, 1),
        (5, 1, 0),
    ]
    # Day 2: 1 - 4/5. Day 4: 1 - 4/5 · 2/3.
    assert [point.share for point in points] == pytest.approx([0.2, 0.2, 7 / 15, 7 / 15])


def test_without_censoring_the_curve_is_the_share() -> None:
    points = share_reached({1: 2, 3: 1}, {9: 7})
    assert [point.share for point in points] == pytest.approx([0.2, 0.3, 0.3])


@pytest.mark.parametrize(("day", "share"), [(1, 0.0), (2, 0.2), (3, 0.2), (4, 0.2 + 4 / 15)])
def test_the_curve_is_read_on_any_day_on_which_somebody_was_watched(day: int, share: float) -> None:
    points = share_reached({2: 1, 4: 1}, {3: 1, 4: 1, 5: 1})
    found = reached_by(points, day)
    assert found is not None
    assert found.share == pytest.approx(share)
    assert reached_by(points, 6) is None


def test_negative_days_are_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        share_reached({-1: 1}, {})


@given(lives)
def test_the_curve_and_its_interval_are_scipys(watched: list[tuple[int, bool]]) -> None:
    points = curve_of(watched)
    theirs = stats.ecdf(
        stats.CensoredData(
            uncensored=[day for day, happened in watched if happened],
            right=[day for day, happened in watched if not happened],
        )
    ).sf
    assert [point.day for point in points] == list(theirs.quantiles)
    assert [1 - point.share for point in points] == pytest.approx(list(theirs.probabilities))
    with warnings.catch_warnings():
        # Where nobody or everybody is left, SciPy divides by zero and says so.
        warnings.simplefilter("ignore", RuntimeWarning)
        reach = theirs.confidence_interval(method="log-log")
    for point, low, high in zip(
        points, reach.low.probabilities, reach.high.probabilities, strict=True
    ):
        if 0 < point.share < 1:
            assert (1 - point.high, 1 - point.low) == pytest.approx((low, high), abs=1e-9)


@given(lives)
def test_the_share_never_falls_and_never_leaves_its_interval(
    watched: list[tuple[int, bool]],
) -> None:
    points = curve_of(watched)
    shares = [point.share for point in points]
    assert shares == sorted(shares)
    for point in points:
        assert 0 <= point.low <= point.share + 1e-12
        assert point.share <= point.high + 1e-12
        assert point.high <= 1


@given(lives, st.integers(1, 5))
def test_watching_longer_without_anything_happening_never_raises_the_share(
    watched: list[tuple[int, bool]], longer: int
) -> None:
    more = [(day if happened else day + longer, happened) for day, happened in watched]
    now, later = curve_of(watched), curve_of(more)
    assert later[-1].share <= now[-1].share + 1e-12
