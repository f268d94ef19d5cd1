"""Picking items for a form: who stands first in the queue for a place."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import numpy as np

from plan_engine.measurement.blueprint import Blueprint, level_totals
from plan_engine.measurement.equating import ability_at, true_score
from plan_engine.measurement.model import curve_probability, curves, information
from plan_engine.measurement.reference import reference_form, typical_item
from plan_engine.rules import WEEKLY_PASS_SCORE
from plan_engine.values import ItemId, ItemParameters, Level, TopicId

EXPOSURE_LIMIT: Final = 0.30
"""Share of recent forms at which an item waits until the others have been used."""
SPREAD: Final = 0.05
"""How far chance may reorder items by information: scale of the Gumbel noise on its logarithm."""

Standing = tuple[bool, bool]
"""Over-exposed, and of a model of which the learner has seen a clone: False stands first."""


class Picker:
    """The state of one assembly: what has been chosen, and how to rank what has not."""

    def __init__(
        self,
        pool: Sequence[ItemParameters],
        plan: Blueprint,
        last_seen: Mapping[ItemId, int],
        exposure: Mapping[ItemId, float],
        cut: int | None,
        fair_at: Sequence[int],
        rng: np.random.Generator,
    ) -> None:
        self.pool = pool
        self.last_seen = last_seen
        self.chosen: list[int] = []
        self._models: set[str] = set()
        self._at_peace = False
        seen_models = {item.model for item in pool if item.id in last_seen}
        self._standing: list[Standing] = [
            (exposure.get(item.id, 0.0) >= EXPOSURE_LIMIT, item.model in seen_models)
            for item in pool
        ]
        target = _target_form(pool, plan)
        points = [cut or WEEKLY_PASS_SCORE, *fair_at]
        theta = np.array([ability_at(point / 100, target) for point in points])
        curve = curves(pool)
        self.expected = curve_probability(theta, curve)
        """(points, items): each item's chance of a right answer at the cut and wherever to be fair."""
        self.aim = true_score(theta, target) * plan.total
        """Expected number right at each point that the form should have."""
        sharp = cut is not None and not fair_at
        sharpness = np.log(information(theta[:1], curve)[0] + 1e-12) if sharp else 0.0
        self.worth = sharpness + SPREAD * rng.gumbel(size=len(pool))
        """What an item is worth to the form, noise included: larger is better."""

    def unseen(self, k: int) -> bool:
        """Whether the learner has not seen the item."""
        return self.pool[k].id not in self.last_seen

    def standing(self, k: int) -> Standing:
        """The item's place in the queue before its worth decides."""
        return self._standing[k]

    def free(self, k: int, instead_of: int | None = None) -> bool:
        """Whether neither a clone of the item's model nor an enemy of it is in the form.

        `instead_of` is an item of the form that would leave it.
        """
        item = self.pool[k]
        leaving = self.pool[instead_of].model if instead_of is not None else None
        present = {item.model} if self._at_peace else {item.model, *item.enemies}
        return (present & self._models) <= {leaving}

    def take_unseen(self, topic: TopicId, levels: Sequence[Level], wanted: int) -> int:
        """Choose up to `wanted` unseen items of a topic, earlier levels first; how many it found."""
        queue = [k for k in self._of([topic], levels) if self.unseen(k)]
        return self._take(sorted(queue, key=lambda k: self._unseen_key(k, levels)), wanted)

    def substitute(self, topic: TopicId, level: Level, wanted: int) -> int:
        """Fill places that no unseen item of the topic and level could take (order: assemble).

        Gives the number of places that stay empty.
        """
        levels = sorted(Level, key=lambda other: (abs(other - level), -other))
        wanted -= self.take_unseen(topic, levels, wanted)
        wanted -= self._take_seen([topic], levels, wanted)
        others = sorted({item.topic for item in self.pool} - {topic})
        queue = [k for k in self._of(others, levels) if self.unseen(k)]
        wanted -= self._take(sorted(queue, key=lambda k: self._unseen_key(k, levels)), wanted)
        return wanted - self._take_seen(others, levels, wanted)

    def substitute_with_enemies(self, topic: TopicId, level: Level, wanted: int) -> None:
        """Fill places that are still empty: enemies together are better than a form too short."""
        self._at_peace = True
        self.substitute(topic, level, wanted)
        self._at_peace = False

    def exchange(self, out: int, into: int) -> None:
        """Put another item in a chosen one's place."""
        self.chosen[self.chosen.index(out)] = into
        self._models.remove(self.pool[out].model)
        self._models.add(self.pool[into].model)

    def _take_seen(self, topics: Sequence[TopicId], levels: Sequence[Level], wanted: int) -> int:
        queue = [k for k in self._of(topics, levels) if not self.unseen(k)]
        queue.sort(
            key=lambda k: (levels.index(self.pool[k].level), self.last_seen[self.pool[k].id])
        )
        return self._take(queue, wanted)

    def _unseen_key(self, k: int, levels: Sequence[Level]) -> tuple[int, Standing, float]:
        return levels.index(self.pool[k].level), self._standing[k], -float(self.worth[k])

    def _of(self, topics: Iterable[TopicId], levels: Iterable[Level]) -> list[int]:
        wanted_topics, wanted_levels = set(topics), set(levels)
        return [
            k
            for k, item in enumerate(self.pool)
            if item.topic in wanted_topics and item.level in wanted_levels
        ]

    def _take(self, queue: Iterable[int], wanted: int) -> int:
        found = 0
        for k in queue:
            if found == wanted:
                break
            if self.free(k):
                self.chosen.append(k)
                self._models.add(self.pool[k].model)
                found += 1
        return found


def _target_form(pool: Sequence[ItemParameters], plan: Blueprint) -> tuple[ItemParameters, ...]:
    """What the form should be worth: the reference, or the plan's own harder mix."""
    if plan.counts_by_level() == level_totals(plan.total):
        return reference_form(pool, plan.topics, plan.total)
    return tuple(
        typical
        for (topic, level), count in plan.counts.items()
        for typical in [typical_item(pool, topic, level)] * count
    )
