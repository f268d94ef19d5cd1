"""Mastery: what must hold for any answers."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plan_engine.measurement.mastery import mastery
from plan_engine.values import BlockId, ItemParameters, Outcome, Response, TopicId
from tests.plan_engine.builders import a_bank
from tests.plan_engine.strategies import items, responses

BLOCKS = {
    BlockId("b1"): [TopicId("t1"), TopicId("t2")],
    BlockId("b2"): [TopicId("t3"), TopicId("t4")],
}
BANK = a_bank(["t1", "t2", "t3", "t4"], per_level=2)
REFERENCE = {
    topic: [item for item in BANK if item.topic == topic]
    for topics in BLOCKS.values()
    for topic in topics
}


@settings(max_examples=50)
@given(responses())
def test_every_figure_is_a_share_and_every_mean_lies_in_its_interval(
    given_: list[Response],
) -> None:
    found = mastery(given_, BLOCKS, REFERENCE)
    assert list(found.topics) == ["t1", "t2", "t3", "t4"]
    for topic in found.topics.values():
        assert 0.0 <= topic.low <= topic.domain_score <= topic.high <= 1.0
        assert 0.0 <= topic.p_weak <= 1.0
        assert 0.0 <= topic.p_mastered <= 1.0 + 1e-9
        assert topic.p_weak + topic.p_mastered <= 1.0 + 1e-9
        assert topic.answered == sum(r.item.topic == topic.topic for r in given_)
        assert topic.right + topic.dont_know <= topic.answered
    for block in (*found.blocks.values(),):
        assert 0.0 <= block.low <= block.domain_score <= block.high <= 1.0
    assert found.overall.low <= found.overall.mean <= found.overall.high


@settings(max_examples=50)
@given(responses(), items(topics=("t1", "t2")))
def test_a_right_answer_never_lowers_and_a_wrong_one_never_raises_any_topic(
    before: list[Response], item: ItemParameters
) -> None:
    now, up, down = (
        mastery([*before, *more], BLOCKS, REFERENCE)
        for more in ([], [Response(item, Outcome.RIGHT)], [Response(item, Outcome.WRONG)])
    )
    for topic in now.topics:
        assert up.topics[topic].domain_score >= now.topics[topic].domain_score - 1e-7
        assert down.topics[topic].domain_score <= now.topics[topic].domain_score + 1e-7


@settings(max_examples=30)
@given(responses(), st.randoms(use_true_random=False))
def test_the_order_of_the_answers_does_not_matter(given_: list[Response], chance: object) -> None:
    shuffled = sorted(given_, key=lambda _: chance.random())  # type: ignore[attr-defined]  # hypothesis' Random
    one, other = (mastery(answers, BLOCKS, REFERENCE) for answers in (given_, shuffled))
    assert one.overall.mean == pytest.approx(other.overall.mean)
    for topic in one.topics:
        assert one.topics[topic].p_weak == pytest.approx(other.topics[topic].p_weak)


@settings(max_examples=30)
@given(responses())
def test_answers_without_weight_are_as_if_never_given(given_: list[Response]) -> None:
    found = mastery(given_, BLOCKS, REFERENCE, weights=[0.0] * len(given_))
    assert found.overall.mean == pytest.approx(mastery([], BLOCKS, REFERENCE).overall.mean)


@settings(max_examples=30)
@given(responses())
def test_a_far_block_moves_less_than_the_answered_one(given_: list[Response]) -> None:
    """Topics share more with their own block than with another."""
    own = [Response(r.item, Outcome.RIGHT) for r in given_ if r.item.topic == "t1"]
    start, found = (mastery(answers, BLOCKS, REFERENCE).topics for answers in ([], own))
    gain = {topic: found[topic].domain_score - start[topic].domain_score for topic in start}
    assert gain[TopicId("t1")] >= gain[TopicId("t2")] - 1e-9
    assert gain[TopicId("t2")] >= gain[TopicId("t3")] - 1e-9
