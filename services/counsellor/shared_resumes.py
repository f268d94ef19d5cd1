"""The texts of résumés that learners share with their counsellor; every reading is in the audit log."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from db.tables import ResumeVersion
from plan_engine.resume.impact import ResumeSide
from services.audit import AuditAction, record
from services.counsellor.access import assigned_learner
from services.errors import NotFound, Refused
from services.resumes.desk import ResumeDesk
from services.resumes.sealing import CannotUnseal
from services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class SharedResume:
    """A version whose text may be read."""

    id: UUID
    side: ResumeSide
    uploaded_at: datetime
    shared_at: datetime
    words: int


def shared_resumes(work: Workspace, counsellor: UUID, learner: UUID) -> Sequence[SharedResume]:
    """What a learner assigned to this counsellor shares, newest first, without the texts. Raises NotFound."""
    with work.reading() as session:
        assigned_learner(session, counsellor, learner)
        versions = session.scalars(
            select(ResumeVersion)
            .where(ResumeVersion.user_id == learner, ResumeVersion.shared_at.is_not(None))
            .order_by(ResumeVersion.created_at.desc(), ResumeVersion.id)
        ).all()
    return [
        SharedResume(v.id, v.side, v.created_at, v.shared_at, v.word_count)
        for v in versions
        if v.shared_at is not None
    ]


def read_shared(desk: ResumeDesk, counsellor: UUID, learner: UUID, version_id: UUID) -> str:
    """The text of a shared version. Raises NotFound, also when it is not shared any more; Refused."""
    with desk.work.transaction() as session:
        assigned_learner(session, counsellor, learner)
        version = session.get(ResumeVersion, version_id)
        if version is None or version.user_id != learner or version.shared_at is None:
            raise NotFound("This résumé is not shared with you.")
        try:
            text = desk.seal.open(version.text, is_sealed=version.is_sealed)
        except CannotUnseal as error:
            raise Refused("Its text was sealed with a key that is no longer here.") from error
        record(
            desk.work, session, AuditAction.RESUME_READ, actor=counsellor, subject=learner,
            version=str(version_id),
        )  # fmt: skip
        return text
