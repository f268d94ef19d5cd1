"""Small builders for measurement and planning tests: only what a test cares about is named."""

from collections.abc import Mapping, Sequence

from plan_engine.curriculum import BlockOutline, TargetOutline, TopicOutline
from plan_engine.measurement.domain import DomainScore
from plan_engine.measurement.mastery import BlockMastery, Mastery, TopicMastery
from plan_engine.measurement.model import prior_difficulty
from plan_engine.values import (
    BlockId,
    ItemId,
    ItemParameters,
    Level,
    Outcome,
    Response,
    TargetId,
    TopicId,
)


def an_item(
    name: str = "i",
    *,
    topic: str = "t1",
    level: Level = Level.WORKING,
    difficulty: float | None = None,
    discrimination: float = 1.0,
    options: int = 4,
    model: str | None = None,
    seconds: float = 40.0,
    enemies: Sequence[str] = (),
) -> ItemParameters:
    """An item; its difficulty is its level's unless given."""
    return ItemParameters(
        id=ItemId(name),
        topic=TopicId(topic),
        level=level,
        model=model or name,
        options=options,
        expected_seconds=seconds,
        difficulty=prior_difficulty(level) if difficulty is None else difficulty,
        discrimination=discrimination,
        enemies=frozenset(enemies),
    )


def a_bank(topics: Sequence[str], per_level: int = 5) -> list[ItemParameters]:
    """`per_level` items for each topic and level."""
    return [
        an_item(f"{topic}-{level.name.lower()}-{k}", topic=topic, level=level)
        for topic in topics
        for level in Level
        for k in range(per_level)
    ]


def answers(items: Sequence[ItemParameters], right: int) -> list[Response]:
    """The first `right` items right, the others wrong, each at its expected time."""
    return [
        Response(item, Outcome.RIGHT if k < right else Outcome.WRONG, item.expected_seconds)
        for k, item in enumerate(items)
    ]


def topic_names(block: str) -> list[str]:
    """The names of a block's seven topics."""
    return [f"{block}.d{day}" for day in range(1, 8)]


def a_topic(name: str, *, minutes: int = 60, requires: Sequence[str] = ()) -> TopicOutline:
    """A topic of the block its name begins with."""
    return TopicOutline(
        TopicId(name),
        BlockId(name.split(".")[0]),
        minutes,
        frozenset(TopicId(other) for other in requires),
    )


def a_block(name: str = "b1", topics: int = 7, *, chain: bool = False) -> BlockOutline:
    """A block of seven topics; in a chain each requires the one before."""
    names = topic_names(name)[:topics]
    return BlockOutline(
        BlockId(name),
        tuple(
            a_topic(topic, requires=names[k - 1 : k] if chain and k else ())
            for k, topic in enumerate(names)
        ),
    )


def a_target(blocks: int = 4, *, chain: bool = False) -> TargetOutline:
    """A target of that many blocks, b1 onwards."""
    return TargetOutline(
        TargetId("target"), tuple(a_block(f"b{k}", chain=chain) for k in range(1, blocks + 1))
    )


def a_topic_mastery(topic: str, p_weak: float, p_mastered: float = 0.0) -> TopicMastery:
    """A topic with these probabilities; its domain score falls with the first."""
    return TopicMastery(
        TopicId(topic), 4, 2, 0, 1 - 0.6 * p_weak, 0.2, 0.95, p_weak, min(p_mastered, 1 - p_weak)
    )


def a_mastery(
    p_weak: Mapping[str, float],
    p_mastered: Mapping[str, float] | None = None,
    blocks: Mapping[str, float] | None = None,
) -> Mastery:
    """A mastery with these probabilities for topics, and of mastery for blocks."""
    return Mastery(
        {
            TopicId(topic): a_topic_mastery(topic, p, (p_mastered or {}).get(topic, 0.0))
            for topic, p in p_weak.items()
        },
        {
            BlockId(block): BlockMastery(BlockId(block), 0.7, 0.5, 0.9, p)
            for block, p in (blocks or {}).items()
        },
        DomainScore(0.5, 0.4, 0.6),
    )
