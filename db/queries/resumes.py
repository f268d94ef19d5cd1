"""Questions about uploaded résumés."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.tables import ResumeVersion
from plan_engine.resume.impact import ResumeSide


def latest_by_side(session: Session, learner: UUID) -> Mapping[ResumeSide, datetime]:
    """When a learner last uploaded a version of each side; sides without one are not in it."""
    rows = session.execute(
        select(ResumeVersion.side, func.max(ResumeVersion.created_at))
        .where(ResumeVersion.user_id == learner)
        .group_by(ResumeVersion.side)
    )
    return {row[0]: row[1] for row in rows}
