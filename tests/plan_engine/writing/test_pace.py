"""When a model is asked again, and how much it may be asked in a day."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from plan_engine.lifecycles import NotAllowed, after
from plan_engine.writing.kinds import NEXT_JOB_STATUS, JobAction, JobStatus
from plan_engine.writing.pace import LONGEST_WAIT, Amount, cost_in_micros, fits, wait_after

CHANCE = st.floats(0, 1, exclude_max=True)


def test_waiting_doubles_and_is_spread_by_half() -> None:
    assert [wait_after(n, 0.5).total_seconds() for n in (1, 2, 3, 4)] == [30, 60, 120, 240]
    assert wait_after(1, 0.0) == timedelta(seconds=15)
    assert wait_after(1, 1.0) == timedelta(seconds=45)


@given(failures=st.integers(0, 10_000), chance=CHANCE, asked=st.none() | st.integers(0, 10**7))
def test_nobody_waits_longer_than_an_hour_or_shorter_than_asked_within_it(
    failures: int, chance: float, asked: int | None
) -> None:
    wish = None if asked is None else timedelta(seconds=asked)
    wait = wait_after(failures, chance, wish)
    assert timedelta(seconds=15) <= wait <= LONGEST_WAIT
    assert wish is None or wait >= min(wish, LONGEST_WAIT)


def test_a_request_fits_while_both_budgets_hold() -> None:
    budget = Amount(requests=2, tokens=1_000)
    assert fits(Amount(1, 400), budget, 600)
    assert not fits(Amount(1, 401), budget, 600)
    assert not fits(Amount(2, 0), budget, 1)


def test_cost_is_in_millionths() -> None:
    assert cost_in_micros(1_000_000, 500_000, (0.15, 0.60)) == 450_000


def test_a_wish_that_is_done_stays_done() -> None:
    for status in JobStatus:
        for action in JobAction:
            if (status, action) in NEXT_JOB_STATUS:
                assert status is not JobStatus.DONE
                assert after(NEXT_JOB_STATUS, status, action) is not status
            else:
                try:
                    after(NEXT_JOB_STATUS, status, action)
                except NotAllowed:
                    continue
                raise AssertionError((status, action))
