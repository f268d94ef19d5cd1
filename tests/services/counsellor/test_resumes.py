"""A counsellor sees scores of résumés, and reads a text only while its learner shares it."""

from uuid import UUID

import pytest
from sqlalchemy import select

from content.skills import load_skills
from db.tables import AuditLog
from plan_engine.resume.impact import ResumeSide
from plan_engine.values import TargetId
from services.assignments import unassign
from services.audit import AuditAction
from services.counsellor.resumes import read_shared, resumes_of
from services.errors import NotFound
from services.resumes.desk import ResumeDesk
from services.resumes.keeping import share_text
from services.resumes.reader import ReadFile
from services.resumes.uploads import upload_resume
from services.resumes.view import resume_view
from services.workspace import Workspace

TEXT = "Built services in Python and SQL. " * 20


@pytest.fixture
def desk(work: Workspace) -> ResumeDesk:
    return ResumeDesk(work, load_skills(), read=lambda _: ReadFile("txt", None, TEXT))


@pytest.fixture
def version(desk: ResumeDesk, ada: UUID) -> UUID:
    return upload_resume(desk, ada, b"cv", "cv.txt", ResumeSide.BEFORE, TargetId("backend-python"))


def test_nothing_is_read_before_it_is_shared_or_after_it_is_taken_back(
    desk: ResumeDesk, counsellor: UUID, ada: UUID, version: UUID
) -> None:
    for shared in (None, True, False):
        if shared is not None:
            share_text(desk, ada, version, shared=shared)
        seen = resumes_of(desk, counsellor, ada)
        assert [(one.id, one.is_shared) for one in seen] == [(version, bool(shared))]
        if shared:
            assert read_shared(desk, counsellor, ada, version) == TEXT
            continue
        with pytest.raises(NotFound, match="not shared"):
            read_shared(desk, counsellor, ada, version)


def test_scores_are_seen_without_text_or_file_name(
    desk: ResumeDesk, counsellor: UUID, ada: UUID, version: UUID
) -> None:
    seen = resumes_of(desk, counsellor, ada)[0]
    mine = resume_view(desk, ada, TargetId("backend-python")).versions[0]
    assert (seen.label, seen.score) == ("Backend", mine.role.score)
    assert seen.score > 0
    assert "cv.txt" not in str(seen)
    assert "Built services" not in str(seen)


def test_each_reading_is_logged_with_who_read_whose(
    desk: ResumeDesk, counsellor: UUID, ada: UUID, version: UUID
) -> None:
    share_text(desk, ada, version, shared=True)
    resumes_of(desk, counsellor, ada)
    read_shared(desk, counsellor, ada, version)
    with desk.work.reading() as session:
        line = session.scalars(
            select(AuditLog).where(AuditLog.action == AuditAction.RESUME_READ.value)
        ).one()
    assert (line.actor_id, line.subject_id) == (counsellor, ada)


def test_another_counsellor_sees_and_reads_nothing(
    desk: ResumeDesk, counsellor: UUID, stranger: UUID, ada: UUID, version: UUID
) -> None:
    share_text(desk, ada, version, shared=True)
    with pytest.raises(NotFound):
        resumes_of(desk, stranger, ada)
    with pytest.raises(NotFound):
        read_shared(desk, stranger, ada, version)
    unassign(desk.work, counsellor="counsellor", learner="ada", actor=None)
    with pytest.raises(NotFound):
        read_shared(desk, counsellor, ada, version)
