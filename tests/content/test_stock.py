"""What counts towards a topic's stock, and when a target can be started."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from content.library import Library, TooFewItems
from content.stock import TopicStock, show_stock, topic_stocks
from plan_engine import rules
from plan_engine.values import ItemId, Level, TopicId
from tests.support.content import ROLE, a_library

TOPIC = TopicId("knots.d1")
FOUNDATION, WORKING, ADVANCED = Level


def _with_clones(keys: Sequence[str]) -> Library:
    """A library whose first topic has one model of the first level, with clones of these keys."""
    library = a_library(items_per_topic=rules.ITEMS_PER_TOPIC_STOCKED)
    pattern = library.items[library.by_topic[TOPIC][0]]
    clones = [
        replace(
            pattern,
            id=ItemId(f"{TOPIC}.many~{number}"),
            model=f"{TOPIC}.many",
            level=FOUNDATION,
            options=(key, *pattern.options[1:]),
        )
        for number, key in enumerate(keys)
    ]
    items = {**library.items, **{clone.id: clone for clone in clones}}
    return replace(
        library, items=items, by_topic={**library.by_topic, TOPIC: tuple(c.id for c in clones)}
    )


@pytest.mark.parametrize(
    ("keys", "counted"),
    [("ABCDEF", rules.CLONES_COUNTED_PER_MODEL), ("AB", 2), ("AABB", 2), ("AAAA", 1)],
)
def test_a_model_counts_by_the_different_keys_of_its_clones(keys: str, counted: int) -> None:
    stock = _with_clones(keys).counted_items(TOPIC)
    assert stock == {FOUNDATION: counted, WORKING: 0, ADVANCED: 0}


def test_an_item_counts_once_at_its_level() -> None:
    stock = a_library(items_per_topic=7).counted_items(TOPIC)
    assert stock == {FOUNDATION: 3, WORKING: 2, ADVANCED: 2}


def test_too_few_in_all_is_said_first_and_then_each_level_that_is_short() -> None:
    library = a_library(items_per_topic=10)
    assert [str(short) for short in library.too_few_items(TOPIC, 11, 4)] == [
        "“Knots, part 1” has 10 of 11 questions."
    ]
    assert [str(short) for short in library.too_few_items(TOPIC, 10, 4)] == [
        "“Knots, part 1” has 3 of 4 questions at level 2.",
        "“Knots, part 1” has 3 of 4 questions at level 3.",
    ]
    assert library.too_few_items(TOPIC, 10, 3) == []


def test_a_target_can_be_started_when_every_topic_has_enough_in_all_and_at_each_level() -> None:
    library = a_library(items_per_topic=rules.ITEMS_PER_TOPIC_STOCKED)
    assert library.readiness_to_start(ROLE) == []
    advanced = [item for item in library.items_of([TOPIC]) if item.level is ADVANCED]
    moved = {item.id: replace(item, level=WORKING) for item in advanced[1:]}
    uneven = replace(library, items={**library.items, **moved})
    assert uneven.readiness_to_start(ROLE) == [
        TooFewItems(TOPIC, "Knots, part 1", 1, rules.ITEMS_PER_LEVEL_STOCKED, ADVANCED)
    ]


def test_the_report_says_what_each_topic_is_short_of() -> None:
    stocks = [
        TopicStock(TopicId("knots.d1"), {FOUNDATION: 9, WORKING: 10, ADVANCED: 8}),
        TopicStock(TopicId("knots.d2"), {FOUNDATION: 20, WORKING: 10, ADVANCED: 5}),
        TopicStock(TopicId("knots.d3"), {FOUNDATION: 6, WORKING: 10, ADVANCED: 8}),
    ]
    assert list(show_stock(stocks)) == [
        "counted stock by topic (27 wanted, 8 at each level):",
        "  knots.d1   27  9/10/8    full",
        "  knots.d2   35  20/10/5   short of 3 at level 3",
        "  knots.d3   24  6/10/8    short of 3, 2 at level 1",
    ]
    assert list(show_stock([]))[1:] == ["  every topic is fully stocked"]


def test_the_report_counts_every_topic_of_a_block() -> None:
    stocks = topic_stocks(a_library(items_per_topic=6), ["knots", "sails"])
    assert [stock.topic for stock in stocks][::7] == ["knots.d1", "sails.d1"]
    assert {stock.counted for stock in stocks} == {6}
