"""Who sits every test of a target, each week's twice, meets no question twice."""

from collections import Counter

import pytest

from content.library import Library
from plan_engine import rules
from plan_engine.measurement.blueprint import HARDEST_TIER
from plan_engine.values import ItemId
from tests.support.content import ROLE, a_library
from tests.support.fresh_learner import every_item_met

SEEDS = range(2)


def _twice(met: list[ItemId]) -> list[ItemId]:
    return [item for item, times in Counter(met).items() if times > 1]


@pytest.mark.parametrize("tier", range(HARDEST_TIER + 1))
def test_no_startable_target_of_the_real_bank_repeats_a_question(
    library: Library, tier: int
) -> None:
    startable = [name for name in library.targets if not library.readiness_to_start(name)]
    assert startable
    for target in startable:
        weeks = len(library.targets[target].blocks)
        items = rules.ASSESSMENT_ITEMS + weeks * 2 * rules.WEEKLY_TEST_ITEMS
        for seed in SEEDS:
            met = every_item_met(library, target, seed, tier)
            assert len(met) == items + 2 * rules.FINAL_TEST_ITEMS
            assert _twice(met) == [], (target, seed)


def test_a_full_stock_without_clones_repeats_nothing() -> None:
    library = a_library(items_per_topic=rules.ITEMS_PER_TOPIC_STOCKED)
    for tier in range(HARDEST_TIER + 1):
        assert _twice(every_item_met(library, ROLE, seed=3, tier=tier)) == []


def test_a_thin_stock_repeats_questions() -> None:
    assert _twice(every_item_met(a_library(items_per_topic=12), ROLE, seed=3, tier=0)) != []
