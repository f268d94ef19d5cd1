"""A small made-up curriculum and bank, for services that must work whatever the real one holds."""

from datetime import date
from itertools import cycle, islice

from content.library import Block, Item, Library, Resource, Target, Topic
from plan_engine.rules import DAYS_A_WEEK, ITEMS_PER_TOPIC_STOCKED
from plan_engine.values import BlockId, ItemId, Level, TargetId, TopicId

ROLE = TargetId("tester-python")
"""Four blocks: knots, sails, charts, tides."""
LANGUAGE = TargetId("python")
"""Three blocks, two of them shared with the role: charts, tides, winds."""
UNWRITTEN = TargetId("lighthouse-keeper")
"""A target that cannot start: one of its blocks has only a title."""

BLOCKS = ("knots", "sails", "charts", "tides", "winds")
PLANNED = BlockId("lamps")
PREREQUISITE = {3: 1, 5: 2, 7: 4}
"""Day 3 builds on day 1, and so on; the other days stand alone."""


def a_library(items_per_topic: int = ITEMS_PER_TOPIC_STOCKED) -> Library:
    """Five blocks of seven topics; in each, `items_per_topic` items over three levels, no two of one model."""
    topics = {
        topic.id: topic
        for block in BLOCKS
        for topic in (_topic(BlockId(block), day) for day in range(1, DAYS_A_WEEK + 1))
    }
    items = {
        item.id: item
        for topic in topics
        for item in (_item(topic, n, level) for n, level in enumerate(_levels(items_per_topic), 1))
    }
    return Library(
        version="made-up",
        targets={target.id: target for target in _targets()},
        blocks=_blocks(),
        topics=topics,
        items=items,
        by_topic={
            topic: tuple(item.id for item in items.values() if item.topic == topic)
            for topic in topics
        },
    )


def _levels(how_many: int) -> list[Level]:
    return list(islice(cycle(Level), how_many))


def _targets() -> tuple[Target, ...]:
    knots, sails, charts, tides, winds = (BlockId(block) for block in BLOCKS)
    return (
        Target(
            id=ROLE,
            title="Tester (Python)",
            plan_type="role",
            role="Tester",
            language="Python",
            blocks=(knots, sails, charts, tides),
            assumes=(),
            summary="Finds what is wrong before it sails.",
        ),
        Target(
            id=LANGUAGE,
            title="Python",
            plan_type="language",
            role=None,
            language="Python",
            blocks=(charts, tides, winds),
            assumes=(),
            summary="The language itself.",
        ),
        Target(
            id=UNWRITTEN,
            title="Lighthouse keeper",
            plan_type="role",
            role="Lighthouse keeper",
            language="Python",
            blocks=(knots, sails, PLANNED),
            assumes=(),
            summary="Keeps the light on.",
        ),
    )


def _blocks() -> dict[BlockId, Block]:
    written = {
        BlockId(name): Block(
            id=BlockId(name),
            title=name.capitalize(),
            topics=tuple(TopicId(f"{name}.d{day}") for day in range(1, DAYS_A_WEEK + 1)),
            teaches=("python",),
        )
        for name in BLOCKS
    }
    return {**written, PLANNED: Block(id=PLANNED, title="Lamps", topics=())}


def _topic(block: BlockId, day: int) -> Topic:
    before = PREREQUISITE.get(day)
    return Topic(
        id=TopicId(f"{block}.d{day}"),
        block=block,
        title=f"{block.capitalize()}, part {day}",
        short=f"{block.capitalize()} {day}",
        minutes=30 + 10 * (day % 3),
        prerequisites=(TopicId(f"{block}.d{before}"),) if before else (),
        mission=f"Learn part {day} of {block}, then practise it.",
        objectives=("Say what it is.", "Use it.", "Tell when not to."),
        misconceptions=("It is always needed.", "It is never needed."),
        resources=(
            Resource(title="Reading", url="https://example.org/read", kind="read"),
            Resource(title="Practice", url="https://example.org/practise", kind="practise"),
        ),
        checked_on=date(2026, 3, 1),
    )


def _item(topic: TopicId, number: int, level: Level) -> Item:
    name = f"{topic}.question-{number}"
    wrong = 3 if number % 5 else 2
    return Item(
        id=ItemId(name),
        topic=topic,
        level=level,
        model=name,
        seconds=40 + 20 * level,
        stem=f"Question {number} on {topic}: which option is right?",
        code=f"print({number})" if number % 4 == 0 else None,
        language="python" if number % 4 == 0 else None,
        runtime=None,
        setup=None,
        options=(
            f"right answer {number}",
            *(f"wrong answer {number}.{n}" for n in range(1, wrong + 1)),
        ),
        misconceptions=tuple(f"Mistakes it for {n}." for n in range(1, wrong + 1)),
        explanation=f"Because question {number} on {topic} says so.",
        source="https://example.org/source",
    )
