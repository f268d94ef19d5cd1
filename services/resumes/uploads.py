"""Taking a résumé in, and letting it go: one transaction each, nothing half-written."""

import hashlib
import unicodedata
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from db.tables import ResumeFile, ResumeVersion
from plan_engine.resume.analysis import analyse
from plan_engine.resume.impact import ResumeSide
from plan_engine.values import TargetId
from services.audit import AuditAction, record
from services.errors import Refused
from services.guards import lock_learner
from services.resumes.desk import ResumeDesk
from services.resumes.impact_rows import write_impact
from services.resumes.turns import one_at_a_time
from services.resumes.versions import ANALYSIS, own_version, score_again, versions_of

VERSIONS_MAX = 20
"""A learner keeps at most this many; further ones wait until one is deleted."""
FILENAME_MAX = 120


def upload_resume(
    desk: ResumeDesk,
    learner: UUID,
    content: bytes,
    filename: str,
    side: ResumeSide,
    target: TargetId,
    *,
    keep_file: bool = False,
) -> UUID:
    """Read, score and keep a résumé; its key. Its text is kept; the file only if the learner asks.

    The same text again on the same side and for the same target is the version that is there already, unless the
    other side has come since: then it opens or closes the next comparison.
    Raises NotReadable, Refused, NotFound.
    """
    if target not in desk.skills.profiles:
        raise Refused("There is no such role or language to score a résumé for.")
    with one_at_a_time(desk.work, learner):
        file = desk.read(content)
    analysis = analyse(file.text, desk.skills)
    digest = hashlib.sha256(file.text.encode()).hexdigest()
    with desk.work.transaction() as session:
        lock_learner(session, learner)
        versions = versions_of(session, learner)
        again = _uploaded_again(versions, side, digest, target)
        if again is not None:
            if keep_file:
                _keep_file(session, desk, again.id, content)
            return again.id
        if len(versions) >= VERSIONS_MAX:
            raise Refused(
                f"You have {VERSIONS_MAX} versions here, which is the most. Delete one in the history first."
            )
        text, is_sealed = desk.seal.close(file.text)
        key = desk.work.new_id()
        session.add(
            ResumeVersion(
                id=key,
                user_id=learner,
                side=side,
                target=target,
                filename=shown_filename(filename),
                file_kind=file.kind,
                text=text,
                is_sealed=is_sealed,
                sha256=digest,
                word_count=analysis.words,
                scorer=desk.skills.version,
                scores=ANALYSIS.dump_python(analysis, mode="json"),
                created_at=desk.work.clock(),
            )
        )
        score_again(desk, versions)
        session.flush()
        if keep_file:
            _keep_file(session, desk, key, content)
        write_impact(session, desk, learner)
        record(
            desk.work, session, AuditAction.RESUME_UPLOADED, actor=learner, subject=learner,
            version=str(key), file="kept" if keep_file else "not kept",
        )  # fmt: skip
    return key


def _uploaded_again(
    versions: Sequence[ResumeVersion], side: ResumeSide, digest: str, target: TargetId
) -> ResumeVersion | None:
    mine = [version for version in versions if version.side is side]
    if not mine or (mine[-1].sha256, mine[-1].target) != (digest, target):
        return None
    since = any(v.side is not side and v.created_at > mine[-1].created_at for v in versions)
    return None if since else mine[-1]


def delete_version(desk: ResumeDesk, learner: UUID, version_id: UUID) -> None:
    """Delete a version with its text, and the comparison that it was part of. Raises NotFound."""
    with desk.work.transaction() as session:
        lock_learner(session, learner)
        version = own_version(session, learner, version_id)
        session.delete(version)
        session.flush()
        write_impact(session, desk, learner)
        record(
            desk.work, session, AuditAction.RESUME_DELETED, actor=learner, subject=learner,
            version=str(version_id),
        )  # fmt: skip


def _keep_file(session: Session, desk: ResumeDesk, version_id: UUID, content: bytes) -> None:
    """Keep the file beside its version; what is kept already stays."""
    if session.get(ResumeFile, version_id) is None:
        kept, is_sealed = desk.seal.close_file(content)
        session.add(
            ResumeFile(
                version_id=version_id, content=kept, is_sealed=is_sealed, kept_at=desk.work.clock()
            )
        )


def shown_filename(filename: str) -> str:
    """A file's name without folders, control and direction characters, at most 120 characters."""
    last = filename.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(c for c in last if unicodedata.category(c)[0] != "C").strip()
    return kept[:FILENAME_MAX] or "résumé"
