"""The order in which an item's options are shown."""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from plan_engine.measurement.errors import BadCount


def option_orders(
    option_counts: Sequence[int], rng: np.random.Generator
) -> tuple[tuple[int, ...], ...]:
    """For each item the options in the order shown, as indices of which 0 is the key.

    Among items with the same number of options the key stands at each position equally often, or
    one time more: position tells nothing. Raises BadCount for an item with fewer than two options.
    """
    if any(count < 2 for count in option_counts):
        raise BadCount("An item has at least two options.")
    places = {
        count: list(rng.permutation(_even_places(count, items, rng)))
        for count, items in sorted(Counter(option_counts).items())
    }
    orders = []
    for count in option_counts:
        order = [int(option) for option in rng.permutation(np.arange(1, count))]
        order.insert(int(places[count].pop()), 0)
        orders.append(tuple(order))
    return tuple(orders)


def _even_places(count: int, items: int, rng: np.random.Generator) -> list[int]:
    """Each position as often as any other, the odd ones drawn by lot."""
    whole = list(range(count)) * (items // count)
    return whole + [int(place) for place in rng.permutation(count)[: items % count]]
