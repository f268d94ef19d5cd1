"""The next item of an assessment: every topic first, then where it matters most."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

from plan_engine.measurement.ability import ability
from plan_engine.measurement.grid import GRID
from plan_engine.measurement.mastery import mastery
from plan_engine.measurement.model import Array, curves, information
from plan_engine.rules import ASSESSMENT_ITEMS
from plan_engine.values import BlockId, ItemId, ItemParameters, Response, TopicId

NEAR_BEST: Final = 0.90
"""Items with at least this share of the best one's information are drawn from by lot."""
_ONE_BLOCK: Final = BlockId("")


def next_item(
    bank: Sequence[ItemParameters],
    given: Sequence[Response],
    *,
    topics: Sequence[TopicId],
    total: int = ASSESSMENT_ITEMS,
    last_seen: Mapping[ItemId, int],
    rng: np.random.Generator,
    blocks: Mapping[BlockId, Sequence[TopicId]] | None = None,
) -> ItemParameters | None:
    """The item to serve after these answers; None after `total`, or when no model is left.

    Topics not asked yet come first; then the topic whose mastery is least settled around the bar.
    Unseen items first, then those seen longest ago; never two clones of a model; among those the
    most informative given everything answered so far, drawn by lot among the near best. `blocks`
    lets topics of a block inform each other as in `mastery`; without it they count as one block.
    """
    if len(given) >= total:
        return None
    used = {response.item.model for response in given}
    wanted = set(topics)
    pool = [item for item in bank if item.topic in wanted and item.model not in used]
    if not pool:
        return None
    pool = _of_next_topic(pool, bank, given, topics, blocks)
    pool = _freshest(pool, last_seen)
    worth = expected_information(information(GRID, curves(pool)), ability(given).weights)
    return pool[draw_near_best(worth, rng)]


def expected_information(table: Array, weights: Array) -> Array:
    """Each item's information averaged over the posterior (van der Linden 1998).

    `table` is (nodes, items) of `information(GRID, …)`; `weights` a posterior on GRID.
    """
    return np.asarray(weights @ table, dtype=np.float64)


def draw_near_best(worth: Array, rng: np.random.Generator) -> int:
    """The index of one of the near best, by lot."""
    near = np.flatnonzero(worth >= NEAR_BEST * worth.max())
    return int(near[rng.integers(len(near))])


def _of_next_topic(
    pool: list[ItemParameters],
    bank: Sequence[ItemParameters],
    given: Sequence[Response],
    topics: Sequence[TopicId],
    blocks: Mapping[BlockId, Sequence[TopicId]] | None,
) -> list[ItemParameters]:
    """The pool's items of topics not asked yet, or else of the least settled topic."""
    asked = Counter(response.item.topic for response in given)
    if fresh := [item for item in pool if not asked[item.topic]]:
        return fresh
    reference = {topic: [item for item in bank if item.topic == topic] for topic in topics}
    found = mastery(
        given,
        blocks or {_ONE_BLOCK: [topic for topic in topics if reference[topic]]},
        reference,
    ).topics
    left = {item.topic for item in pool}
    unsettled = {
        topic: m.p_weak * (1.0 - m.p_weak) * (m.high - m.low)
        for topic, m in found.items()
        if topic in left
    }
    chosen = max(sorted(unsettled), key=lambda topic: unsettled[topic])
    return [item for item in pool if item.topic == chosen]


def _freshest(pool: list[ItemParameters], last_seen: Mapping[ItemId, int]) -> list[ItemParameters]:
    """The unseen items, or else those that were seen longest ago."""
    if unseen := [item for item in pool if item.id not in last_seen]:
        return unseen
    oldest = min(last_seen[item.id] for item in pool)
    return [item for item in pool if last_seen[item.id] == oldest]
