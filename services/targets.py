"""What can be chosen: roles and languages with their blocks, hours, and what keeps one from starting."""

from dataclasses import dataclass

from content.library import Library, Target
from plan_engine.kinds import PlanType
from plan_engine.values import TargetId


@dataclass(frozen=True, slots=True)
class TargetCard:
    """A role or language as a learner chooses it."""

    id: TargetId
    title: str
    summary: str
    type: PlanType
    blocks: tuple[str, ...]
    hours: int
    """Time for all days together, in whole hours; 0 while blocks are missing."""
    assumes: tuple[str, ...]
    missing: tuple[str, ...]
    """Sentences; empty when the target can be started."""


def target_cards(content: Library) -> list[TargetCard]:
    """All targets, those that can be started first, roles before languages."""
    cards = [_card(content, target) for target in content.targets.values()]
    return sorted(cards, key=lambda card: (bool(card.missing), card.type is PlanType.LANGUAGE))


def _card(content: Library, target: Target) -> TargetCard:
    blocks = [content.blocks[block] for block in target.blocks]
    minutes = sum(content.topics[topic].minutes for block in blocks for topic in block.topics)
    return TargetCard(
        id=target.id,
        title=target.title,
        summary=target.summary,
        type=PlanType(target.plan_type),
        blocks=tuple(block.title for block in blocks),
        hours=round(minutes / 60) if all(block.is_written for block in blocks) else 0,
        assumes=tuple(content.blocks[block].title for block in target.assumes),
        missing=tuple(str(shortage) for shortage in content.readiness_to_start(target.id)),
    )
