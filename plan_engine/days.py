"""Single days: how deep, how long, and what they rest on."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from plan_engine.curriculum import TopicOutline
from plan_engine.diagnosis import weakest_first
from plan_engine.measurement.errors import UnknownTopic
from plan_engine.measurement.mastery import Mastery, TopicMastery
from plan_engine.minutes import whole_steps
from plan_engine.plan_values import DayOutline, Depth, Reason, ReasonKind
from plan_engine.rules import BLOCK_MASTERED_PROBABILITY, WEAK_PROBABILITY
from plan_engine.values import TopicId

TIER_SHARE: Final = {Depth.BASICS: 1.0, Depth.DEEPER: 1.25}
"""What a day's minutes are multiplied by when its tier changes its depth."""
SURELY_KNOWN, SURELY_WEAK = 0.5, 1.25
"""Shares of its author's minutes for a topic that is surely above the bar, and surely below it.

In between they go with the probability: time follows need, so that whoever knows half spends the
same hours on the other half.
"""
REVIEW_BELOW: Final = 0.2
"""Probability of being weak under which a day is a review."""


def at_tier(day: DayOutline, topic: TopicOutline, tier: int) -> DayOutline:
    """The day at a tier: raised, an ordinary day goes deeper; lowered, it starts from the basics."""
    if day.topic != topic.id:
        raise UnknownTopic(f"Day {day.number} is about {day.topic}, not {topic.id}.")
    if day.depth is not Depth.NORMAL or tier == 0:
        return day
    depth = Depth.DEEPER if tier > 0 else Depth.BASICS
    return replace(day, depth=depth, minutes=whole_steps(day.minutes * TIER_SHARE[depth]))


def minutes_of(topic: TopicOutline, p_weak: float) -> int:
    """A topic's day in minutes, by the probability that the topic is weak."""
    return whole_steps(topic.minutes * (SURELY_KNOWN + (SURELY_WEAK - SURELY_KNOWN) * p_weak))


def measured_topics(
    topics: Sequence[TopicOutline], mastery: Mastery
) -> dict[TopicId, TopicMastery]:
    """What was measured of each topic. Raises UnknownTopic when one is missing."""
    if missing := [topic.id for topic in topics if topic.id not in mastery.topics]:
        raise UnknownTopic(f"Topic {missing[0]} was not measured.")
    return {topic.id: mastery.topics[topic.id] for topic in topics}


def is_mastered(topic: TopicMastery) -> bool:
    """Whether the topic is mastered with the probability from which a day is given away."""
    return topic.p_mastered >= BLOCK_MASTERED_PROBABILITY


def rank(topic: TopicMastery) -> tuple[bool, tuple[float, float, TopicId]]:
    """Weakest first, mastered topics after all others."""
    return is_mastered(topic), weakest_first(topic)


def first_day(number: int, topic: TopicOutline, measured: TopicMastery) -> DayOutline:
    """A topic's own day, as long as its need; a review when it is hardly weak."""
    known = is_mastered(measured) or measured.p_weak < REVIEW_BELOW
    return DayOutline(
        number,
        topic.id,
        Depth.REVIEW if known else Depth.NORMAL,
        minutes_of(topic, measured.p_weak),
        _reason(measured, _kind(measured)),
    )


def second_day(
    number: int, topic: TopicOutline, measured: TopicMastery, instead: TopicId | None
) -> DayOutline:
    """A deeper day on a topic that has had its own, perhaps in place of a mastered one's."""
    reason = replace(_reason(measured, ReasonKind.SECOND_DAY), in_place_of=instead)
    minutes = minutes_of(topic, measured.p_weak)
    return DayOutline(number, topic.id, Depth.DEEPER, minutes, reason)


def _reason(measured: TopicMastery, kind: ReasonKind) -> Reason:
    return Reason(kind, measured.right, measured.answered, measured.p_weak)


def _kind(measured: TopicMastery) -> ReasonKind:
    if not measured.answered:
        return ReasonKind.UNTESTED
    if is_mastered(measured):
        return ReasonKind.STRONG
    return ReasonKind.WEAK if measured.p_weak >= WEAK_PROBABILITY else ReasonKind.UNSURE
