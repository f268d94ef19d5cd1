"""Taking a résumé in, and letting it go: one transaction each, nothing half-written."""

import hashlib
import unicodedata
from uuid import UUID

from db.tables import ResumeVersion
from plan_engine.resume.analysis import analyse
from plan_engine.resume.impact import ResumeSide
from plan_engine.values import TargetId
from services.errors import NotFound, Refused
from services.guards import lock_learner
from services.resumes.desk import ResumeDesk
from services.resumes.impact_rows import write_impact
from services.resumes.reader import one_at_a_time
from services.resumes.versions import ANALYSIS, score_again, versions_of

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
) -> UUID:
    """Read, score and keep a résumé; its key. The file itself is not kept, its text is.

    The same text again on the same side and for the same target is the version that is there already.
    Raises NotReadable, Refused, NotFound.
    """
    if target not in desk.skills.profiles:
        raise Refused("There is no such role or language to score a résumé for.")
    with one_at_a_time(learner):
        file = desk.read(content)
    analysis = analyse(file.text, desk.skills)
    digest = hashlib.sha256(file.text.encode()).hexdigest()
    with desk.work.transaction() as session:
        lock_learner(session, learner)
        versions = versions_of(session, learner)
        mine = [v for v in versions if v.side is side]
        if mine and (mine[-1].sha256, mine[-1].target) == (digest, target):
            return mine[-1].id
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
        write_impact(session, desk, learner)
    return key


def delete_version(desk: ResumeDesk, learner: UUID, version_id: UUID) -> None:
    """Delete a version with its text, and the comparison that it was part of. Raises NotFound."""
    with desk.work.transaction() as session:
        lock_learner(session, learner)
        version = session.get(ResumeVersion, version_id)
        if version is None or version.user_id != learner:
            raise NotFound("There is no such résumé of yours.")
        session.delete(version)
        session.flush()
        write_impact(session, desk, learner)


def shown_filename(filename: str) -> str:
    """A file's name without folders, control and direction characters, at most 120 characters."""
    last = filename.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(c for c in last if unicodedata.category(c)[0] != "C").strip()
    return kept[:FILENAME_MAX] or "résumé"
