"""What an answer costs."""

import time

import numpy as np

from bench.measurement.banks import a_bank, right_answers
from bench.measurement.peers import catsim_milliseconds
from bench.measurement.rows import Row
from plan_engine.measurement.adaptive import next_item
from plan_engine.measurement.grid import PRIOR
from plan_engine.measurement.item_table import item_table
from plan_engine.values import Outcome, Response, TopicId

LEARNERS, PEER_LEARNERS, ITEMS = 300, 20, 30
TOPICS = [TopicId(f"t{k}") for k in range(28)]


def rows() -> list[Row]:
    """The lines about time: the bare estimator, and the whole choice of an assessment's item."""
    rng = np.random.default_rng(11)
    bank = a_bank(rng).items
    right = right_answers(rng.normal(size=LEARNERS), bank, rng)
    table = item_table(bank)
    start = time.perf_counter()
    for answers in right:
        weights, usable = PRIOR, np.ones(len(bank), dtype=bool)
        for _ in range(ITEMS):
            k = table.draw(weights, usable, rng)
            assert k is not None
            usable[k] = False
            weights = table.updated(weights, k, bool(answers[k]))
    bare = 1000.0 * (time.perf_counter() - start) / (LEARNERS * ITEMS)
    theirs = catsim_milliseconds(bank, right[:PEER_LEARNERS], ITEMS)
    return [
        Row(
            "select + estimate, ms an answer",
            "500 items",
            f"catsim 1.9 (this run {theirs:.2f}); aim < .1",
            f"{bare:.3f}",
            bare < 0.1,
        ),
        Row(
            "the whole next_item of an assessment, ms",
            "504 items, 28 topics, from the recorded answers each time",
            "–",
            f"{_whole_choice(rng):.2f}",
        ),
    ]


def _whole_choice(rng: np.random.Generator) -> float:
    """Milliseconds of next_item with blueprint, clones, what was seen, and topic mastery."""
    bank = a_bank(rng, count=504, topics=len(TOPICS)).items
    table = item_table(bank)
    right = right_answers(rng.normal(size=5), bank, rng)
    place = {item.id: k for k, item in enumerate(bank)}
    spent, asked = 0.0, 0
    for answers in right:
        given: list[Response] = []
        while True:
            start = time.perf_counter()
            item = next_item(bank, given, topics=TOPICS, last_seen={}, rng=rng, table=table)
            spent, asked = spent + time.perf_counter() - start, asked + 1
            if item is None:
                break
            correct = bool(answers[place[item.id]])
            given.append(Response(item, Outcome.RIGHT if correct else Outcome.WRONG))
    return 1000.0 * spent / asked
