"""What something earned, as the ledger has it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from db.queries import rewards
from plan_engine.xp import Award, level_standing


@dataclass(frozen=True, slots=True)
class Receipt:
    """The awards for one thing, and where they brought the learner."""

    awards: tuple[Award, ...]
    total_xp: int
    level: int
    level_before: int

    @property
    def earned(self) -> int:
        """XP of this receipt in all."""
        return sum(award.amount for award in self.awards)


def receipt(session: Session, user_id: UUID, at: datetime) -> Receipt:
    """What the event at this instant was paid, streak included, and the learner's standing now."""
    awards = tuple(
        Award(line.reward_type, line.xp_amount, line.reason)
        for line in rewards.ledger_lines_at(session, user_id, at)
    )
    account = rewards.xp_of(session, user_id)
    total = account.total_xp if account else 0
    earned = sum(award.amount for award in awards)
    return Receipt(
        awards=awards,
        total_xp=total,
        level=level_standing(total).level,
        level_before=level_standing(max(total - earned, 0)).level,
    )
