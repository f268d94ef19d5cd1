"""Mastery: topics that lean on their block."""

import pytest

from plan_engine.measurement.errors import MeasurementError, UnknownTopic
from plan_engine.measurement.mastery import mastery, recency_weights
from plan_engine.values import BlockId, Outcome, Response, TopicId
from tests.plan_engine.builders import a_bank, answers, topic_names

TOPICS = [TopicId(name) for name in ("t1", "t2", "t3")]
BLOCKS = {BlockId("b"): TOPICS}
BANK = a_bank(TOPICS)
REFERENCE = {topic: [item for item in BANK if item.topic == topic] for topic in TOPICS}


def given(right: dict[str, int], each: int = 6) -> list[Response]:
    return [
        response
        for topic, count in right.items()
        for response in answers(REFERENCE[TopicId(topic)][:each], count)
    ]


def test_without_answers_every_topic_has_the_same_wide_interval() -> None:
    found = mastery([], BLOCKS, REFERENCE)
    first, *others = found.topics.values()
    assert all(other.domain_score == pytest.approx(first.domain_score) for other in others)
    assert first.high - first.low > 0.4
    assert found.overall.low < found.overall.mean < found.overall.high


def test_a_topic_without_answers_leans_on_its_block() -> None:
    high = mastery(given({"t1": 6, "t2": 6}), BLOCKS, REFERENCE).topics[TOPICS[2]]
    low = mastery(given({"t1": 0, "t2": 0}), BLOCKS, REFERENCE).topics[TOPICS[2]]
    assert high.answered == low.answered == 0
    assert high.domain_score > low.domain_score + 0.2


def test_the_topic_that_was_missed_is_the_one_that_is_weak() -> None:
    found = mastery(given({"t1": 6, "t2": 1, "t3": 6}), BLOCKS, REFERENCE).topics
    assert found[TOPICS[1]].p_weak > 0.7 > 0.5 > found[TOPICS[0]].p_weak
    assert (found[TOPICS[1]].right, found[TOPICS[1]].answered) == (1, 6)


def test_newer_answers_outweigh_older_ones() -> None:
    responses = given({"t1": 0}) + given({"t1": 6})
    flat = mastery(responses, BLOCKS, REFERENCE)
    recent = mastery(responses, BLOCKS, REFERENCE, weights=recency_weights([1] * 6 + [2] * 6))
    assert recent.topics[TOPICS[0]].domain_score > flat.topics[TOPICS[0]].domain_score


def test_bad_input_to_mastery_is_a_named_error() -> None:
    with pytest.raises(UnknownTopic):
        mastery([], {}, REFERENCE)
    with pytest.raises(UnknownTopic):
        mastery([], {BlockId("b"): [TopicId("none")]}, REFERENCE)
    with pytest.raises(MeasurementError):
        mastery(given({"t1": 3}), BLOCKS, REFERENCE, weights=[1.0])


def test_a_block_answered_all_right_is_not_called_weak_for_the_sake_of_the_others() -> None:
    names = {block: topic_names(block) for block in ("b1", "b2", "b3", "b4")}
    bank = a_bank([topic for topics in names.values() for topic in topics])
    reference = {i.topic: [o for o in bank if o.topic == i.topic] for i in bank}
    responses = [
        Response(item, Outcome.RIGHT if block == "b1" else Outcome.WRONG)
        for block, topics in names.items()
        for topic in topics
        for item in reference[TopicId(topic)][5:7]
    ]
    found = mastery(responses, {BlockId(b): t for b, t in names.items()}, reference)
    assert all(found.topics[TopicId(topic)].p_weak < 0.5 for topic in names["b1"])
    assert all(found.topics[TopicId(topic)].p_weak > 0.9 for topic in names["b2"])
    assert found.blocks[BlockId("b1")].domain_score > 0.7 > found.overall.mean


def test_an_attempt_keeps_a_quarter_of_its_weight_for_each_later_one() -> None:
    assert recency_weights([1, 1, 4, 9]) == (0.0625, 0.0625, 0.25, 1.0)
