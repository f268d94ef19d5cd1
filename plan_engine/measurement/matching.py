"""Making a form as hard at the cut as it should be, by exchanging items of a kind."""

from typing import Final

import numpy as np

from plan_engine.measurement.model import Array
from plan_engine.measurement.picking import Picker

CLOSE_ENOUGH: Final = 0.002
"""Distance of the expected share right at the cut from its aim at which exchanging stops."""
EXCHANGES: Final = 60


def match_difficulty(picker: Picker) -> list[int]:
    """The chosen items after exchanges that bring the expected score to its aim at every point.

    An unseen item only gives way to an unseen one of its topic and level that stands no worse in
    the queue. Of the exchanges that bring the form close enough, the one that keeps most worth is
    made; if none does, the one that comes closest.
    """
    for _ in range(EXCHANGES):
        gaps = picker.aim - picker.expected[:, picker.chosen].sum(axis=1)
        if np.abs(gaps).max() <= CLOSE_ENOUGH * len(picker.chosen):
            break
        best = _best_exchange(picker, gaps)
        if best is None:
            break
        picker.exchange(*best)
    return picker.chosen


def _best_exchange(picker: Picker, gaps: Array) -> tuple[int, int] | None:
    pairs = [
        (out, into)
        for out in picker.chosen
        if picker.unseen(out)
        for into in _alternatives(picker, out)
    ]
    if not pairs:
        return None
    outs, intos = np.array(pairs).T
    left = gaps[:, None] - (picker.expected[:, intos] - picker.expected[:, outs])
    near = np.abs(left).max(axis=0) <= CLOSE_ENOUGH * len(picker.chosen)
    if near.any():
        loss = picker.worth[outs] - picker.worth[intos]
        return pairs[int(np.flatnonzero(near)[np.argmin(loss[near])])]
    distance = (left**2).sum(axis=0)
    closest = int(np.argmin(distance))
    return pairs[closest] if distance[closest] < (gaps**2).sum() - 1e-12 else None


def _alternatives(picker: Picker, out: int) -> list[int]:
    item = picker.pool[out]
    return [
        k
        for k, other in enumerate(picker.pool)
        if other.topic == item.topic
        and other.level == item.level
        and k not in picker.chosen
        and picker.unseen(k)
        and picker.free(k, instead_of=out)
        and picker.standing(k) <= picker.standing(out)
    ]
