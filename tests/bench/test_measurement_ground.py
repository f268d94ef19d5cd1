"""What the bench of measurement stands on: simulated learners, areas under curves, tables."""

import numpy as np
import pytest
from sklearn.metrics import roc_auc_score

from bench.measurement.learner import (
    PROFILES,
    SimulatedLearner,
    a_simulated_learner,
    by_components,
    by_practice,
)
from bench.measurement.rows import Row, show, table
from bench.measurement.weak_topics import area_under_curve
from plan_engine.values import Outcome, TopicId
from tests.plan_engine.builders import a_target, an_item


def a_learner(seed: int = 1, profile: str = "average") -> SimulatedLearner:
    return a_simulated_learner(a_target(4, chain=True), profile, np.random.default_rng(seed))


@pytest.mark.parametrize("profile", PROFILES)
def test_the_same_seed_is_the_same_learner(profile: str) -> None:
    one, other = a_learner(3, profile), a_learner(3, profile)
    np.testing.assert_array_equal(one.start, other.start)
    assert one.rate == other.rate


def test_a_day_of_study_raises_its_topic_and_lets_the_learned_fade_elsewhere() -> None:
    learner = a_learner()
    learner.study(TopicId("b1.d1"), 1.0)
    learned = learner.ability[0]
    assert learned > learner.start[0]
    learner.study(TopicId("b1.d2"), 1.0)
    assert learner.start[0] < learner.ability[0] < learned
    np.testing.assert_array_equal(learner.ability[2:], learner.start[2:])


def test_a_day_teaches_more_where_the_prerequisites_are_known() -> None:
    gains = []
    for known in (-3.0, 3.0):
        learner = a_learner()
        learner.start[0] = learner.ability[0] = known
        before = learner.ability[1]
        learner.study(TopicId("b1.d2"), 1.0)
        gains.append(learner.ability[1] - before)
    assert gains[1] > gains[0]


def test_by_components_the_weak_gain_more_and_by_practice_as_much() -> None:
    assert by_components(-2.0, 0.3) + 2.0 > by_components(1.0, 0.3) - 1.0 > 0
    assert by_practice(-2.0, 0.3) + 2.0 == pytest.approx(by_practice(1.0, 0.3) - 1.0)


def test_who_knows_nothing_guesses_or_admits_it() -> None:
    learner = a_learner()
    learner.ability[:] = -50.0
    item = an_item(topic="b1.d1")
    outcomes = [learner.answer(item)[0] for _ in range(2000)]
    assert outcomes.count(Outcome.DONT_KNOW) / 2000 == pytest.approx(0.3, abs=0.04)
    assert outcomes.count(Outcome.RIGHT) / 2000 == pytest.approx(0.7 * 0.25, abs=0.03)


def test_the_area_under_the_curve_is_scikit_learns_with_ties() -> None:
    rng = np.random.default_rng(0)
    weak, score = rng.random(500) < 0.3, rng.integers(0, 7, 500).astype(float)
    assert area_under_curve(score, weak) == pytest.approx(roc_auc_score(weak, score))


def test_a_table_says_whether_each_aim_was_met() -> None:
    lines = table(
        [Row("a", "b", "c", "d", met=True), Row("e", "f", "g", show(0.25, 1.5), met=False)]
    )
    assert "| a | b | c | d | yes |" in lines
    assert "| e | f | g | .250 / 1.500 | no |" in lines
