"""Versions as they are kept: reading their scores, scoring again when the scorer has changed."""

from collections.abc import Sequence
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import select
from sqlalchemy.orm import Session

from db.tables import ResumeFile, ResumeVersion
from plan_engine.resume.analysis import Analysis, analyse
from services.errors import NotFound
from services.resumes.desk import ResumeDesk
from services.resumes.sealing import CannotUnseal

ANALYSIS = TypeAdapter(Analysis)


def versions_of(session: Session, learner: UUID) -> Sequence[ResumeVersion]:
    """A learner's versions, oldest first."""
    return session.scalars(
        select(ResumeVersion)
        .where(ResumeVersion.user_id == learner)
        .order_by(ResumeVersion.created_at, ResumeVersion.id)
    ).all()


def files_of(session: Session, learner: UUID) -> frozenset[UUID]:
    """The versions of a learner whose file is kept."""
    return frozenset(
        session.scalars(
            select(ResumeFile.version_id)
            .join(ResumeVersion, ResumeFile.version_id == ResumeVersion.id)
            .where(ResumeVersion.user_id == learner)
        )
    )


def own_version(session: Session, learner: UUID, version_id: UUID) -> ResumeVersion:
    """A version of this learner. Raises NotFound."""
    version = session.get(ResumeVersion, version_id)
    if version is None or version.user_id != learner:
        raise NotFound("There is no such résumé of yours.")
    return version


def analysis_of(version: ResumeVersion) -> Analysis:
    """What the scorer found in a version."""
    return ANALYSIS.validate_python(version.scores)


def scored_by(versions: Sequence[ResumeVersion], scorer: str) -> Sequence[ResumeVersion]:
    """The versions that this scorer has scored: only these are compared."""
    return [version for version in versions if version.scorer == scorer]


def score_again(desk: ResumeDesk, versions: Sequence[ResumeVersion]) -> bool:
    """Score what an older scorer has scored, so that both sides use one; whether anything changed.

    A text that cannot be opened any more keeps its old scores and is left out of comparisons.
    """
    changed = False
    for version in versions:
        if version.scorer == desk.skills.version:
            continue
        try:
            text = desk.seal.open(version.text, is_sealed=version.is_sealed)
        except CannotUnseal:
            continue
        version.scores = ANALYSIS.dump_python(analyse(text, desk.skills), mode="json")
        version.scorer = desk.skills.version
        changed = True
    return changed
