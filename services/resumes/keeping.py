"""What a learner decides about a version they uploaded: its file, and whether a counsellor reads its text."""

from dataclasses import dataclass
from uuid import UUID

from db.tables import ResumeFile
from services.audit import AuditAction, record
from services.errors import NotFound, Refused
from services.guards import lock_learner
from services.resumes.desk import ResumeDesk
from services.resumes.sealing import CannotUnseal
from services.resumes.versions import own_version

LOST_KEY = (
    "This was sealed with a key that is no longer here. Delete it and upload your résumé again."
)


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file as it was uploaded."""

    filename: str
    content: bytes


def kept_file(desk: ResumeDesk, learner: UUID, version_id: UUID) -> KeptFile:
    """The file of a version. Raises NotFound, Refused when its key is lost."""
    with desk.work.reading() as session:
        version = own_version(session, learner, version_id)
        file = session.get(ResumeFile, version_id)
        if file is None:
            raise NotFound("The file of this version was not kept.")
        try:
            content = desk.seal.open_file(file.content, is_sealed=file.is_sealed)
        except CannotUnseal as error:
            raise Refused(LOST_KEY) from error
        return KeptFile(version.filename, content)


def delete_file(desk: ResumeDesk, learner: UUID, version_id: UUID) -> None:
    """Delete the file and keep its version; nothing happens where none is kept. Raises NotFound."""
    with desk.work.transaction() as session:
        lock_learner(session, learner)
        own_version(session, learner, version_id)
        file = session.get(ResumeFile, version_id)
        if file is not None:
            session.delete(file)
            record(
                desk.work, session, AuditAction.RESUME_FILE_DELETED, actor=learner,
                subject=learner, version=str(version_id),
            )  # fmt: skip


def share_text(desk: ResumeDesk, learner: UUID, version_id: UUID, *, shared: bool) -> None:
    """Let the learner's counsellor read the text of a version, or no longer. Raises NotFound."""
    with desk.work.transaction() as session:
        lock_learner(session, learner)
        version = own_version(session, learner, version_id)
        if (version.shared_at is not None) is shared:
            return
        version.shared_at = desk.work.clock() if shared else None
        action = AuditAction.RESUME_SHARED if shared else AuditAction.RESUME_UNSHARED
        record(desk.work, session, action, actor=learner, subject=learner, version=str(version_id))
