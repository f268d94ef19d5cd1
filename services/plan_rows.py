"""Rows that plans are read as: a day, and what can be done with a test."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from content.library import Topic
from db.tables import DailyTask
from plan_engine.kinds import DayKind
from plan_engine.lifecycles import DayStatus
from plan_engine.planning import Depth, Reason
from plan_engine.values import TopicId
from services.day_rows import reason_of


class TestState(StrEnum):
    """What can be done with a week's test."""

    __test__ = False  # pytest would otherwise take the name for a test class

    LOCKED = "locked"
    OPEN = "open"
    UNDER_WAY = "under_way"
    RECOVERING = "recovering"
    """Failed; the extra days come before the retest."""
    PASSED = "passed"


@dataclass(frozen=True, slots=True)
class DayRow:
    """One day of a week or of a correction plan as a row."""

    id: UUID
    number: int
    kind: DayKind
    topic: TopicId
    title: str
    depth: Depth
    reason: Reason
    minutes: int
    status: DayStatus
    also: tuple[str, ...] = ()
    """Titles of topics that a correction day looks back at."""


def day_row(topics: Mapping[TopicId, Topic], day: DailyTask) -> DayRow:
    """A day with its topic's title and the reason for it."""
    return DayRow(
        id=day.id,
        number=day.day_number,
        kind=day.kind,
        topic=TopicId(day.topic),
        title=topics[TopicId(day.topic)].title,
        depth=Depth(day.depth),
        reason=reason_of(day),
        minutes=day.estimated_minutes,
        status=day.status,
        also=tuple(topics[TopicId(topic)].title for topic in day.reason["also"]),
    )
