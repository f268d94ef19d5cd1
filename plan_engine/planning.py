"""The plan as a function of what was measured: which weeks, in which order, which days deeper."""

from plan_engine.correction import make_correction
from plan_engine.curriculum import BlockOutline, TargetOutline
from plan_engine.days import (
    at_tier,
    first_day,
    is_mastered,
    measured_topics,
    minutes_of,
    rank,
    second_day,
)
from plan_engine.measurement.errors import UnknownTopic
from plan_engine.measurement.mastery import Mastery
from plan_engine.ordering import prerequisites_first
from plan_engine.plan_values import (
    DayOutline,
    Depth,
    PlanningError,
    PlanOutline,
    Reason,
    ReasonKind,
    WeekOutline,
)
from plan_engine.rules import BLOCK_MASTERED_PROBABILITY, DAYS_A_WEEK, WEEKS_MAX, WEEKS_MIN
from plan_engine.values import BlockId

__all__ = [
    "DayOutline",
    "Depth",
    "PlanOutline",
    "PlanningError",
    "Reason",
    "ReasonKind",
    "WeekOutline",
    "at_tier",
    "make_correction",
    "make_plan",
    "make_week",
    "minutes_of",
]


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
    measured = measured_topics(block.topics, mastery)
    ranked = sorted(block.topics, key=lambda topic: rank(measured[topic.id]))
    learning = [topic.id for topic in ranked if not is_mastered(measured[topic.id])]
    giving = [topic.id for topic in reversed(ranked) if is_mastered(measured[topic.id])]
    second = dict(zip(learning, giving, strict=False))
    days: list[DayOutline] = []
    for topic in prerequisites_first(block.topics, lambda t: rank(measured[t.id])):
        if topic.id in second.values():
            continue
        days.append(first_day(len(days) + 1, topic, measured[topic.id]))
        if topic.id in second:
            days.append(second_day(len(days) + 1, topic, measured[topic.id], second[topic.id]))
    return WeekOutline(number, block.id, tuple(days))


def _superfluous(target: TargetOutline, mastery: Mastery) -> tuple[BlockId, ...]:
    if len(target.blocks) == WEEKS_MIN:
        return ()
    if missing := [block.id for block in target.blocks if block.id not in mastery.blocks]:
        raise UnknownTopic(f"Block {missing[0]} was not measured.")
    best = max(target.blocks, key=lambda block: mastery.blocks[block.id].p_mastered)
    mastered = mastery.blocks[best.id].p_mastered >= BLOCK_MASTERED_PROBABILITY
    return (best.id,) if mastered else ()
