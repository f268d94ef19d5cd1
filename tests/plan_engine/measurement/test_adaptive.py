"""Adaptive selection: coverage first, then where it matters, a hard stop."""

from dataclasses import replace

import numpy as np

from plan_engine.measurement.adaptive import next_item
from plan_engine.rules import ASSESSMENT_ITEMS
from plan_engine.values import BlockId, ItemParameters, Outcome, Response
from tests.plan_engine.builders import a_bank, topic_names

TOPICS = [topic for block in ("b1", "b2", "b3", "b4") for topic in topic_names(block)]
BANK = a_bank(TOPICS)


def whole_assessment(
    seed: int, last_seen: dict | None = None, bank: list[ItemParameters] = BANK
) -> list[ItemParameters]:
    rng = np.random.default_rng(seed)
    given: list[Response] = []
    while item := next_item(bank, given, topics=TOPICS, last_seen=last_seen or {}, rng=rng):
        given.append(Response(item, Outcome.RIGHT if rng.random() < 0.7 else Outcome.WRONG))
    return [response.item for response in given]


def test_an_assessment_stops_at_36_items_with_every_topic_and_no_model_twice() -> None:
    items = whole_assessment(seed=1)
    assert len(items) == ASSESSMENT_ITEMS
    assert {item.topic for item in items} == set(TOPICS)
    assert len({item.topic for item in items[: len(TOPICS)]}) == len(TOPICS)
    assert len({item.model for item in items}) == len(items)


def test_unseen_items_come_first() -> None:
    seen = {item.id: 1 for item in whole_assessment(seed=1)}
    assert not {item.id for item in whole_assessment(seed=2, last_seen=seen)} & set(seen)


def test_no_enemies_are_asked_in_one_assessment() -> None:
    hostile = {item.model for item in BANK if item.model.endswith(("-0", "-1"))}
    bank = [
        replace(
            item,
            enemies=frozenset(hostile - {item.model}) if item.model in hostile else frozenset(),
        )
        for item in BANK
    ]
    for seed in range(5):
        asked = whole_assessment(seed, bank=bank)
        assert len(asked) == ASSESSMENT_ITEMS
        assert sum(item.model in hostile for item in asked) <= 1
    assert sum(item.model in hostile for item in whole_assessment(0)) > 1


def test_enemies_are_asked_rather_than_nothing() -> None:
    one, other = BANK[0], replace(BANK[1], enemies=frozenset({BANK[0].model}))
    rng = np.random.default_rng(0)
    given = [Response(one, Outcome.RIGHT)]
    assert next_item([one, other], given, topics=TOPICS[:1], last_seen={}, rng=rng) == other


def test_a_bank_that_runs_out_ends_the_assessment() -> None:
    rng = np.random.default_rng(0)
    given = [Response(item, Outcome.RIGHT) for item in BANK[:3]]
    assert next_item(BANK[:3], given, topics=TOPICS[:1], last_seen={}, rng=rng) is None


def test_items_are_harder_in_the_block_that_a_learner_is_good_at() -> None:
    blocks = {BlockId(name): topic_names(name) for name in ("b1", "b2", "b3", "b4")}
    given: list[Response] = []
    rng = np.random.default_rng(5)
    while item := next_item(BANK, given, topics=TOPICS, last_seen={}, rng=rng, blocks=blocks):
        good = item.topic.startswith("b1")
        given.append(Response(item, Outcome.RIGHT if good else Outcome.WRONG))
    strong = [r.item.difficulty for r in given[12:] if r.item.topic.startswith("b1")]
    others = [r.item.difficulty for r in given[12:] if not r.item.topic.startswith("b1")]
    assert np.mean(strong) > np.mean(others) + 0.3


def test_a_topic_outside_the_blocks_given_is_asked_all_the_same() -> None:
    rng = np.random.default_rng(0)
    blocks = {BlockId("b1"): topic_names("b1")}
    found = next_item(BANK, [], topics=["b2.d1"], last_seen={}, rng=rng, blocks=blocks)
    assert found is not None
    assert found.topic == "b2.d1"
