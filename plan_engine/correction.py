"""The correction plan: two weeks over everything, weighted to what is weak."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from plan_engine.curriculum import BlockOutline, TopicOutline
from plan_engine.days import first_day, measured_topics, rank, second_day
from plan_engine.measurement.mastery import Mastery
from plan_engine.minutes import whole_steps
from plan_engine.ordering import prerequisites_first
from plan_engine.plan_values import DayOutline, PlanningError
from plan_engine.rules import CORRECTION_WEEKS, DAYS_A_WEEK, WEAK_PROBABILITY

ALSO_SHARE: Final = 0.25
"""Minutes for a topic that a day only looks back at, over the topic's own."""


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
    measured = measured_topics(topics, mastery)
    ranked = sorted(topics, key=lambda topic: rank(measured[topic.id]))
    weak = [topic for topic in ranked if measured[topic.id].p_weak >= WEAK_PROBABILITY]
    queue = [*weak, *weak, *ranked[len(weak) :], *ranked[len(weak) :]][:days_left]
    counts = {topic.id: queue.count(topic) for topic in topics}
    ordered = prerequisites_first(topics, lambda topic: rank(measured[topic.id]))
    days: list[DayOutline] = []
    for topic in ordered:
        if counts[topic.id]:
            days.append(first_day(len(days) + 1, topic, measured[topic.id]))
        if counts[topic.id] > 1:
            days.append(second_day(len(days) + 1, topic, measured[topic.id], None))
    return _with_glances(days, [topic for topic in ordered if not counts[topic.id]])


def _with_glances(days: list[DayOutline], left: list[TopicOutline]) -> tuple[DayOutline, ...]:
    """The days with the topics left over spread evenly along them, and their minutes."""
    also: list[list[TopicOutline]] = [[] for _ in days]
    for place, topic in enumerate(left):
        also[place * len(days) // len(left)].append(topic)
    return tuple(
        replace(
            day,
            minutes=day.minutes + sum(whole_steps(topic.minutes * ALSO_SHARE) for topic in glances),
            also=tuple(topic.id for topic in glances),
        )
        for day, glances in zip(days, also, strict=True)
    )
