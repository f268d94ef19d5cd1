"""The next item of an assessment: every topic first, then where it matters most."""

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from plan_engine.measurement.domain import domain_curve, score_below, score_interval
from plan_engine.measurement.grid import GRID
from plan_engine.measurement.item_table import ItemTable, item_table
from plan_engine.measurement.mastery import topic_abilities
from plan_engine.measurement.model import Array
from plan_engine.rules import ASSESSMENT_ITEMS, WEAK_BAR
from plan_engine.values import BlockId, ItemId, ItemParameters, Response, TopicId

_NO_BLOCK: Final = BlockId("")
Mask = NDArray[np.bool_]
"""One truth an item of the bank."""


def next_item(
    bank: Sequence[ItemParameters],
    given: Sequence[Response],
    *,
    topics: Sequence[TopicId],
    total: int = ASSESSMENT_ITEMS,
    last_seen: Mapping[ItemId, int],
    rng: np.random.Generator,
    blocks: Mapping[BlockId, Sequence[TopicId]] | None = None,
    table: ItemTable | None = None,
) -> ItemParameters | None:
    """The item to serve after these answers; None after `total`, or when no model is left.

    Topics not asked yet come first; then the topic whose mastery is least settled around the bar.
    Unseen items first, then those seen longest ago; never two clones of a model, nor its
    enemies while there are others; among those the
    most informative about its topic's ability, given everything answered so far, drawn by lot
    among the near best. `blocks` lets topics of a block inform each other as in `mastery`; without
    it they count as one block. `table` is the bank's, kept by a caller who asks often.
    """
    used = {response.item.model for response in given}
    wanted = set(topics)
    usable = _mask([item.topic in wanted and item.model not in used for item in bank])
    if len(given) >= total or not usable.any():
        return None
    peaceful = _mask(usable & [used.isdisjoint(item.enemies) for item in bank])
    usable = peaceful if peaceful.any() else usable
    abilities = topic_abilities(given, _every_topic(topics, blocks))
    usable = _of_next_topic(usable, bank, given, abilities)
    usable = _freshest(usable, bank, last_seen)
    table = table or item_table(bank)
    none = np.zeros_like(GRID)
    weights = np.array([abilities.get(item.topic, none) for item in bank])
    chosen = table.draw(weights, usable, rng)
    return None if chosen is None else bank[chosen]


def _every_topic(
    topics: Sequence[TopicId], blocks: Mapping[BlockId, Sequence[TopicId]] | None
) -> dict[BlockId, Sequence[TopicId]]:
    """The blocks, and one more for topics that are in none of them."""
    placed = {topic for block in (blocks or {}).values() for topic in block}
    return {**(blocks or {}), _NO_BLOCK: [topic for topic in topics if topic not in placed]}


def _of_next_topic(
    usable: Mask,
    bank: Sequence[ItemParameters],
    given: Sequence[Response],
    abilities: Mapping[TopicId, Array],
) -> Mask:
    """The usable items of topics not asked yet, or else of the least settled topic."""
    asked = {response.item.topic for response in given}
    fresh = _mask(usable & [item.topic not in asked for item in bank])
    if fresh.any():
        return fresh
    left = {item.topic for item, free in zip(bank, usable, strict=True) if free}
    items: dict[TopicId, list[ItemParameters]] = {topic: [] for topic in sorted(left)}
    for item in bank:
        if item.topic in items:
            items[item.topic].append(item)
    topic = max(items, key=lambda topic: _doubt(items[topic], abilities[topic]))
    return _mask(usable & [item.topic == topic for item in bank])


def _doubt(reference: Sequence[ItemParameters], ability: Array) -> float:
    """Larger the nearer a topic is to a coin toss at the bar, and the wider its interval."""
    curve = domain_curve(reference)
    weak = score_below(ability, curve, WEAK_BAR)
    score = score_interval(ability, curve)
    return weak * (1.0 - weak) * (score.high - score.low)


def _freshest(
    usable: Mask, bank: Sequence[ItemParameters], last_seen: Mapping[ItemId, int]
) -> Mask:
    """The unseen of the usable items, or else those of them that were seen longest ago."""
    unseen = _mask(usable & [item.id not in last_seen for item in bank])
    if unseen.any():
        return unseen
    seen = np.array([last_seen.get(item.id, 0) for item in bank])
    return _mask(usable & (seen == seen[usable].min()))


def _mask(truths: ArrayLike) -> Mask:
    return np.asarray(truths, dtype=np.bool_)
