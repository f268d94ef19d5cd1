"""Intervals and gains against closed forms, SciPy, and what must hold for any input."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from plan_engine.metrics.intervals import PairedSums, paired_change, t_quantile, wilson


def sums_of(before: list[int], after: list[int]) -> PairedSums:
    changes = [b - a for a, b in zip(before, after, strict=True)]
    return PairedSums(len(before), sum(before), sum(after), sum(c * c for c in changes))


@pytest.mark.parametrize("freedom", [1, 2, 3, 4, 5, 9, 30, 99, 399, 400, 401, 5000])
def test_students_t_is_scipys(freedom: int) -> None:
    assert t_quantile(freedom) == pytest.approx(stats.t.ppf(0.975, freedom), abs=1e-6)


@pytest.mark.parametrize(("part", "whole"), [(0, 5), (5, 5), (1, 7), (50, 100), (327, 357)])
def test_wilsons_interval_is_scipys(part: int, whole: int) -> None:
    theirs = stats.binomtest(part, whole).proportion_ci(method="wilson")
    assert wilson(part, whole) == pytest.approx((theirs.low, theirs.high), abs=1e-12)


@pytest.mark.parametrize(("part", "whole"), [(1, 0), (-1, 5), (6, 5)])
def test_what_is_no_share_has_no_interval(part: int, whole: int) -> None:
    with pytest.raises(ValueError, match="no share"):
        wilson(part, whole)


def test_a_paired_change_by_hand() -> None:
    # Changes 10, 20, 30: mean 20, standard deviation 10, t(2) = 4.3027.
    change = paired_change(sums_of([40, 50, 60], [50, 70, 90]))
    assert (change.before, change.after, change.change) == (50, 70, 20)
    reach = 4.302652729911275 * 10 / math.sqrt(3)
    assert (change.low, change.high) == pytest.approx((20 - reach, 20 + reach))
    assert change.gain == pytest.approx(0.4)  # 20 of the 50 points that were missing


def test_nobody_can_gain_where_nothing_was_missing() -> None:
    assert paired_change(sums_of([100, 100], [100, 90])).gain is None


def test_one_person_has_no_interval() -> None:
    with pytest.raises(ValueError, match="fewer than two"):
        paired_change(PairedSums(1, 50, 60, 100))


scores = st.lists(st.tuples(st.integers(0, 100), st.integers(0, 100)), min_size=2, max_size=60)


@given(scores)
def test_the_paired_interval_is_scipys_for_any_scores(pairs: list[tuple[int, int]]) -> None:
    before, after = (list(side) for side in zip(*pairs, strict=True))
    ours = paired_change(sums_of(before, after))
    changes = [b - a for a, b in pairs]
    if len(set(changes)) == 1:
        assert ours.low == ours.high == pytest.approx(changes[0])
        return
    theirs = stats.ttest_rel(after, before).confidence_interval(0.95)
    assert (ours.low, ours.high) == pytest.approx((theirs.low, theirs.high), abs=1e-6)


@given(scores, scores)
def test_sums_of_two_groups_add_up_to_the_sums_of_both(
    one: list[tuple[int, int]], other: list[tuple[int, int]]
) -> None:
    def of(pairs: list[tuple[int, int]]) -> PairedSums:
        return sums_of([a for a, _ in pairs], [b for _, b in pairs])

    a, b, both = of(one), of(other), of(one + other)
    assert both == PairedSums(
        a.people + b.people,
        a.before + b.before,
        a.after + b.after,
        a.change_squares + b.change_squares,
    )


@given(st.integers(1, 10_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_an_interval_holds_its_share_and_stays_within_nothing_and_all(
    counts: tuple[int, int],
) -> None:
    part, whole = counts
    low, high = wilson(part, whole)
    assert 0 <= low <= part / whole <= high <= 1
