"""How near thirty adaptive items come to the true ability, and how honest the intervals are."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from bench.measurement.banks import NO_GUESSING, Bank, a_bank, graded, labelled, right_answers
from bench.measurement.peers import catsim_abilities
from bench.measurement.rows import Row, show
from plan_engine.measurement.ability import summary
from plan_engine.measurement.calibration import calibrate
from plan_engine.measurement.grid import PRIOR
from plan_engine.measurement.item_table import item_table
from plan_engine.measurement.model import Array
from plan_engine.values import ItemParameters

BANKS, LEARNERS, ITEMS = 5, 500, 30
PEER_LEARNERS = 200
"""Learners of each bank that the slower peers are given: the first of the same ones."""
CALIBRATION_ROWS, CALIBRATION_ITEMS = 1000, 60

Known = Callable[[Bank, np.random.Generator], list[ItemParameters]]
"""What is known of a bank's items."""


class Found(NamedTuple):
    """One learner an element."""

    truth: Array
    estimate: Array
    held: Array

    @property
    def error(self) -> float:
        """Root mean squared error."""
        return rmse(self.estimate, self.truth)


def rmse(estimate: Array, truth: Array) -> float:
    """Root mean squared error."""
    return float(np.sqrt(np.mean((estimate - truth) ** 2)))


def true_parameters(bank: Bank, _: np.random.Generator) -> list[ItemParameters]:
    """Everything is known."""
    return bank.items


def only_graded(bank: Bank, _: np.random.Generator) -> list[ItemParameters]:
    """Graded judgements."""
    return graded(bank)


def only_labelled(bank: Bank, _: np.random.Generator) -> list[ItemParameters]:
    """Three levels."""
    return labelled(bank)


def calibrated(bank: Bank, rng: np.random.Generator) -> list[ItemParameters]:
    """Estimated from 1,000 people's answers to 60 items each, with the judgements as prior."""
    outcomes = right_answers(rng.normal(size=CALIBRATION_ROWS), bank.items, rng).astype(float)
    unasked = rng.random(outcomes.shape).argsort(axis=1) >= CALIBRATION_ITEMS
    outcomes[unasked] = np.nan
    prior = np.array([item.difficulty for item in graded(bank)])
    return list(calibrate(outcomes, bank.items, difficulty_prior=prior).applied(bank.items))


def adaptive(options: int, known: Known) -> Found:
    """Our selection and estimation for every learner of every bank."""
    truth, estimate, held = [], [], []
    for seed in range(BANKS):
        bank, theta, right = a_sitting(seed, options)
        rng = np.random.default_rng([seed, 7])
        table = item_table(known(bank, rng))
        for learner in range(LEARNERS):
            weights, usable = PRIOR, np.ones(len(bank.items), dtype=bool)
            for _ in range(ITEMS):
                k = table.draw(weights, usable, rng)
                assert k is not None
                usable[k] = False
                weights = table.updated(weights, k, bool(right[learner, k]))
            found = summary(weights)
            low, high = found.interval(0.90)
            truth.append(theta[learner])
            estimate.append(found.mean)
            held.append(low <= theta[learner] <= high)
    return Found(np.array(truth), np.array(estimate), np.array(held))


def a_sitting(seed: int, options: int) -> tuple[Bank, Array, Array]:
    """A bank, its learners' abilities, and what each would answer to each item."""
    rng = np.random.default_rng(seed)
    bank = a_bank(rng, options=options)
    theta = rng.normal(size=LEARNERS)
    return bank, theta, right_answers(theta, bank.items, rng)


def catsim_error(options: int) -> float:
    """catsim's error on the first learners of the same banks."""
    truth, estimate = [], []
    for seed in range(BANKS):
        bank, theta, right = a_sitting(seed, options)
        truth.append(theta[:PEER_LEARNERS])
        estimate.append(catsim_abilities(bank.items, right[:PEER_LEARNERS], ITEMS))
    return rmse(np.concatenate(estimate), np.concatenate(truth))


def same_learners(found: Found) -> float:
    """Our error on the learners whom the peers were given."""
    rows = np.arange(len(found.truth)) % LEARNERS < PEER_LEARNERS
    return rmse(found.estimate[rows], found.truth[rows])


def rows() -> tuple[list[Row], dict[str, Found]]:
    """The lines about ability, and the estimates behind them."""
    found = {
        f"{name}{floor}": adaptive(options, known)
        for name, known in (
            ("known", true_parameters),
            ("graded", only_graded),
            ("levels", only_labelled),
            ("calibrated", calibrated),
        )
        for floor, options in ((" c=0", NO_GUESSING), (" c=.25", 4))
    }
    peers = catsim_error(NO_GUESSING), catsim_error(4)
    known = found["known c=0"], found["known c=.25"]
    setup = "500 items, a~LogNormal(0,.3), b~N(0,1), 500 learners N(0,1), 5 banks, c=0 / c=.25"
    pairs = {name: (found[f"{name} c=0"], found[f"{name} c=.25"]) for name in ("graded", "levels")}
    lines = [
        Row(
            "RMSE of ability after 30 adaptive items",
            setup,
            f"catsim .255 / .341 (this run, 1,000 of the learners: {show(*peers)}); aim ≤ .25 / .32",
            f"{show(*(f.error for f in known))} (the same 1,000: {show(*map(same_learners, known))})",
            known[0].error <= 0.25 and known[1].error <= 0.32,
        ),
        Row(
            "cold start: labels only",
            "same; an item's label is its difficulty with noise .7",
            "≤ .39 / .47",
            show(*(f.error for f in pairs["graded"])),
            pairs["graded"][0].error <= 0.39 and pairs["graded"][1].error <= 0.47,
        ),
        Row(
            "cold start: labels rounded to three levels, as authors give them",
            "same",
            "report",
            show(*(f.error for f in pairs["levels"])),
            None,
        ),
        *(
            coverage_row(name, what, found)
            for name, what in (
                ("known", "parameters known"),
                ("calibrated", "calibrated on 1,000 × 60 answers"),
                ("graded", "cold start"),
            )
        ),
    ]
    return lines, found


def coverage_row(name: str, what: str, found: dict[str, Found]) -> Row:
    """The line about how often the 90% interval holds the truth."""
    shares = [float(found[f"{name} {floor}"].held.mean()) for floor in ("c=0", "c=.25")]
    errors = show(*(found[f"{name} {floor}"].error for floor in ("c=0", "c=.25")))
    return Row(
        f"90% interval coverage, {what}",
        "same",
        ".87–.93",
        f"{show(*shares)} (RMSE {errors})",
        all(0.87 <= share <= 0.93 for share in shares),
    )
