"""Role switch: how ready a learner's answers make them for another target, and what carries over."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from plan_engine.measurement.domain import DomainScore
from plan_engine.measurement.mastery import mastery
from plan_engine.rules import WEAK_BAR
from plan_engine.values import BlockId, ItemParameters, Response, TargetId, TopicId


class Carry(StrEnum):
    """What a block of another target means to this learner."""

    CARRIES_OVER = "carries_over"
    """Measured, and expected at or above the bar."""
    TO_LEARN = "to_learn"
    """Measured, and expected below the bar."""
    UNKNOWN = "unknown"
    """Never measured: nothing is claimed about it."""


@dataclass(frozen=True, slots=True)
class BlockTransfer:
    """One block of another target. `expected` is None where it has no questions to be judged by."""

    block: BlockId
    carry: Carry
    answered: int
    """Answers of this learner on the block's topics."""
    expected: DomainScore | None


@dataclass(frozen=True, slots=True)
class TargetTransfer:
    """What is known of a learner's readiness for another target."""

    target: TargetId
    blocks: tuple[BlockTransfer, ...]
    """In the order of the target's weeks."""
    forecast: DomainScore | None
    """Over the blocks that have questions; None where there are none."""

    @property
    def shared(self) -> int:
        """How many of its blocks have been measured."""
        return sum(block.carry is not Carry.UNKNOWN for block in self.blocks)

    @property
    def is_mostly_known(self) -> bool:
        """Whether half of its blocks or more have been measured, so that its forecast is no guess."""
        return 2 * self.shared >= len(self.blocks)

    @property
    def carried(self) -> float:
        """The share of its blocks that carry over."""
        return sum(block.carry is Carry.CARRIES_OVER for block in self.blocks) / len(self.blocks)


def transfer(
    target: TargetId,
    blocks: Sequence[BlockId],
    topics: Mapping[BlockId, Sequence[TopicId]],
    responses: Sequence[Response],
    weights: Sequence[float],
    reference: Mapping[TopicId, Sequence[ItemParameters]],
) -> TargetTransfer:
    """A target's forecast from the learner's answers so far, on its topics and on others.

    `topics` lacks the blocks that have no questions yet. A block without any answer is forecast
    by the prior, given the general ability that the other answers show, so that an unmeasured
    block neither flatters nor condemns. Raises UnknownTopic, MeasurementError.
    """
    known = {block: topics[block] for block in blocks if topics.get(block)}
    if not known:
        return TargetTransfer(
            target, tuple(BlockTransfer(block, Carry.UNKNOWN, 0, None) for block in blocks), None
        )
    found = mastery(responses, known, reference, weights=weights)
    rows = []
    for block in blocks:
        if block not in known:
            rows.append(BlockTransfer(block, Carry.UNKNOWN, 0, None))
            continue
        score = found.blocks[block]
        answered = sum(found.topics[topic].answered for topic in known[block])
        expected = DomainScore(score.domain_score, score.low, score.high)
        rows.append(BlockTransfer(block, _carry(answered, expected), answered, expected))
    return TargetTransfer(target, tuple(rows), found.overall)


def ranked(found: Iterable[TargetTransfer]) -> tuple[TargetTransfer, ...]:
    """By what is known: the larger share of blocks that carry over first, then the higher low end of
    the forecast. Targets mostly unknown come after all others, those that share no measured block last.

    The forecast's mean would favour the unknown: what was never asked is expected at the prior, which
    flatters whoever did badly on what was asked.
    """
    return tuple(sorted(found, key=_rank))


def _rank(found: TargetTransfer) -> tuple[bool, bool, float, int, float, TargetId]:
    low = found.forecast.in_percent[1] if found.forecast else 0
    measured = found.shared / len(found.blocks)
    return (
        not found.is_mostly_known,
        not found.shared,
        -found.carried,
        -low,  # as it is shown: whoever sees two equal figures sees the better known target first
        -measured,
        found.target,
    )


def _carry(answered: int, expected: DomainScore) -> Carry:
    if not answered:
        return Carry.UNKNOWN
    return Carry.CARRIES_OVER if expected.mean >= WEAK_BAR else Carry.TO_LEARN
