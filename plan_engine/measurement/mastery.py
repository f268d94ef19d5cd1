"""Mastery: the domain score of every topic, every block and the whole, with its uncertainty."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from plan_engine.measurement.domain import (
    DomainScore,
    domain_curve,
    mixture_above,
    mixture_interval,
    score_below,
    score_interval,
)
from plan_engine.measurement.errors import MeasurementError, UnknownTopic
from plan_engine.measurement.factors import infer, topic_posteriors
from plan_engine.measurement.grid import GRID
from plan_engine.measurement.model import Array, probability_right, says_something
from plan_engine.rules import MASTERY_BAR, WEAK_BAR
from plan_engine.values import BlockId, ItemParameters, Outcome, Response, TopicId

OLDER_ATTEMPT_WEIGHT: Final = 0.25
"""What an answer keeps of its weight for every later attempt: learning happens in between.

A quarter tells weak topics apart best after a failed weekly test in simulation (docs/measurement.md).
"""


@dataclass(frozen=True, slots=True)
class TopicMastery:
    """What is known of one topic. Counts are plain counts; scores are fractions, guessing included."""

    topic: TopicId
    answered: int
    right: int
    dont_know: int
    domain_score: float
    """Posterior mean of the share of the topic's reference items the learner would get right."""
    low: float
    high: float
    """Central 90% interval of the domain score."""
    p_weak: float
    """P(domain score < WEAK_BAR)."""
    p_mastered: float
    """P(domain score >= MASTERY_BAR)."""


@dataclass(frozen=True, slots=True)
class BlockMastery:
    """The mean domain score of a block's topics."""

    block: BlockId
    domain_score: float
    low: float
    high: float
    p_mastered: float


@dataclass(frozen=True, slots=True)
class Mastery:
    """Topics and blocks in the order given; `overall` forecasts readiness over all the topics."""

    topics: Mapping[TopicId, TopicMastery]
    blocks: Mapping[BlockId, BlockMastery]
    overall: DomainScore


def recency_weights(
    attempts: Sequence[int], kept: float = OLDER_ATTEMPT_WEIGHT
) -> tuple[float, ...]:
    """One weight an answer from the number of its attempt (a larger number is a later attempt).

    The latest attempt counts fully, each one before it a quarter of the next: a power prior
    (Ibrahim & Chen 2000), which lets old answers inform without outvoting new ones.
    """
    order = {attempt: age for age, attempt in enumerate(sorted(set(attempts), reverse=True))}
    return tuple(kept ** order[attempt] for attempt in attempts)


def mastery(
    responses: Sequence[Response],
    blocks: Mapping[BlockId, Sequence[TopicId]],
    reference: Mapping[TopicId, Sequence[ItemParameters]],
    *,
    weights: Sequence[float] | None = None,
) -> Mastery:
    """The posterior of every topic of `blocks` after these answers.

    Answers on other topics inform the general ability only. `weights` (one an answer, 0 to 1)
    discount older answers. Raises UnknownTopic for a topic without reference items and
    MeasurementError for weights that do not fit.
    """
    if not blocks or not all(blocks.values()):
        raise UnknownTopic("Mastery needs at least one block, and a topic in each block.")
    for topic in (topic for topics in blocks.values() for topic in topics):
        if not reference.get(topic):
            raise UnknownTopic(f"Topic {topic} has no reference items.")
    likelihood = _topic_likelihoods(responses, weights)
    known = {topic for topics in blocks.values() for topic in topics}
    elsewhere = [value for topic, value in likelihood.items() if topic not in known]
    none = np.zeros_like(GRID)
    stacked = [
        np.array([likelihood.get(topic, none) for topic in topics]) for topics in blocks.values()
    ]
    curves = [
        np.array([domain_curve(reference[topic]) for topic in topics]) for topics in blocks.values()
    ]
    if elsewhere:
        stacked.append(np.array(elsewhere))
        curves.append(np.zeros((0, len(GRID))))
    found = infer(stacked, curves)
    topic_values = {
        topic: _topic(topic, responses, found.topics[b][t], curves[b][t])
        for b, topics in enumerate(blocks.values())
        for t, topic in enumerate(topics)
    }
    block_values = {}
    for block, mixture in zip(blocks, found.blocks, strict=False):
        score = mixture_interval(mixture)
        block_values[block] = BlockMastery(
            block, score.mean, score.low, score.high, mixture_above(mixture, MASTERY_BAR)
        )
    return Mastery(topic_values, block_values, mixture_interval(found.whole))


def topic_abilities(
    responses: Sequence[Response], blocks: Mapping[BlockId, Sequence[TopicId]]
) -> dict[TopicId, Array]:
    """The posterior on GRID of each topic's ability; topics of a block inform each other."""
    likelihood = _topic_likelihoods(responses, None)
    none = np.zeros_like(GRID)
    grouped = [topics for topics in blocks.values() if topics]
    stacked = [np.array([likelihood.get(topic, none) for topic in topics]) for topics in grouped]
    return {
        topic: weights
        for topics, block in zip(grouped, topic_posteriors(stacked), strict=True)
        for topic, weights in zip(topics, block, strict=True)
    }


def _topic_likelihoods(
    responses: Sequence[Response], weights: Sequence[float] | None
) -> dict[TopicId, Array]:
    """Each answered topic's log-likelihood over GRID, answers discounted by their weights."""
    if weights is None:
        weights = [1.0] * len(responses)
    if len(weights) != len(responses) or not all(0.0 <= weight <= 1.0 for weight in weights):
        raise MeasurementError("Weights are one number from 0 to 1 for each answer.")
    kept = [
        (response, weight)
        for response, weight in zip(responses, weights, strict=True)
        if says_something(response)
    ]
    if not kept:
        return {}
    answered, weight = zip(*kept, strict=True)
    probability = probability_right(GRID, [response.item for response in answered])
    right = np.array([response.is_right for response in answered])
    chance = np.where(right, probability, 1.0 - probability)
    column = np.log(np.maximum(chance, 1e-16)) * np.array(weight)
    places: dict[TopicId, list[int]] = {}
    for place, response in enumerate(answered):
        places.setdefault(response.item.topic, []).append(place)
    return {topic: column[:, own].sum(axis=1) for topic, own in places.items()}


def _topic(
    topic: TopicId, responses: Sequence[Response], weights: Array, curve: Array
) -> TopicMastery:
    own = [response for response in responses if response.item.topic == topic]
    score = score_interval(weights, curve)
    return TopicMastery(
        topic=topic,
        answered=len(own),
        right=sum(response.is_right for response in own),
        dont_know=sum(response.outcome is Outcome.DONT_KNOW for response in own),
        domain_score=score.mean,
        low=score.low,
        high=score.high,
        p_weak=score_below(weights, curve, WEAK_BAR),
        p_mastered=1.0 - score_below(weights, curve, MASTERY_BAR),
    )
