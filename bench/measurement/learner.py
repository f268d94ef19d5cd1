"""A simulated learner: an ability in every topic, that grows by study, fades, and shows in answers.

The assumptions are plain and stated, not fitted: a study day closes a share of the gap to a
ceiling, less where prerequisites are shaky; what was learned halves in two months without study;
what is not known is guessed or admitted; what is known slips now and then.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from plan_engine.curriculum import TargetOutline, TopicOutline
from plan_engine.measurement.factors import BLOCK_VARIANCE, GENERAL_VARIANCE, TOPIC_VARIANCE
from plan_engine.measurement.model import Array, curve_probability, curves
from plan_engine.values import ItemId, ItemParameters, Outcome, TopicId

RATE_MEDIAN: Final = 0.35
"""Share of what is not known yet that an ordinary study day teaches."""
RATE_SPREAD: Final = 0.3
UNPREPARED: Final = 0.5
"""What is left of a day's gain when the prerequisites are not known at all."""
HALF_LIFE_DAYS: Final = 60.0
"""Days in which half of what was learned fades, without study."""
STEEPNESS, CENTRE = 0.85, -0.5
"""The mean curve of a bank at the standard level mix: what is known at each ability."""
LOGITS_A_SHARE: Final = 2.0
CEILING: Final = 2.5
"""Growth by practice: logits that a day would add if it taught everything, and where it ends."""
SLIP: Final = 0.03
ADMITS: Final = 0.3
"""How often a learner says "I don't know" instead of guessing."""
PACE_SPREAD: Final = 0.4


Growth = Callable[[float, float], float]
"""The ability after a day that would teach a share of what is missing."""


def known_share(theta: Array) -> Array:
    """What of a topic someone of this ability knows, guessing left out."""
    return np.asarray(1.0 / (1.0 + np.exp(-STEEPNESS * (theta - CENTRE))), dtype=np.float64)


def by_components(theta: float, share: float) -> float:
    """Each piece of a topic that is not known yet is learned with the same chance.

    As in knowledge tracing (Corbett & Anderson 1995): the more is missing, the more a day gives.
    """
    known = float(known_share(np.array([theta]))[0])
    after = min(known + share * (1.0 - known), 0.995)
    return CENTRE + math.log(after / (1.0 - after)) / STEEPNESS


def by_practice(theta: float, share: float) -> float:
    """Every day adds about the same to ability, wherever it starts, up to a ceiling.

    As in additive factor models (Cen, Koedinger & Junker 2006): the weak gain no more than others.
    """
    return max(theta, min(theta + LOGITS_A_SHARE * share, CEILING))


@dataclass
class SimulatedLearner:
    """One learner; `start` and `ability` have one element for each of `topics`."""

    topics: tuple[TopicId, ...]
    requires: tuple[tuple[int, ...], ...]
    start: Array
    rate: float
    rng: np.random.Generator
    growth: Growth
    ability: Array = field(init=False)

    def __post_init__(self) -> None:
        """Begin at the start."""
        self.ability = self.start.copy()

    def afresh(self, rng: np.random.Generator) -> "SimulatedLearner":
        """The same person before any study, with chances of another day."""
        return SimulatedLearner(self.topics, self.requires, self.start, self.rate, rng, self.growth)

    def study(self, topic: TopicId, share: float) -> None:
        """A day on a topic, `share` of its ordinary minutes long; all else fades a little."""
        k = self.topics.index(topic)
        known = known_share(self.ability)
        ready = float(known[list(self.requires[k])].mean()) if self.requires[k] else 1.0
        gain = self.rate * share * (UNPREPARED + (1.0 - UNPREPARED) * ready)
        studied = self.growth(float(self.ability[k]), min(gain, 0.95))
        self.ability = self.start + (self.ability - self.start) * 0.5 ** (1.0 / HALF_LIFE_DAYS)
        self.ability[k] = studied

    def answer(self, item: ItemParameters) -> tuple[Outcome, float]:
        """What the learner makes of an item with these true parameters, and the seconds it takes."""
        theta = self.ability[self.topics.index(item.topic)]
        known = 1.0 / (1.0 + np.exp(-item.discrimination * (theta - item.difficulty)))
        seconds = item.expected_seconds * float(np.exp(self.rng.normal(0.0, PACE_SPREAD)))
        if self.rng.random() < known:
            return (Outcome.WRONG if self.rng.random() < SLIP else Outcome.RIGHT), seconds
        if self.rng.random() < ADMITS:
            return Outcome.DONT_KNOW, seconds
        return (Outcome.RIGHT if self.rng.random() < item.guessing else Outcome.WRONG), seconds

    def domain_scores(self, bank: Mapping[TopicId, list[ItemParameters]]) -> dict[TopicId, float]:
        """The true domain score of every topic."""
        return {
            topic: float(curve_probability(self.ability[[k]], curves(bank[topic])).mean())
            for k, topic in enumerate(self.topics)
        }

    def readiness(self, bank: Mapping[TopicId, list[ItemParameters]]) -> float:
        """The true mean domain score over all topics."""
        return float(np.mean(list(self.domain_scores(bank).values())))


def a_simulated_learner(
    target: TargetOutline, profile: str, rng: np.random.Generator, growth: Growth = by_components
) -> SimulatedLearner:
    """Someone of a profile (see PROFILES), spread as the mastery model expects."""
    topics: list[TopicOutline] = [topic for block in target.blocks for topic in block.topics]
    place = {topic.id: k for k, topic in enumerate(topics)}
    block_of = np.array([b for b, block in enumerate(target.blocks) for _ in block.topics])
    start = (
        rng.normal(0.0, GENERAL_VARIANCE**0.5)
        + rng.normal(0.0, BLOCK_VARIANCE**0.5, len(target.blocks))[block_of]
        + rng.normal(0.0, TOPIC_VARIANCE**0.5, len(topics))
    )
    return SimulatedLearner(
        topics=tuple(topic.id for topic in topics),
        requires=tuple(
            tuple(place[other] for other in sorted(topic.prerequisites) if other in place)
            for topic in topics
        ),
        start=start + PROFILES[profile](block_of, rng),
        rate=float(RATE_MEDIAN * np.exp(rng.normal(0.0, RATE_SPREAD))),
        rng=rng,
        growth=growth,
    )


def _strong_block(block_of: Array, rng: np.random.Generator) -> Array:
    """A block of their own at 1.5, the rest at -1."""
    return np.where(block_of == rng.integers(block_of.max() + 1), 1.5, -1.0)


def _patchy(block_of: Array, rng: np.random.Generator) -> Array:
    """One topic in three at 1.2, the rest at -1."""
    return np.where(rng.random(len(block_of)) < 1 / 3, 1.2, -1.0)


PROFILES: Final[dict[str, Callable[[Array, np.random.Generator], Array]]] = {
    "beginner": lambda block_of, _: np.full(len(block_of), -1.2),
    "average": lambda block_of, _: np.full(len(block_of), -0.5),
    "one strong block": _strong_block,
    "patchy": _patchy,
    "experienced": lambda block_of, _: np.full(len(block_of), 0.8),
}
"""Who begins: mean ability in logits, by topic, before the spread."""


def true_items(
    items: Mapping[ItemId, ItemParameters], rng: np.random.Generator
) -> dict[ItemId, ItemParameters]:
    """What the items are really like: off their author's level by 0.57, LogNormal(0, .3) steep."""
    return {
        key: ItemParameters(
            item.id,
            item.topic,
            item.level,
            item.model,
            item.options,
            item.expected_seconds,
            item.difficulty + float(rng.normal(0.0, 0.57)),
            float(rng.lognormal(0.0, 0.3)),
        )
        for key, item in items.items()
    }
