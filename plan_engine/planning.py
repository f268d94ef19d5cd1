"""The plan as a function of what was measured: which weeks, in which order, which days deeper."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from plan_engine.curriculum import BlockOutline, TargetOutline, TopicOutline
from plan_engine.diagnosis import weakest_first
from plan_engine.measurement.errors import UnknownTopic
from plan_engine.measurement.mastery import Mastery, TopicMastery
from plan_engine.ordering import prerequisites_first
from plan_engine.rules import (
    BLOCK_MASTERED_PROBABILITY,
    CORRECTION_WEEKS,
    DAYS_A_WEEK,
    WEAK_PROBABILITY,
    WEEKS_MAX,
    WEEKS_MIN,
)
from plan_engine.values import BlockId, TopicId


class PlanningError(ValueError):
    """A target that no plan can be made for: not 3 or 4 blocks, or a block without 7 topics."""


class Depth(StrEnum):
    """How far a day goes into its topic."""

    BASICS = "basics"
    """From the ground up: extra days after a failure."""
    REVIEW = "review"
    """A short look back at what is already mastered."""
    NORMAL = "normal"
    DEEPER = "deeper"
    """Beyond the day's mission: a second day on a topic, or a week at a raised tier."""


MINUTES_SHARE: Final = {Depth.BASICS: 1.0, Depth.REVIEW: 0.5, Depth.NORMAL: 1.0, Depth.DEEPER: 1.25}
"""A day's minutes over its topic's, by depth."""
ALSO_SHARE: Final = 0.25
"""Minutes for a topic that a correction day only looks back at, over the topic's own."""
MINUTES_STEP: Final = 5


class ReasonKind(StrEnum):
    """Why a topic has the day it has."""

    WEAK = "weak"
    UNSURE = "unsure"
    """Neither weak nor mastered with enough certainty."""
    STRONG = "strong"
    UNTESTED = "untested"
    """No answer on it yet: judged from its block alone."""
    SECOND_DAY = "second_day"


@dataclass(frozen=True, slots=True)
class Reason:
    """What a day's place rests on; sentences are made of it where it is shown."""

    kind: ReasonKind
    right: int
    answered: int
    p_weak: float
    in_place_of: TopicId | None = None
    """The mastered topic whose day this second day took."""


@dataclass(frozen=True, slots=True)
class DayOutline:
    """One day: its topic, how deep, how long."""

    number: int
    topic: TopicId
    depth: Depth
    minutes: int
    reason: Reason
    also: tuple[TopicId, ...] = ()
    """Topics to look back at briefly (correction days, so that two weeks cover every topic)."""


@dataclass(frozen=True, slots=True)
class WeekOutline:
    """One block in seven days; numbers start at 1."""

    number: int
    block: BlockId
    days: tuple[DayOutline, ...]


@dataclass(frozen=True, slots=True)
class PlanOutline:
    """Three or four weeks, and the block that mastery made superfluous, if any."""

    weeks: tuple[WeekOutline, ...]
    dropped: tuple[BlockId, ...]


def make_plan(target: TargetOutline, mastery: Mastery) -> PlanOutline:
    """The plan for a target after an assessment: the same for the same arguments.

    Blocks keep the curriculum's order. Of four blocks the one most surely mastered is dropped if
    that is at least 0.8 probable. Raises PlanningError, PrerequisiteCycle, UnknownTopic.
    """
    if not WEEKS_MIN <= len(target.blocks) <= WEEKS_MAX:
        raise PlanningError(f"{target.id} has {len(target.blocks)} blocks instead of 3 or 4.")
    dropped = _superfluous(target, mastery)
    kept = [block for block in target.blocks if block.id not in dropped]
    return PlanOutline(
        tuple(make_week(number, block, mastery) for number, block in enumerate(kept, 1)), dropped
    )


def make_week(number: int, block: BlockOutline, mastery: Mastery) -> WeekOutline:
    """Seven days: prerequisites first, then weakest first.

    Mastered topics (0.8 probable) give their days away, the strongest first, each to a second,
    deeper day on the weakest topic that has only one; what cannot be given away is a review.
    """
    if len(block.topics) != DAYS_A_WEEK:
        raise PlanningError(f"{block.id} has {len(block.topics)} topics instead of {DAYS_A_WEEK}.")
    measured = _measured(block.topics, mastery)
    ranked = sorted(block.topics, key=lambda topic: _rank(measured[topic.id]))
    learning = [topic.id for topic in ranked if not _mastered(measured[topic.id])]
    giving = [topic.id for topic in reversed(ranked) if _mastered(measured[topic.id])]
    second = dict(zip(learning, giving, strict=False))
    days: list[DayOutline] = []
    for topic in prerequisites_first(block.topics, lambda t: _rank(measured[t.id])):
        if topic.id in second.values():
            continue
        days.append(_day(len(days) + 1, topic, measured[topic.id]))
        if topic.id in second:
            days.append(_second_day(len(days) + 1, topic, measured[topic.id], second[topic.id]))
    return WeekOutline(number, block.id, tuple(days))


def at_tier(day: DayOutline, topic: TopicOutline, tier: int) -> DayOutline:
    """The day at a tier: raised, an ordinary day goes deeper; lowered, it starts from the basics."""
    if day.depth is not Depth.NORMAL or tier == 0:
        return day
    depth = Depth.DEEPER if tier > 0 else Depth.BASICS
    return replace(day, depth=depth, minutes=minutes_of(topic, depth))


def make_correction(blocks: Sequence[BlockOutline], mastery: Mastery) -> tuple[DayOutline, ...]:
    """Fourteen days over all topics of the blocks, weighted to the weak ones.

    Weak topics have a day each, the weakest first to get one; days left over go to second days
    for the weak, then to the next weakest topics. Topics without a day of their own are looked
    back at on others' days (`also`), so that every topic is covered. Prerequisites come first.
    """
    topics = [topic for block in blocks for topic in block.topics]
    days_left = CORRECTION_WEEKS * DAYS_A_WEEK
    if len(topics) < days_left / 2:
        raise PlanningError(f"A correction plan needs {days_left // 2} topics or more.")
    measured = _measured(topics, mastery)
    ranked = sorted(topics, key=lambda topic: _rank(measured[topic.id]))
    weak = [topic for topic in ranked if measured[topic.id].p_weak >= WEAK_PROBABILITY]
    queue = [*weak, *weak, *ranked[len(weak) :], *ranked[len(weak) :]][:days_left]
    counts = {topic.id: queue.count(topic) for topic in topics}
    ordered = prerequisites_first(topics, lambda topic: _rank(measured[topic.id]))
    days: list[DayOutline] = []
    for topic in ordered:
        if counts[topic.id]:
            days.append(_day(len(days) + 1, topic, measured[topic.id]))
        if counts[topic.id] > 1:
            days.append(_second_day(len(days) + 1, topic, measured[topic.id], None))
    return _with_glances(days, [topic for topic in ordered if not counts[topic.id]])


def minutes_of(topic: TopicOutline, depth: Depth) -> int:
    """A day's minutes, rounded up to the next five."""
    return math.ceil(topic.minutes * MINUTES_SHARE[depth] / MINUTES_STEP) * MINUTES_STEP


def _superfluous(target: TargetOutline, mastery: Mastery) -> tuple[BlockId, ...]:
    if len(target.blocks) == WEEKS_MIN:
        return ()
    if missing := [block.id for block in target.blocks if block.id not in mastery.blocks]:
        raise UnknownTopic(f"Block {missing[0]} was not measured.")
    best = max(target.blocks, key=lambda block: mastery.blocks[block.id].p_mastered)
    mastered = mastery.blocks[best.id].p_mastered >= BLOCK_MASTERED_PROBABILITY
    return (best.id,) if mastered else ()


def _measured(topics: Sequence[TopicOutline], mastery: Mastery) -> dict[TopicId, TopicMastery]:
    if missing := [topic.id for topic in topics if topic.id not in mastery.topics]:
        raise UnknownTopic(f"Topic {missing[0]} was not measured.")
    return {topic.id: mastery.topics[topic.id] for topic in topics}


def _mastered(topic: TopicMastery) -> bool:
    return topic.p_mastered >= BLOCK_MASTERED_PROBABILITY


def _rank(topic: TopicMastery) -> tuple[bool, tuple[float, float, TopicId]]:
    """Weakest first, mastered topics after all others."""
    return _mastered(topic), weakest_first(topic)


def _day(number: int, topic: TopicOutline, measured: TopicMastery) -> DayOutline:
    depth = Depth.REVIEW if _mastered(measured) else Depth.NORMAL
    return DayOutline(
        number, topic.id, depth, minutes_of(topic, depth), _reason(measured, _kind(measured))
    )


def _second_day(
    number: int, topic: TopicOutline, measured: TopicMastery, instead: TopicId | None
) -> DayOutline:
    reason = replace(_reason(measured, ReasonKind.SECOND_DAY), in_place_of=instead)
    return DayOutline(number, topic.id, Depth.DEEPER, minutes_of(topic, Depth.DEEPER), reason)


def _reason(measured: TopicMastery, kind: ReasonKind) -> Reason:
    return Reason(kind, measured.right, measured.answered, measured.p_weak)


def _kind(measured: TopicMastery) -> ReasonKind:
    if not measured.answered:
        return ReasonKind.UNTESTED
    if _mastered(measured):
        return ReasonKind.STRONG
    return ReasonKind.WEAK if measured.p_weak >= WEAK_PROBABILITY else ReasonKind.UNSURE


def _with_glances(days: list[DayOutline], left: list[TopicOutline]) -> tuple[DayOutline, ...]:
    """The days with the topics left over spread evenly along them, and their minutes."""
    also: list[list[TopicOutline]] = [[] for _ in days]
    for place, topic in enumerate(left):
        also[place * len(days) // len(left)].append(topic)
    return tuple(
        replace(
            day,
            minutes=day.minutes
            + sum(math.ceil(t.minutes * ALSO_SHARE / MINUTES_STEP) * MINUTES_STEP for t in glances),
            also=tuple(topic.id for topic in glances),
        )
        for day, glances in zip(days, also, strict=True)
    )
