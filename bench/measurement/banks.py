"""Banks and learners whose truth is known."""

from dataclasses import replace
from typing import NamedTuple

import numpy as np

from plan_engine.measurement.model import Array, curve_probability, curves
from plan_engine.values import ItemId, ItemParameters, Level, TopicId

NO_GUESSING = 10**9
"""Options of an item that cannot be guessed."""
LABEL_NOISE = 0.7
"""Logits by which an author's judgement misses an item's difficulty."""
LABEL_SHRINKAGE = 1.0 / (1.0 + LABEL_NOISE**2)
"""What of a judgement's deviation is difficulty and not noise, where difficulties have sd 1."""


class Bank(NamedTuple):
    """Items with their true parameters, and the authors' noisy judgement of their difficulty."""

    items: list[ItemParameters]
    judged: Array


def a_bank(
    rng: np.random.Generator,
    *,
    count: int = 500,
    centre: float = 0.0,
    options: int = 4,
    topics: int = 1,
) -> Bank:
    """Difficulty N(centre, 1), discrimination LogNormal(0, 0.3), levels by thirds (30/40/30) of the judgement."""
    discrimination = rng.lognormal(0.0, 0.3, count)
    difficulty = rng.normal(centre, 1.0, count)
    judged = difficulty + rng.normal(0.0, LABEL_NOISE, count)
    levels = np.digitize(judged, np.quantile(judged, [0.3, 0.7]))
    items = [
        ItemParameters(
            id=ItemId(f"i{k}"),
            topic=TopicId(f"t{k % topics}"),
            level=Level(int(levels[k]) + 1),
            model=f"i{k}",
            options=options,
            expected_seconds=45.0,
            difficulty=float(difficulty[k]),
            discrimination=float(discrimination[k]),
        )
        for k in range(count)
    ]
    return Bank(items, judged)


def graded(bank: Bank) -> list[ItemParameters]:
    """The items as known from graded judgements alone: shrunk, discrimination 0.9.

    A common slope of 0.9 allows for difficulties that are only roughly known.
    """
    return [
        replace(item, difficulty=float(b) * LABEL_SHRINKAGE, discrimination=0.9)
        for item, b in zip(bank.items, bank.judged, strict=True)
    ]


def labelled(bank: Bank) -> list[ItemParameters]:
    """The items as known from their three levels alone: each at its level's mean judgement, shrunk."""
    levels = np.array([item.level for item in bank.items])
    mean = {level: float(bank.judged[levels == level].mean()) for level in Level}
    return [
        replace(item, difficulty=mean[item.level] * LABEL_SHRINKAGE, discrimination=0.9)
        for item in bank.items
    ]


def right_answers(theta: Array, items: list[ItemParameters], rng: np.random.Generator) -> Array:
    """(learners, items) of True where the learner would be right."""
    chance = curve_probability(theta, curves(items))
    return rng.random(chance.shape) < chance
