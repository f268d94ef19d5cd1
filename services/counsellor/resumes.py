"""What a counsellor sees of résumés: scores; texts where the learner shares them, each reading in the audit log."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from db.tables import ResumeVersion
from plan_engine.resume.impact import ResumeSide
from plan_engine.resume.scoring import role_score
from plan_engine.values import TargetId
from services.audit import AuditAction, record
from services.counsellor.access import assigned_learner
from services.errors import NotFound, Refused
from services.resumes.desk import ResumeDesk
from services.resumes.sealing import CannotUnseal
from services.resumes.versions import analysis_of, versions_of


@dataclass(frozen=True, slots=True)
class ResumeSeen:
    """A version without its text and without its file's name."""

    id: UUID
    side: ResumeSide
    uploaded_at: datetime
    words: int
    label: str
    """The role or language that it was scored for."""
    score: int
    is_shared: bool
    """Whether its text may be read."""


def resumes_of(desk: ResumeDesk, counsellor: UUID, learner: UUID) -> Sequence[ResumeSeen]:
    """The versions of a learner assigned to this counsellor, newest first. Raises NotFound."""
    with desk.work.reading() as session:
        assigned_learner(session, counsellor, learner)
        versions = versions_of(session, learner)
    profiles = desk.skills.profiles
    return [
        ResumeSeen(
            id=version.id,
            side=version.side,
            uploaded_at=version.created_at,
            words=version.word_count,
            label=profiles[TargetId(version.target)].label,
            score=role_score(analysis_of(version), profiles[TargetId(version.target)]).score,
            is_shared=version.shared_at is not None,
        )
        for version in reversed(versions)
        if version.target in profiles
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
