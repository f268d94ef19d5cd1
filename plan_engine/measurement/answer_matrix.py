"""Recorded attempts as one matrix of outcomes."""

from collections.abc import Sequence

import numpy as np

from plan_engine.measurement.model import Array, says_something
from plan_engine.values import ItemParameters, Response


def outcome_matrix(
    attempts: Sequence[Sequence[Response]], items: Sequence[ItemParameters]
) -> Array:
    """(attempts, items) of 1 (right), 0 (wrong or "I don't know"), NaN (not served, or guessed rapidly).

    Answers to items that are not among `items` (retired ones) are left out.
    """
    column = {item.id: k for k, item in enumerate(items)}
    outcomes = np.full((len(attempts), len(items)), np.nan)
    for row, attempt in enumerate(attempts):
        for response in attempt:
            if response.item.id in column and says_something(response):
                outcomes[row, column[response.item.id]] = float(response.is_right)
    return outcomes
