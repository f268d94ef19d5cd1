"""A bank worked out on the grid once, so that an answer costs a few microseconds."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from plan_engine.measurement.grid import GRID
from plan_engine.measurement.model import Array, curve_probability, curves, information
from plan_engine.values import ItemParameters

NEAR_BEST: Final = 0.95
"""Items with at least this share of the best one's information are drawn from by lot."""


@dataclass(frozen=True, slots=True)
class ItemTable:
    """Chances and information of every item at every node of GRID: (items, nodes) each."""

    items: tuple[ItemParameters, ...]
    right: Array
    wrong: Array
    information: Array

    def updated(self, weights: Array, k: int, right: bool) -> Array:
        """The posterior on GRID after one more answer, to item `k`."""
        after = weights * (self.right[k] if right else self.wrong[k])
        return np.asarray(after / after.sum(), dtype=np.float64)

    def worth(self, weights: Array) -> Array:
        """Each item's information averaged over a posterior on GRID, one for all or one an item.

        Averaging instead of taking the estimate's point guards the first items, when the estimate
        says little (van der Linden 1998, *Bayesian item selection criteria for adaptive testing*).
        """
        if weights.ndim == 1:
            return np.asarray(self.information @ weights, dtype=np.float64)
        return np.asarray(np.einsum("in,in->i", self.information, weights), dtype=np.float64)

    def draw(
        self, weights: Array, usable: NDArray[np.bool_], rng: np.random.Generator
    ) -> int | None:
        """One of the most informative usable items, by lot among the near best; None if none is."""
        worth = np.where(usable, self.worth(weights), -1.0)
        best = worth.max()
        if best < 0.0:
            return None
        near = np.flatnonzero(worth >= NEAR_BEST * best)
        return int(near[rng.integers(len(near))])


def item_table(items: Sequence[ItemParameters]) -> ItemTable:
    """The table of a bank; make it once and keep it as long as the bank's parameters hold."""
    curve = curves(items)
    right = np.ascontiguousarray(curve_probability(GRID, curve).T)
    return ItemTable(
        tuple(items), right, 1.0 - right, np.ascontiguousarray(information(GRID, curve).T)
    )
