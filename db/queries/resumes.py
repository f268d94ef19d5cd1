"""Questions about uploaded résumés."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.tables import ResumeVersion
from plan_engine.resume.impact import ResumeSide


@dataclass(frozen=True, slots=True)
class Upload:
    """That a version of this side was uploaded."""

    side: ResumeSide
    created_at: datetime


def uploads_of(session: Session, learner: UUID) -> Sequence[Upload]:
    """A learner's uploads, oldest first, without what is in them."""
    rows = session.execute(
        select(ResumeVersion.side, ResumeVersion.created_at)
        .where(ResumeVersion.user_id == learner)
        .order_by(ResumeVersion.created_at, ResumeVersion.id)
    )
    return [Upload(side, at) for side, at in rows]
