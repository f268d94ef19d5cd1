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

MINUTES_SHARE: Final = {
    Depth.BASICS: 1.0,
    Depth.REVIEW: 0.5,
    Depth.NORMAL: 1.0,
    Depth.DEEPER: 1.25,
}
"""A day's minutes over its topic's, by depth."""


def at_tier(day: DayOutline, topic: TopicOutline, tier: int) -> DayOutline:
    """The day at a tier: raised, an ordinary day goes deeper; lowered, it starts from the basics."""
    if day.depth is not Depth.NORMAL or tier == 0:
        return day
    depth = Depth.DEEPER if tier > 0 else Depth.BASICS
    return replace(day, depth=depth, minutes=minutes_of(topic, depth))


def minutes_of(topic: TopicOutline, depth: Depth) -> int:
    """A day's minutes, rounded up to the next five."""
    return whole_steps(topic.minutes * MINUTES_SHARE[depth])


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
    """A topic's own day: a review when it is mastered."""
    depth = Depth.REVIEW if is_mastered(measured) else Depth.NORMAL
    return DayOutline(
        number, topic.id, depth, minutes_of(topic, depth), _reason(measured, _kind(measured))
    )


def second_day(
    number: int, topic: TopicOutline, measured: TopicMastery, instead: TopicId | None
) -> DayOutline:
    """A deeper day on a topic that has had its own, perhaps in place of a mastered one's."""
    reason = replace(_reason(measured, ReasonKind.SECOND_DAY), in_place_of=instead)
    return DayOutline(number, topic.id, Depth.DEEPER, minutes_of(topic, Depth.DEEPER), reason)


def _reason(measured: TopicMastery, kind: ReasonKind) -> Reason:
    return Reason(kind, measured.right, measured.answered, measured.p_weak)


def _kind(measured: TopicMastery) -> ReasonKind:
    if not measured.answered:
        return ReasonKind.UNTESTED
    if is_mastered(measured):
        return ReasonKind.STRONG
    return ReasonKind.WEAK if measured.p_weak >= WEAK_PROBABILITY else ReasonKind.UNSURE
