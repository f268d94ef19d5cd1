"""Blueprints: how many items of each topic and level a form has."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from plan_engine.measurement.errors import BadCount, UnknownTopic
from plan_engine.values import Level, TopicId

LEVEL_MIX: Final[dict[int, tuple[int, int, int]]] = {
    0: (30, 40, 30),
    1: (20, 40, 40),
    2: (10, 40, 50),
}
"""Percent of foundation, working and advanced items at each tier; tier 0 is the reference mix.

Close to the stock (four or more of fourteen items at each level), so that neither drains early.
"""
HARDEST_TIER: Final = max(LEVEL_MIX)


@dataclass(frozen=True, slots=True)
class Blueprint:
    """Items wanted of each topic and level."""

    counts: Mapping[tuple[TopicId, Level], int]

    @property
    def total(self) -> int:
        """Items in the form."""
        return sum(self.counts.values())

    @property
    def topics(self) -> tuple[TopicId, ...]:
        """The topics, once each, in the blueprint's order."""
        return tuple(dict.fromkeys(topic for topic, _ in self.counts))

    def counts_by_level(self) -> dict[Level, int]:
        """Items wanted of each level."""
        return {
            level: sum(count for (_, other), count in self.counts.items() if other is level)
            for level in Level
        }


def level_totals(total: int, tier: int = 0) -> dict[Level, int]:
    """Items of each level: the tier's mix by largest remainder, ties to the lower level.

    Tiers under 0 get the reference mix, tiers above the hardest get the hardest.
    """
    mix = LEVEL_MIX[min(max(tier, 0), HARDEST_TIER)]
    floors = [total * share // 100 for share in mix]
    by_remainder = sorted(range(3), key=lambda k: (-(total * mix[k] % 100), k))
    for k in by_remainder[: total - sum(floors)]:
        floors[k] += 1
    return dict(zip(Level, floors, strict=True))


def blueprint(topics: Sequence[TopicId], total: int, tier: int = 0, seed: int = 0) -> Blueprint:
    """The tier's level mix spread evenly over the topics.

    Every topic gets total/topics items, up or down to a whole one, and so does every level within
    a topic; the seed decides which topics get the odd items.
    """
    if not topics or len(set(topics)) != len(topics):
        raise UnknownTopic("A blueprint needs one topic or more, each named once.")
    if total < 1:
        raise BadCount("A form has at least one item.")
    order = [topics[k] for k in np.random.default_rng(seed).permutation(len(topics))]
    levels = [level for level, count in level_totals(total, tier).items() for _ in range(count)]
    dealt = Counter((order[slot % len(order)], level) for slot, level in enumerate(levels))
    return Blueprint(
        {
            (topic, level): dealt[topic, level]
            for topic in topics
            for level in Level
            if dealt[topic, level]
        }
    )
