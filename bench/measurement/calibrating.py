"""Calibration: how near, and how fast."""

import time

import numpy as np

from bench.measurement.accuracy import rmse
from bench.measurement.banks import NO_GUESSING, a_bank, right_answers
from bench.measurement.peers import girth_two_parameters
from bench.measurement.rows import Row, show
from plan_engine.measurement.calibration import calibrate

LEARNERS, ITEMS = 1000, 200
SEEDS = (0, 1)


def rows() -> list[Row]:
    """The line about two-parameter calibration without authors' levels, beside girth's."""
    ours, theirs = [], []
    for seed in SEEDS:
        rng = np.random.default_rng([seed, 3])
        items = a_bank(rng, count=ITEMS, options=NO_GUESSING).items
        outcomes = right_answers(rng.normal(size=LEARNERS), items, rng).astype(float)
        b = np.array([item.difficulty for item in items])
        a = np.array([item.discrimination for item in items])
        start = time.perf_counter()
        found = calibrate(outcomes, items, difficulty_prior=np.zeros(ITEMS), difficulty_sd=2.0)
        seconds = time.perf_counter() - start
        ours.append((rmse(found.difficulty, b), rmse(found.discrimination, a), seconds))
        difficulty, discrimination, seconds = girth_two_parameters(outcomes)
        theirs.append((rmse(difficulty, b), rmse(discrimination, a), seconds))
    mine, other = np.mean(ours, axis=0), np.mean(theirs, axis=0)
    return [
        Row(
            "calibration 2PL, RMSE b / a, seconds",
            "1,000 × 200, no levels known",
            f"girth .135 / .102 in 42 s (this run {show(*other[:2])} in {other[2]:.0f} s)",
            f"{show(*mine[:2])} in {mine[2]:.2f} s",
            bool(mine[0] <= other[0] and mine[1] <= other[1] and mine[2] < 1.0),
        )
    ]
