"""Values that every layer speaks in: identifiers, items as the measurement sees them, answers."""

from dataclasses import dataclass
from enum import Enum, IntEnum
from typing import NewType

TargetId = NewType("TargetId", str)
BlockId = NewType("BlockId", str)
TopicId = NewType("TopicId", str)
ItemId = NewType("ItemId", str)


class Level(IntEnum):
    """How much an item asks of its reader, as its author judged it."""

    FOUNDATION = 1
    WORKING = 2
    ADVANCED = 3


@dataclass(frozen=True, slots=True)
class ItemParameters:
    """One item as the measurement sees it: where it belongs and how it behaves.

    `difficulty` and `discrimination` are on the logit scale of a standard normal ability;
    `options` counts the real options, without "I don't know".
    """

    id: ItemId
    topic: TopicId
    level: Level
    model: str
    """The family of clones this item belongs to; its own id when it has no siblings."""
    options: int
    expected_seconds: float
    difficulty: float
    discrimination: float = 1.0
    enemies: frozenset[str] = frozenset()
    """Models whose items give this one away, or this one theirs: never in one form. Mutual."""

    @property
    def guessing(self) -> float:
        """The chance of a right answer from guessing alone: one over the number of options."""
        return 1.0 / self.options


class Outcome(Enum):
    """What became of one served item."""

    RIGHT = "right"
    WRONG = "wrong"
    DONT_KNOW = "dont_know"
    """Scored as wrong, kept apart: a clean signal of a gap, without a guess in it."""


@dataclass(frozen=True, slots=True)
class Response:
    """One answer to one item; `seconds` is None where no time was recorded."""

    item: ItemParameters
    outcome: Outcome
    seconds: float | None = None

    @property
    def is_right(self) -> bool:
        """Whether the answer was the key."""
        return self.outcome is Outcome.RIGHT
