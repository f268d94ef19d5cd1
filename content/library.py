"""What the app knows of curriculum and bank: frozen values, made by content.loader."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from plan_engine.curriculum import BlockOutline, TargetOutline, TopicOutline
from plan_engine.rules import (
    CLONES_COUNTED_PER_MODEL,
    ITEMS_PER_LEVEL_STOCKED,
    ITEMS_PER_TOPIC_STOCKED,
)
from plan_engine.values import BlockId, ItemId, ItemParameters, Level, TargetId, TopicId

RUNTIME_TITLES = {
    "bash": "Bash 5, GNU coreutils, Git 2",
    "browser": "a page in a current browser",
    "javascript": "JavaScript (Node 24)",
    "pandas": "Python 3.11, pandas 3",
    "python": "Python 3.11",
    "react": "React 19",
    "sqlite": "SQLite 3",
    "typescript": "an ES module in TypeScript 6, strict",
}
"""What a reader is told about what ran a program, by `Item.runtime`."""

HAVE_TO_BE_TAUGHT = frozenset({"javascript", "jsx", "python", "typescript"})
"""Languages of programs that nobody reads who has not learned them. What every developer reads on
the way (SQL, HTTP, JSON, shell, configuration) is not among them."""


@dataclass(frozen=True, slots=True)
class Resource:
    """An outside page to read or to practise on."""

    title: str
    url: str
    kind: Literal["read", "practise"]
    language: str | None = None
    """Shown only to learners who are taught this language; None: to everybody."""


@dataclass(frozen=True, slots=True)
class Topic:
    """One day's topic."""

    id: TopicId
    block: BlockId
    title: str
    short: str
    """Under 24 characters, for charts."""
    minutes: int
    """Estimated time for reading and practising."""
    prerequisites: tuple[TopicId, ...]
    """Topics only: a block that the author named stands for its seven topics."""
    mission: str
    objectives: tuple[str, ...]
    misconceptions: tuple[str, ...]
    resources: tuple[Resource, ...]
    checked_on: date
    """When the resources were last found in public sources."""


@dataclass(frozen=True, slots=True)
class Block:
    """One week's skill block; `topics` is empty while nobody has written it."""

    id: BlockId
    title: str
    topics: tuple[TopicId, ...]
    teaches: tuple[str, ...] = ()
    """The languages that somebody can read after this block, of those that have to be taught."""

    @property
    def is_written(self) -> bool:
        """Whether there is more than a title."""
        return bool(self.topics)


@dataclass(frozen=True, slots=True)
class Target:
    """A role in a language, or a language, that a learner can plan for."""

    id: TargetId
    title: str
    plan_type: Literal["role", "language"]
    role: str | None
    language: str
    blocks: tuple[BlockId, ...]
    """Three or four, in the order of the weeks."""
    assumes: tuple[BlockId, ...]
    """Blocks that a learner should know before starting."""
    summary: str


@dataclass(frozen=True, slots=True)
class Item:
    """One question. `options[0]` is the key; whoever serves it shuffles."""

    id: ItemId
    topic: TopicId
    level: Level
    model: str
    """The item model it was made from; its own id when it was written by hand."""
    seconds: int
    """Expected time of a competent person, reading included."""
    stem: str
    code: str | None
    language: str | None
    runtime: str | None
    """What ran its program (python, sqlite); None when its key was written by hand."""
    setup: str | None
    """SQL that makes the tables, where it is to be shown above the code."""
    options: tuple[str, ...]
    misconceptions: tuple[str, ...]
    """Why a person would choose it, for each distractor: `misconceptions[i]` is of `options[i + 1]`."""
    explanation: str
    source: str | None
    enemies: tuple[str, ...] = ()
    """Models (as in `model`) whose items must not stand in one form with this one. Mutual."""

    @property
    def needs(self) -> str | None:
        """The language that a reader must have been taught; None where any reader will do."""
        shows = self.code is not None or self.setup is not None
        return self.language if shows and self.language in HAVE_TO_BE_TAUGHT else None

    @property
    def runs_in(self) -> str | None:
        """What the program on the screen is to be read as, with its version; None where there is none.

        Tables beside a stem whose program is hidden may be of another system than what ran it.
        """
        if self.runtime is None or self.code is None:
            return None
        return RUNTIME_TITLES[self.runtime]

    @property
    def is_executed(self) -> bool:
        """Whether key and distractors were computed by running programs."""
        return self.runtime is not None

    def parameters(self) -> ItemParameters:
        """The item as the measurement sees it, with its author's level as prior difficulty."""
        from plan_engine.measurement.model import prior_difficulty  # the tools do without NumPy

        return ItemParameters(
            id=self.id,
            topic=self.topic,
            level=self.level,
            model=self.model,
            options=len(self.options),
            expected_seconds=float(self.seconds),
            difficulty=prior_difficulty(self.level),
            enemies=frozenset(self.enemies),
        )


@dataclass(frozen=True, slots=True)
class BlockNotReady:
    """A target cannot start because a block of it is only planned, or none of its questions may be served yet."""

    block: BlockId
    title: str

    def __str__(self) -> str:
        return f"The block “{self.title}” is not ready yet."


@dataclass(frozen=True, slots=True)
class TooFewItems:
    """A target cannot start because a topic has too few questions, in all or at one level."""

    topic: TopicId
    title: str
    found: int
    wanted: int
    level: Level | None = None

    def __str__(self) -> str:
        at = f" at level {int(self.level)}" if self.level is not None else ""
        return f"“{self.title}” has {self.found} of {self.wanted} questions{at}."


Shortage = BlockNotReady | TooFewItems


@dataclass(frozen=True, slots=True)
class Library:
    """The whole curriculum and bank, by id. `version` changes with any content file."""

    version: str
    targets: Mapping[TargetId, Target]
    blocks: Mapping[BlockId, Block]
    topics: Mapping[TopicId, Topic]
    items: Mapping[ItemId, Item]
    by_topic: Mapping[TopicId, tuple[ItemId, ...]]

    def items_of(self, topics: Sequence[TopicId]) -> list[Item]:
        """The items of these topics, in the order of the topics, then of their ids."""
        return [self.items[item] for topic in topics for item in self.by_topic.get(topic, ())]

    def topics_of(self, target: TargetId) -> tuple[TopicId, ...]:
        """Every topic of a target, in the order of its weeks and days."""
        return tuple(
            topic for block in self.targets[target].blocks for topic in self.blocks[block].topics
        )

    def readiness_to_start(self, target: TargetId) -> list[Shortage]:
        """What keeps a learner from starting this target; empty when nothing does."""
        shortages: list[Shortage] = []
        for block_id in self.targets[target].blocks:
            block = self.blocks[block_id]
            if not any(self.by_topic.get(topic) for topic in block.topics):
                shortages.append(BlockNotReady(block.id, block.title))
                continue
            for topic in block.topics:
                shortages += self.too_few_items(
                    topic,
                    ITEMS_PER_TOPIC_STOCKED,
                    ITEMS_PER_LEVEL_STOCKED,
                    withheld=self.withheld(target),
                )
        return shortages

    def withheld(self, target: TargetId) -> frozenset[ItemId]:
        """Items of its topics that show a language which the target neither teaches nor assumes."""
        taught = self.taught(target)
        return frozenset(
            item.id
            for item in self.items_of(self.topics_of(target))
            if item.needs is not None and item.needs not in taught
        )

    def taught(self, target: TargetId) -> frozenset[str]:
        """The languages, of those that have to be taught, that a target teaches or assumes."""
        chosen = self.targets[target]
        return frozenset(
            language
            for block in (*chosen.blocks, *chosen.assumes)
            for language in self.blocks[block].teaches
        )

    def resources_for(self, topic: TopicId, target: TargetId) -> tuple[Resource, ...]:
        """The pages of a topic that this target's learners are led to."""
        taught = self.taught(target)
        return tuple(
            resource
            for resource in self.topics[topic].resources
            if resource.language is None or resource.language in taught
        )

    def too_few_items(
        self,
        topic: TopicId,
        wanted: int,
        of_each_level: int,
        *,
        withheld: Collection[ItemId] = frozenset(),
    ) -> list[TooFewItems]:
        """Where a topic's counted stock falls short: of so many in all, or else at some level."""
        title = self.topics[topic].title
        stock = self.counted_items(topic, withheld=withheld)
        found = sum(stock.values())
        if found < wanted:
            return [TooFewItems(topic, title, found, wanted)]
        return [
            TooFewItems(topic, title, stock[level], of_each_level, level)
            for level in Level
            if stock[level] < of_each_level
        ]

    def counted_items(
        self, topic: TopicId, *, withheld: Collection[ItemId] = frozenset()
    ) -> dict[Level, int]:
        """The items of a topic that count towards its stock, by level; those that are withheld do not.

        Clones of a model count by their different keys, no more than CLONES_COUNTED_PER_MODEL: a
        learner who has seen one of two clones with one key has seen the answer to both.
        """
        keys: dict[tuple[Level, str], set[str]] = {}
        for item in self.items_of([topic]):
            if item.id in withheld:
                continue
            keys.setdefault((item.level, item.model), set()).add(item.options[0])
        stock = dict.fromkeys(Level, 0)
        for (level, _), found in keys.items():
            stock[level] += min(len(found), CLONES_COUNTED_PER_MODEL)
        return stock

    def outline(self, target: TargetId) -> TargetOutline:
        """The target as the planner sees it. Raises ValueError while a block is not written."""
        blocks = [self.blocks[block] for block in self.targets[target].blocks]
        unwritten = [block.title for block in blocks if not block.is_written]
        if unwritten:
            raise ValueError(f"not written yet: {', '.join(unwritten)}")
        within = set(self.topics_of(target))
        return TargetOutline(
            id=target,
            blocks=tuple(
                BlockOutline(
                    id=block.id,
                    topics=tuple(
                        TopicOutline(
                            id=topic,
                            block=block.id,
                            minutes=self.topics[topic].minutes,
                            prerequisites=frozenset(self.topics[topic].prerequisites) & within,
                        )
                        for topic in block.topics
                    ),
                )
                for block in blocks
            ),
        )
