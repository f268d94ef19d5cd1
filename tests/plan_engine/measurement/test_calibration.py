"""Calibration: parameters from answers, sparse ones welcome."""

from dataclasses import replace

import numpy as np
import pytest

from plan_engine.measurement.answer_matrix import outcome_matrix
from plan_engine.measurement.calibration import calibrate
from plan_engine.measurement.errors import BadOutcome, NoItems
from plan_engine.measurement.model import Curves, curve_probability, prior_difficulty
from plan_engine.values import ItemParameters, Level, Outcome, Response
from tests.plan_engine.builders import an_item

COUNT = 40


def simulated(
    seed: int, learners: int, shift: float = 0.0, answered: float = 1.0
) -> tuple[np.ndarray, Curves, list[ItemParameters]]:
    """Answers of learners whose abilities have the mean `shift` to four-option items."""
    rng = np.random.default_rng(100)
    levels = [Level(1 + k % 3) for k in range(COUNT)]
    items = [an_item(f"i{k}", level=level) for k, level in enumerate(levels)]
    difficulty = np.array([i.difficulty for i in items]) + rng.normal(0, 0.5, COUNT)
    true = Curves(difficulty, rng.lognormal(0, 0.25, COUNT), np.full(COUNT, 0.25))
    rng = np.random.default_rng(seed)
    chance = curve_probability(rng.normal(shift, 1, learners), true)
    outcomes = (rng.random(chance.shape) < chance).astype(float)
    outcomes[rng.random(outcomes.shape) >= answered] = np.nan
    return outcomes, true, items


def error(found: np.ndarray, true: np.ndarray) -> float:
    return float(np.sqrt(((found - true) ** 2).mean()))


def test_parameters_are_recovered_from_many_answers() -> None:
    outcomes, true, items = simulated(1, 2000)
    found = calibrate(outcomes, items)
    assert found.converged
    assert error(found.difficulty, true.difficulty) < 0.12
    assert error(found.discrimination, true.discrimination) < 0.13


def test_sparse_answers_already_beat_the_authors_levels() -> None:
    outcomes, true, items = simulated(2, 200, answered=0.25)
    levels = np.array([item.difficulty for item in items])
    found = calibrate(outcomes, items)
    assert error(found.difficulty, true.difficulty) < 0.8 * error(levels, true.difficulty)


def test_an_item_nobody_answered_stays_at_its_authors_level() -> None:
    outcomes, _, items = simulated(3, 100)
    outcomes[:, 0] = np.nan
    found = calibrate(outcomes, items)
    assert found.answers[0] == 0
    assert found.difficulty[0] == pytest.approx(prior_difficulty(items[0].level))
    assert found.discrimination[0] == pytest.approx(1.0)
    assert found.difficulty_se[0] == pytest.approx(0.6, abs=0.01)


def test_without_any_answers_nothing_changes() -> None:
    items = [an_item("a"), an_item("b", level=Level.ADVANCED)]
    found = calibrate(np.empty((0, 2)), items)
    assert found.applied(items) == tuple(replace(item, discrimination=1.0) for item in items)


def test_items_asked_after_study_are_not_taken_for_easy() -> None:
    before, true, items = simulated(4, 600)
    after, _, _ = simulated(5, 600, shift=1.0)
    before[:, COUNT // 2 :], after[:, : COUNT // 4] = np.nan, np.nan
    outcomes = np.vstack([before, after])
    groups = np.repeat([0, 1], 600)
    grouped, mixed = calibrate(outcomes, items, groups=groups), calibrate(outcomes, items)
    assert grouped.group_means[1] == pytest.approx(1.0, abs=0.2)
    late = slice(COUNT // 2, None)
    assert abs((grouped.difficulty - true.difficulty)[late].mean()) < 0.15
    assert (mixed.difficulty - true.difficulty)[late].mean() < -0.3


def test_standard_errors_shrink_with_answers_and_hold_the_truth() -> None:
    few, true, items = simulated(6, 150)
    many, _, _ = simulated(6, 1500)
    sparse, dense = calibrate(few, items), calibrate(many, items)
    assert (dense.difficulty_se < sparse.difficulty_se).all()
    held = np.abs(sparse.difficulty - true.difficulty) < 1.645 * sparse.difficulty_se
    assert held.mean() > 0.75


def test_everyone_right_and_no_one_right_stay_finite() -> None:
    outcomes, _, items = simulated(7, 300)
    outcomes[:, 0], outcomes[:, 1] = 1.0, 0.0
    found = calibrate(outcomes, items)
    assert np.isfinite(found.difficulty).all()
    assert found.difficulty[0] < found.difficulty[2:].min()
    assert found.difficulty[1] > found.difficulty[2:].max()


def test_bad_input_to_calibration_is_a_named_error() -> None:
    with pytest.raises(NoItems):
        calibrate(np.empty((0, 0)), [])
    for outcomes in (np.ones((2, 3)), np.full((2, 1), 0.5), np.array([1.0])):
        with pytest.raises(BadOutcome):
            calibrate(outcomes, [an_item()])
    with pytest.raises(BadOutcome):
        calibrate(np.ones((2, 1)), [an_item()], groups=np.array([0]))


def test_the_matrix_leaves_out_rapid_guesses_and_retired_items() -> None:
    a, b = an_item("a"), an_item("b")
    attempts = [
        [Response(a, Outcome.RIGHT, 30.0), Response(b, Outcome.RIGHT, 1.0)],
        [Response(b, Outcome.DONT_KNOW, 1.0), Response(an_item("gone"), Outcome.RIGHT)],
    ]
    np.testing.assert_array_equal(outcome_matrix(attempts, [a, b]), [[1.0, np.nan], [np.nan, 0.0]])
