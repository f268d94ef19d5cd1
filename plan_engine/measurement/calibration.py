"""Calibration: difficulty and discrimination of items from recorded answers.

Marginal maximum a posteriori by EM: Bock & Aitkin (1981), with priors as in Mislevy (1986),
*Bayes modal estimation in item response models*. The guessing floor stays at one over the options.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from plan_engine.measurement.ability import counted_log_likelihood
from plan_engine.measurement.acceleration import fixed_point
from plan_engine.measurement.errors import BadOutcome, NoItems
from plan_engine.measurement.grid import GRID, from_log
from plan_engine.measurement.maximising import Priors, item_step, standard_errors
from plan_engine.measurement.model import Array, Curves, curve_probability, prior_difficulty
from plan_engine.values import ItemParameters

DIFFICULTY_PRIOR_SD: Final = 0.6
"""Logits by which an item's difficulty typically misses its author's level."""
LOG_DISCRIMINATION_PRIOR_SD: Final = 0.3
"""Standard deviation of the logarithm of discrimination around 0 (a = 1)."""
ROUNDS_MAX: Final = 500
SETTLED: Final = 1e-4
"""Largest change of a parameter in one round at which estimation stops."""
_SD_RANGE: Final = (0.2, 3.0)


@dataclass(frozen=True, slots=True)
class Calibration:
    """Estimated parameters, one element an item, with standard errors; and the groups' abilities."""

    difficulty: Array
    discrimination: Array
    difficulty_se: Array
    discrimination_se: Array
    answers: NDArray[np.int64]
    group_means: Array
    group_sds: Array
    abilities: Array
    """Posterior of each row's ability on GRID."""
    rounds: int
    converged: bool

    def applied(self, items: Sequence[ItemParameters]) -> tuple[ItemParameters, ...]:
        """The items with their estimated parameters, in the same order."""
        return tuple(
            replace(item, difficulty=float(b), discrimination=float(a))
            for item, b, a in zip(items, self.difficulty, self.discrimination, strict=True)
        )


def calibrate(
    outcomes: Array,
    items: Sequence[ItemParameters],
    *,
    groups: NDArray[np.int64] | None = None,
    difficulty_prior: Array | None = None,
    difficulty_sd: float = DIFFICULTY_PRIOR_SD,
    log_discrimination_sd: float = LOG_DISCRIMINATION_PRIOR_SD,
) -> Calibration:
    """Parameters from (rows, items) of 1, 0 or NaN: a row is one person in one attempt.

    An item's prior is its author's level unless `difficulty_prior` gives one; an item without
    answers stays there. `groups` numbers each row's population from 0: group 0 (who begins) is
    standard normal and defines the scale, the others' means and spreads are estimated, so that
    items asked after study are not taken for easy. Raises NoItems, BadOutcome.
    """
    outcomes, group = _checked(outcomes, items, groups)
    start = difficulty_prior
    if start is None:
        start = np.array([prior_difficulty(item.level) for item in items])
    priors = Priors(np.asarray(start, dtype=np.float64), difficulty_sd, log_discrimination_sd)
    counts = _Counts.of(outcomes, group)
    guessing = np.array([item.guessing for item in items])
    begin = _State(Curves(priors.difficulty, np.ones(len(items)), guessing), *counts.at_start())

    def one_round(packed: Array) -> Array:
        state = begin.unpacked(packed)
        weights = counts.abilities(state)
        curve = item_step(state.curve, *counts.expected(weights), priors)
        return _State(curve, *counts.populations(weights)).packed()

    found = fixed_point(one_round, begin.packed(), tolerance=SETTLED, rounds_max=ROUNDS_MAX)
    state = begin.unpacked(found.state)
    weights = counts.abilities(state)
    errors = standard_errors(state.curve, counts.expected(weights)[0], priors)
    return Calibration(
        difficulty=state.curve.difficulty,
        discrimination=state.curve.discrimination,
        difficulty_se=errors[0],
        discrimination_se=errors[1],
        answers=counts.answered.sum(axis=0).astype(np.int64),
        group_means=state.means,
        group_sds=state.sds,
        abilities=weights,
        rounds=found.rounds,
        converged=found.settled,
    )


class _State(NamedTuple):
    """What one round of estimation turns into the next."""

    curve: Curves
    means: Array
    sds: Array

    def packed(self) -> Array:
        """All of it that is estimated, as one vector of numbers without bounds."""
        return np.concatenate(
            [self.curve.difficulty, np.log(self.curve.discrimination), self.means, np.log(self.sds)]
        )

    def unpacked(self, packed: Array) -> "_State":
        """The state that a vector stands for."""
        items, groups = len(self.curve.difficulty), len(self.means)
        difficulty, log_a, means, log_sds = np.split(packed, [items, 2 * items, 2 * items + groups])
        curve = Curves(difficulty, np.exp(log_a), self.curve.guessing)
        return _State(curve, means, np.exp(log_sds))


class _Counts(NamedTuple):
    """The answers as counts: (rows, items) of 0 and 1 each, and each row's group."""

    right: Array
    wrong: Array
    answered: Array
    group: NDArray[np.int64]

    @classmethod
    def of(cls, outcomes: Array, group: NDArray[np.int64]) -> "_Counts":
        """From outcomes of 1, 0 and NaN."""
        answered = (~np.isnan(outcomes)).astype(np.float64)
        right = np.nan_to_num(outcomes, nan=0.0)
        return cls(right, answered - right, answered, group)

    def at_start(self) -> tuple[Array, Array]:
        """Means and spreads of the groups before anything is known."""
        return np.zeros(self.group.max() + 1), np.ones(self.group.max() + 1)

    def abilities(self, state: _State) -> Array:
        """Each row's posterior on GRID."""
        means, sds = state.means[self.group], state.sds[self.group]
        prior = -0.5 * ((GRID - means[:, None]) / sds[:, None]) ** 2
        probability = curve_probability(GRID, state.curve)
        return from_log(prior + counted_log_likelihood(self.right, self.wrong, probability))

    def expected(self, weights: Array) -> tuple[Array, Array]:
        """Expected answers, and right answers, of each item at each node: (nodes, items)."""
        return weights.T @ self.answered, weights.T @ self.right

    def populations(self, weights: Array) -> tuple[Array, Array]:
        """Mean and standard deviation of each group's ability; group 0 is the scale itself."""
        means, sds = self.at_start()
        for number in range(1, len(means)):
            rows = weights[self.group == number]
            if len(rows):
                total = rows.mean(axis=0)
                means[number] = total @ GRID
                sds[number] = np.clip(np.sqrt(total @ (GRID - means[number]) ** 2), *_SD_RANGE)
        return means, sds


def _checked(
    outcomes: Array, items: Sequence[ItemParameters], groups: NDArray[np.int64] | None
) -> tuple[Array, NDArray[np.int64]]:
    if not items:
        raise NoItems("There is nothing to calibrate.")
    outcomes = np.asarray(outcomes, dtype=np.float64)
    if outcomes.ndim != 2 or outcomes.shape[1] != len(items):
        raise BadOutcome(f"{outcomes.shape} outcomes do not fit {len(items)} items.")
    if not np.isin(outcomes[~np.isnan(outcomes)], (0.0, 1.0)).all():
        raise BadOutcome("An outcome is 1 (right), 0 (wrong) or NaN (not answered).")
    if groups is None or not len(outcomes):
        groups = np.zeros(max(1, len(outcomes)), dtype=np.int64)[: max(1, len(outcomes))]
    group = np.asarray(groups, dtype=np.int64)
    if len(outcomes) and (group.shape != (len(outcomes),) or group.min() < 0):
        raise BadOutcome("Groups are one number from 0 for each row.")
    if not len(outcomes):
        outcomes = np.full((1, len(items)), np.nan)
    return outcomes, group
