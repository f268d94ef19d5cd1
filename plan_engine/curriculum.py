"""What is planned over: a target's skill blocks and their topics, as planning sees them."""

from dataclasses import dataclass

from plan_engine.values import BlockId, TargetId, TopicId


@dataclass(frozen=True, slots=True)
class TopicOutline:
    """One day's worth of learning, with the minutes its author judged honest."""

    id: TopicId
    block: BlockId
    minutes: int
    prerequisites: frozenset[TopicId]
    """Topics only (blocks already expanded); may name topics of other blocks."""


@dataclass(frozen=True, slots=True)
class BlockOutline:
    """One skill block: the seven topics of one week."""

    id: BlockId
    topics: tuple[TopicOutline, ...]


@dataclass(frozen=True, slots=True)
class TargetOutline:
    """A role or language: three or four blocks in the order the curriculum teaches them."""

    id: TargetId
    blocks: tuple[BlockOutline, ...]
