"""The next item of an assessment: every topic first, then where it matters most."""

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from plan_engine.measurement.ability import ability
from plan_engine.measurement.item_table import ItemTable, item_table
from plan_engine.measurement.mastery import mastery
from plan_engine.rules import ASSESSMENT_ITEMS
from plan_engine.values import BlockId, ItemId, ItemParameters, Response, TopicId

_ONE_BLOCK: Final = BlockId("")
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
    Unseen items first, then those seen longest ago; never two clones of a model; among those the
    most informative given everything answered so far, drawn by lot among the near best. `blocks`
    lets topics of a block inform each other as in `mastery`; without it they count as one block.
    `table` is the bank's, kept by a caller who asks often.
    """
    used = {response.item.model for response in given}
    wanted = set(topics)
    usable = _mask([item.topic in wanted and item.model not in used for item in bank])
    if len(given) >= total or not usable.any():
        return None
    usable = _of_next_topic(usable, bank, given, topics, blocks)
    usable = _freshest(usable, bank, last_seen)
    table = table or item_table(bank)
    chosen = table.draw(ability(given).weights, usable, rng)
    return None if chosen is None else bank[chosen]


def _of_next_topic(
    usable: Mask,
    bank: Sequence[ItemParameters],
    given: Sequence[Response],
    topics: Sequence[TopicId],
    blocks: Mapping[BlockId, Sequence[TopicId]] | None,
) -> Mask:
    """The usable items of topics not asked yet, or else of the least settled topic."""
    asked = {response.item.topic for response in given}
    fresh = _mask(usable & [item.topic not in asked for item in bank])
    if fresh.any():
        return fresh
    left = {item.topic for item, free in zip(bank, usable, strict=True) if free}
    topic = _least_settled(left, bank, given, topics, blocks) if len(left) > 1 else left.pop()
    return _mask(usable & [item.topic == topic for item in bank])


def _least_settled(
    left: set[TopicId],
    bank: Sequence[ItemParameters],
    given: Sequence[Response],
    topics: Sequence[TopicId],
    blocks: Mapping[BlockId, Sequence[TopicId]] | None,
) -> TopicId:
    """Of the topics with items left, the one nearest to a coin toss and widest in its interval."""
    reference: dict[TopicId, list[ItemParameters]] = {topic: [] for topic in topics}
    for item in bank:
        if item.topic in reference:
            reference[item.topic].append(item)
    known = [topic for topic in topics if reference[topic]]
    found = mastery(given, blocks or {_ONE_BLOCK: known}, reference).topics
    unsettled = {
        topic: found[topic].p_weak
        * (1.0 - found[topic].p_weak)
        * (found[topic].high - found[topic].low)
        for topic in sorted(left)
    }
    return max(unsettled, key=lambda topic: unsettled[topic])


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
