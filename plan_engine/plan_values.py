"""What plans are made of: days, weeks, and the reasons for them."""

from dataclasses import dataclass
from enum import StrEnum

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
