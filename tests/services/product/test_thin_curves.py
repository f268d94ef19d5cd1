"""A curve ends past its horizon where few are still watched, and says from when on they are few."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from plan_engine.metrics.survival import share_reached
from services.product.waiting import FEWEST_WATCHED, Arrived, Watched, curves

HORIZON = 30
by_day = st.dictionaries(st.integers(0, 60), st.integers(1, 9), min_size=1, max_size=10)


@given(by_day, by_day)
def test_past_the_horizon_each_point_is_of_enough_who_are_watched(
    events: dict[int, int], censored: dict[int, int]
) -> None:
    watched = Watched(Counter(events), Counter(censored))
    (curve,) = curves({"": Arrived()}, {"": watched}, HORIZON).values()
    assert curve is not None
    at_risk = {point.day: point.at_risk for point in share_reached(events, censored)}
    for point in curve.points:
        still = at_risk[point.day]
        assert still is not None
        thin = curve.thin_from is not None and point.day >= curve.thin_from
        assert thin == (still < FEWEST_WATCHED)
        assert not (thin and point.day > HORIZON)


def test_the_day_from_which_few_are_watched_is_the_one_after_the_others_left() -> None:
    watched = Watched(Counter({10: 5}), Counter({20: 12, 50: 9}))
    (curve,) = curves({"": Arrived()}, {"": watched}, HORIZON).values()
    assert curve is not None
    assert curve.thin_from == 21
