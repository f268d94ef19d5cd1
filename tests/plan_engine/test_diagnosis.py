"""Diagnosis: weak topics with their probabilities, and the extra days they earn."""

import pytest

from plan_engine.diagnosis import (
    Counts,
    Evidence,
    Severity,
    diagnose,
    evidence,
    extra_day_topics,
    extra_days,
)
from plan_engine.measurement.errors import UnknownTopic
from plan_engine.measurement.mastery import Mastery
from plan_engine.values import TopicId
from tests.plan_engine.builders import a_mastery


def topics(found: Mastery) -> list[TopicId]:
    return list(found.topics)


@pytest.mark.parametrize(
    ("p_weak", "severity", "days"),
    [
        ({"a": 0.55}, Severity.LOW, 2),
        ({"a": 0.65}, Severity.MEDIUM, 3),
        ({"a": 0.85}, Severity.MEDIUM, 3),
        ({"a": 0.86}, Severity.HIGH, 4),
        ({"a": 0.55, "b": 0.5}, Severity.LOW, 3),
        ({"a": 0.7, "b": 0.6}, Severity.MEDIUM, 4),
        ({"a": 0.9, "b": 0.9, "c": 0.9}, Severity.HIGH, 4),
        ({"a": 0.2, "b": 0.1}, Severity.LOW, 2),
    ],
)
def test_extra_days_grow_with_weak_topics_and_severity_from_two_to_four(
    p_weak: dict[str, float], severity: Severity, days: int
) -> None:
    found = a_mastery(p_weak)
    diagnosis = diagnose(found, topics(found))
    assert diagnosis.severity is severity
    assert extra_days(diagnosis) == days
    assert len(extra_day_topics(diagnosis)) == days


def test_the_weakest_topics_get_the_second_day() -> None:
    found = a_mastery({"a": 0.7, "b": 0.9, "c": 0.6})
    assert extra_day_topics(diagnose(found, topics(found))) == ("b", "a", "c", "b")


@pytest.mark.parametrize(
    ("here", "in_all", "p_weak", "high", "found"),
    [
        ((0, 5), (1, 14), 0.99, 0.46, Evidence.CLEAR),
        ((2, 4), (2, 6), 0.93, 0.74, Evidence.LIKELY),
        ((0, 1), (0, 1), 0.97, 0.67, Evidence.LIKELY),
        ((0, 2), (8, 10), 0.80, 0.75, Evidence.LIKELY),
        ((4, 4), (6, 11), 0.90, 0.75, Evidence.LIKELY),
        ((4, 4), (9, 11), 0.90, 0.75, Evidence.UNSURE),
        ((7, 10), (7, 10), 0.90, 0.75, Evidence.UNSURE),
        ((0, 0), (0, 0), 0.97, 0.66, Evidence.UNSURE),
        ((3, 5), (3, 5), 0.45, 0.85, Evidence.UNSURE),
    ],
)
def test_a_topic_is_called_weak_only_where_its_own_answers_show_it(
    here: tuple[int, int], in_all: tuple[int, int], p_weak: float, high: float, found: Evidence
) -> None:
    assert evidence(p_weak, high, Counts(*here), Counts(*in_all)) is found


def test_a_failed_learner_always_has_something_to_work_on() -> None:
    found = a_mastery({"a": 0.2, "b": 0.3})
    assert [weak.topic for weak in diagnose(found, topics(found)).weak] == ["b"]
    assert diagnose(found, topics(found), at_least_one=False).weak == ()


def test_only_the_tests_own_topics_are_diagnosed() -> None:
    found = a_mastery({"a": 0.9, "b": 0.9})
    assert [weak.topic for weak in diagnose(found, [TopicId("a")]).weak] == ["a"]


def test_a_topic_that_was_not_measured_is_a_named_error() -> None:
    with pytest.raises(UnknownTopic):
        diagnose(a_mastery({"a": 0.9}), [TopicId("z")])
