"""How much answers from before should still count after a failed weekly test."""

from dataclasses import dataclass, field
from typing import Final

import numpy as np

from bench.measurement.learner import PROFILES, a_simulated_learner
from bench.measurement.plan_value import real_course
from bench.measurement.rows import Row, show
from bench.measurement.weak_topics import area_under_curve
from bench.measurement.weeks import Walk
from plan_engine.measurement.mastery import OLDER_ATTEMPT_WEIGHT, Mastery
from plan_engine.rules import WEAK_BAR
from plan_engine.values import BlockId

LEARNERS: Final = 16
"""Of each profile."""
WEIGHTS: Final = (1.0, 0.5, 0.25, 0.0)


@dataclass
class Watched(Walk):
    """A walk that notes, at each diagnosis, what every weight would have said of each topic."""

    said: dict[float, list[tuple[float, float, float]]] = field(default_factory=dict)
    """Probability of being weak, domain score and true domain score, by weight."""

    def measured(self, block: BlockId, kept: float = OLDER_ATTEMPT_WEIGHT) -> Mastery:
        """As any walk, noting on the way."""
        truth = self.learner.domain_scores(self.course.real_bank())
        for weight in WEIGHTS:
            found = super().measured(block, weight)
            self.said.setdefault(weight, []).extend(
                (found.topics[topic].p_weak, found.topics[topic].domain_score, truth[topic])
                for topic in self.course.blocks[block]
            )
        return super().measured(block, kept)


def rows() -> list[Row]:
    """The line about older answers."""
    course = real_course()
    said: dict[float, list[tuple[float, float, float]]] = {weight: [] for weight in WEIGHTS}
    for profile in PROFILES:
        for number in range(LEARNERS):
            rng = np.random.default_rng([number, 21])
            walk = Watched(course, a_simulated_learner(course.outline, profile, rng), rng)
            walk.goes()
            for weight, notes in walk.said.items():
                said[weight] += notes
    figures = []
    for notes in said.values():
        p_weak, score, truth = np.array(notes).T
        error = float(np.sqrt(np.mean((score - truth) ** 2)))
        figures.append((area_under_curve(p_weak, truth < WEAK_BAR), error))
    return [
        Row(
            "weak topics after a failed weekly test, AUC and RMSE of the domain score",
            "simulated learners; answers of the attempt before count fully / half / a quarter / not",
            "–",
            f"{show(*(auc for auc, _ in figures))}; {show(*(error for _, error in figures))}",
        )
    ]
