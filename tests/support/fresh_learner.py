"""A learner who sits every test of a target, each week's twice, on forms as the app assembles them."""

from collections.abc import Mapping, Sequence

import numpy as np

from content.library import Library
from plan_engine import rules
from plan_engine.measurement.adaptive import next_item
from plan_engine.measurement.assembly import assemble, blueprint
from plan_engine.measurement.item_table import item_table
from plan_engine.values import BlockId, ItemId, ItemParameters, Outcome, Response, TargetId, TopicId

FAIR_AT = (rules.NEEDS_TRAINING_SCORE, rules.JOB_READY_SCORE)


def every_item_met(library: Library, target: TargetId, seed: int, tier: int) -> list[ItemId]:
    """The items in the order in which they are met: assessment, each week's test and its retest at
    this tier, the final test, the comprehensive retest. An item met twice stands in it twice."""
    topics = library.topics_of(target)
    withheld = library.withheld(target)
    bank = [item.parameters() for item in library.items_of(topics) if item.id not in withheld]
    blocks = {block: library.blocks[block].topics for block in library.targets[target].blocks}
    met = _assessed(bank, topics, blocks, seed)
    for week in blocks.values():
        for sitting in range(2):
            met += _form(bank, week, rules.WEEKLY_TEST_ITEMS, tier, met, seed * 100 + sitting)
    for sitting in range(2):
        met += _form(bank, topics, rules.FINAL_TEST_ITEMS, None, met, seed * 100 + 50 + sitting)
    return met


def _assessed(
    bank: Sequence[ItemParameters],
    topics: Sequence[TopicId],
    blocks: Mapping[BlockId, Sequence[TopicId]],
    seed: int,
) -> list[ItemId]:
    rng = np.random.default_rng(seed)
    table = item_table(bank)
    given: list[Response] = []
    while True:
        item = next_item(
            bank, given, topics=topics, last_seen={}, rng=rng, blocks=blocks, table=table
        )
        if item is None:
            return [response.item.id for response in given]
        outcome = Outcome.RIGHT if rng.random() < 0.6 else Outcome.WRONG
        given.append(Response(item, outcome))


def _form(
    bank: Sequence[ItemParameters],
    topics: Sequence[TopicId],
    items: int,
    tier: int | None,
    met: Sequence[ItemId],
    seed: int,
) -> list[ItemId]:
    """A form at a tier that is sharp at the cut, or, without a tier, one that must be fair."""
    form = assemble(
        bank,
        blueprint(topics, items, tier or 0, seed),
        last_seen={item: order for order, item in enumerate(met)},
        cut=rules.WEEKLY_PASS_SCORE if tier is not None else rules.FINAL_CORRECTION_SCORE,
        fair_at=() if tier is not None else FAIR_AT,
        seed=seed,
    )
    return [item.id for item in form.items]
