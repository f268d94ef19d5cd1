"""The reference form: what a score means, independent of the items that happened to be served."""

from collections.abc import Sequence

import numpy as np

from plan_engine.measurement.blueprint import blueprint
from plan_engine.measurement.errors import NoItems
from plan_engine.measurement.grid import GRID, PRIOR
from plan_engine.measurement.model import probability_right
from plan_engine.values import ItemId, ItemParameters, Level, TopicId


def reference_form(
    bank: Sequence[ItemParameters], topics: Sequence[TopicId], total: int
) -> tuple[ItemParameters, ...]:
    """The standard level mix over the topics, each item standing for its topic and level.

    The items are synthetic: their curve is the average curve of the bank's items of that topic
    and level (of that level, then of any, where there are none). Deterministic for a bank.
    Raises NoItems when the bank has no item of these topics.
    """
    usable = [item for item in bank if item.topic in set(topics)]
    if not usable:
        raise NoItems("The bank has no items of these topics.")
    form: list[ItemParameters] = []
    for (topic, level), count in blueprint(topics, total).counts.items():
        typical = typical_item(usable, topic, level)
        form.extend([typical] * count)
    return tuple(form)


def typical_item(bank: Sequence[ItemParameters], topic: TopicId, level: Level) -> ItemParameters:
    """One synthetic item whose curve is the mean curve of the bank's items of a topic and level."""
    cell = (
        [item for item in bank if item.topic == topic and item.level == level]
        or [item for item in bank if item.level == level]
        or list(bank)
    )
    options = int(np.median([item.options for item in cell]))
    floor = 1.0 / options
    share = (probability_right(GRID, cell).mean(axis=1) - floor) / (1.0 - floor)
    share = np.clip(share, 1e-4, 1.0 - 1e-4)
    logit = np.log(share / (1.0 - share))
    weight = PRIOR * share * (1.0 - share)
    weight = weight / weight.sum()
    centre = float(weight @ GRID)
    slope = float(weight @ ((GRID - centre) * logit) / (weight @ (GRID - centre) ** 2))
    slope = max(slope, 0.05)
    return ItemParameters(
        id=ItemId(f"reference:{topic}:{int(level)}"),
        topic=topic,
        level=level,
        model=f"reference:{topic}:{int(level)}",
        options=options,
        expected_seconds=float(np.mean([item.expected_seconds for item in cell])),
        difficulty=centre - float(weight @ logit) / slope,
        discrimination=slope,
    )
