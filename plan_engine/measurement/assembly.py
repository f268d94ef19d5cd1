"""Forms for pass/fail tests: a blueprint filled from the bank, fresh, fair and sharp at the cut."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from plan_engine.measurement.blueprint import Blueprint, blueprint
from plan_engine.measurement.errors import BankTooSmall
from plan_engine.measurement.matching import match_difficulty
from plan_engine.measurement.options import option_orders
from plan_engine.measurement.picking import Picker
from plan_engine.measurement.reference import reference_form
from plan_engine.values import ItemId, ItemParameters, Level, TopicId

__all__ = [
    "Blueprint",
    "Form",
    "Shortage",
    "assemble",
    "blueprint",
    "option_orders",
    "reference_form",
]


@dataclass(frozen=True, slots=True)
class Shortage:
    """A topic and level for which the bank had too few items the learner has not seen."""

    topic: TopicId
    level: Level
    wanted: int
    found: int
    """Unseen items of this topic and level in the form; the rest was substituted."""


@dataclass(frozen=True, slots=True)
class Form:
    """The items in the order they are served, and what the stock could not give."""

    items: tuple[ItemParameters, ...]
    shortages: tuple[Shortage, ...]


def assemble(
    bank: Sequence[ItemParameters],
    plan: Blueprint,
    *,
    last_seen: Mapping[ItemId, int],
    exposure: Mapping[ItemId, float] | None = None,
    cut: int | None = None,
    fair_at: Sequence[int] = (),
    seed: int,
) -> Form:
    """A form for the blueprint: the same for the same arguments.

    `last_seen` has a larger number for items this learner saw more recently, and none for unseen
    ones; `exposure` is each item's share of recent forms; `cut` (percent) makes the form
    informative there. An informative form is steeper than the reference, so its raw percentage
    overstates how far from the cut someone is; `fair_at` names further percentages at which the
    score must mean the same as on the reference form, and then no steeper items are sought. At most one clone of a model, and no enemies unless the form could not be filled
    otherwise. Where unseen items of a topic and level run
    out, their places go, in this order, to unseen items of the topic's other levels (nearest
    first, harder before easier), seen items of the topic (own level first, longest ago first),
    unseen items of the form's other topics, seen items of those. Then unseen items are exchanged
    within topic and level until the expected score at the cut (and wherever it must be fair) is
    that of the reference form.
    Raises BankTooSmall when the topics have fewer models than the form has items.
    """
    topics = set(plan.topics)
    pool = list({item.id: item for item in bank if item.topic in topics}.values())
    models = len({item.model for item in pool})
    if models < plan.total:
        raise BankTooSmall(f"The form needs {plan.total} items and the bank has {models}.")
    rng = np.random.default_rng(seed)
    picker = Picker(pool, plan, last_seen, exposure or {}, cut, fair_at, rng)
    shortages = []
    for (topic, level), wanted in plan.counts.items():
        found = picker.take_unseen(topic, [level], wanted)
        if found < wanted:
            shortages.append(Shortage(topic, level, wanted, found))
    empty = [
        (short, picker.substitute(short.topic, short.level, short.wanted - short.found))
        for short in shortages
    ]
    for short, places in empty:
        picker.substitute_with_enemies(short.topic, short.level, places)
    chosen = match_difficulty(picker)
    return Form(
        tuple(pool[k] for k in rng.permutation(np.array(chosen))),
        tuple(shortages),
    )
