"""Acceleration: the same fixed point, sooner; and no claim to have arrived without having."""

import numpy as np

from plan_engine.measurement.acceleration import fixed_point

SLOW = np.diag([0.97, 0.9, 0.5])
GOAL = np.array([2.0, -1.0, 0.5])


def slow_step(state: np.ndarray) -> np.ndarray:
    """Closes a small share of the distance to GOAL."""
    return GOAL + SLOW @ (state - GOAL)


def test_a_slow_iteration_arrives_where_it_would_in_a_tenth_of_the_rounds() -> None:
    found = fixed_point(slow_step, np.zeros(3), tolerance=1e-6, rounds_max=500)
    plain, state = 0, np.zeros(3)
    while np.abs(slow_step(state) - state).max() >= 1e-6:
        state, plain = slow_step(state), plain + 1
    assert found.settled
    np.testing.assert_allclose(found.state, GOAL, atol=1e-4)
    assert found.rounds * 10 <= plain


def test_an_iteration_that_runs_out_of_rounds_says_so() -> None:
    found = fixed_point(slow_step, np.zeros(3), tolerance=1e-12, rounds_max=4)
    assert not found.settled
    assert found.rounds >= 4


def test_a_start_at_the_fixed_point_stays_there() -> None:
    found = fixed_point(slow_step, GOAL.copy(), tolerance=1e-9, rounds_max=10)
    assert found.settled
    assert found.rounds == 1
    np.testing.assert_array_equal(found.state, GOAL)
