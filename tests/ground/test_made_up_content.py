"""The content that service tests stand on serves what it promises."""

from content.library import Library
from plan_engine.rules import DAYS_A_WEEK, FINAL_TEST_ITEMS, ITEMS_PER_TOPIC_STOCKED
from plan_engine.values import Level
from tests.support.content import LANGUAGE, ROLE, UNWRITTEN


def test_both_written_targets_can_be_started(tiny_library: Library) -> None:
    assert tiny_library.readiness_to_start(ROLE) == []
    assert tiny_library.readiness_to_start(LANGUAGE) == []


def test_the_unwritten_target_says_what_is_missing(tiny_library: Library) -> None:
    assert [str(shortage) for shortage in tiny_library.readiness_to_start(UNWRITTEN)] == [
        "The block “Lamps” is not ready yet."
    ]


def test_each_topic_has_items_of_every_level_and_no_clones(tiny_library: Library) -> None:
    for items in tiny_library.by_topic.values():
        found = [tiny_library.items[item] for item in items]
        assert {item.level for item in found} == set(Level)
        assert len({item.model for item in found}) == len(found) >= ITEMS_PER_TOPIC_STOCKED


def test_a_target_holds_a_final_test_and_several_unseen_retests(tiny_library: Library) -> None:
    topics = tiny_library.topics_of(ROLE)
    assert len(topics) == 4 * DAYS_A_WEEK
    assert len(tiny_library.items_of(topics)) >= 4 * FINAL_TEST_ITEMS


def test_the_planner_can_read_it(tiny_library: Library) -> None:
    outline = tiny_library.outline(ROLE)
    assert [len(block.topics) for block in outline.blocks] == [DAYS_A_WEEK] * 4
