"""Where the key stands tells nothing, in whatever form an item is served."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pytest

from content.library import Library
from plan_engine import rules
from plan_engine.measurement.assembly import assemble, blueprint, option_orders
from plan_engine.values import ItemId, ItemParameters, Level

FORMS = 20
ORDERS = 5
"""How often the options of each form are put in order."""
TOLERANCE = 0.05


def _served(library: Library) -> Iterator[tuple[str, ItemParameters, int]]:
    """The block, the item and the place of its key, over many weekly forms of every block."""
    for block in library.blocks.values():
        bank = [item.parameters() for item in library.items_of(block.topics)]
        if len({item.model for item in bank}) < rules.WEEKLY_TEST_ITEMS:
            continue
        met: dict[ItemId, int] = {}
        for seed in range(FORMS):
            plan = blueprint(block.topics, rules.WEEKLY_TEST_ITEMS, seed % 3, seed)
            form = assemble(bank, plan, last_seen=met, cut=rules.WEEKLY_PASS_SCORE, seed=seed).items
            met |= dict.fromkeys((item.id for item in form), seed)
            for turn in range(ORDERS):
                rng = np.random.default_rng([seed, turn])
                orders = option_orders([item.options for item in form], rng)
                for item, order in zip(form, orders, strict=True):
                    yield block.id, item, order.index(0)


@pytest.fixture(scope="module")
def served(library: Library) -> list[tuple[str, ItemParameters, int]]:
    return list(_served(library))


def _told_by_place(places: Counter[int], options: int) -> float:
    """The largest distance of a place's share from chance."""
    return max(abs(places[n] / places.total() - 1 / options) for n in range(options))


def test_in_every_block_the_key_stands_at_each_place_a_quarter_of_the_time(
    served: list[tuple[str, ItemParameters, int]],
) -> None:
    by_block: dict[str, Counter[int]] = {}
    for block, item, place in served:
        if item.options == 4:
            by_block.setdefault(block, Counter())[place] += 1
    assert by_block
    assert {
        block: dict(found)
        for block, found in by_block.items()
        if _told_by_place(found, 4) > TOLERANCE
    } == {}


def test_among_three_options_it_stands_at_each_a_third_of_the_time(
    served: list[tuple[str, ItemParameters, int]],
) -> None:
    found = Counter(place for _, item, place in served if item.options == 3)
    assert _told_by_place(found, 3) <= TOLERANCE


@pytest.mark.parametrize("level", list(Level))
def test_at_every_level_too(served: list[tuple[str, ItemParameters, int]], level: Level) -> None:
    found = Counter(place for _, item, place in served if item.options == 4 and item.level is level)
    assert _told_by_place(found, 4) <= TOLERANCE


def test_nearly_every_item_is_served_and_measured(
    served: list[tuple[str, ItemParameters, int]], library: Library
) -> None:
    blocks = {block for block, _, _ in served}
    stock = {item.model for item in library.items.values() if item.topic.split(".")[0] in blocks}
    met = {item.model for _, item, _ in served}
    assert len(met & stock) >= 0.95 * len(stock)


def test_the_place_of_one_key_says_nothing_of_the_next(
    served: list[tuple[str, ItemParameters, int]],
) -> None:
    four = [place for _, item, place in served if item.options == 4]
    follows = Counter((place + 4 - before) % 4 for before, place in pairwise(four))
    assert _told_by_place(follows, 4) <= TOLERANCE
