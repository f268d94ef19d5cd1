"""A counsellor reads a résumé only while its learner shares it with them."""

from uuid import UUID

import pytest
from sqlalchemy import select

from content.skills import load_skills
from db.tables import AuditLog
from plan_engine.resume.impact import ResumeSide
from plan_engine.values import TargetId
from services.assignments import unassign
from services.audit import AuditAction
from services.counsellor.shared_resumes import read_shared, shared_resumes
from services.errors import NotFound
from services.resumes.desk import ResumeDesk
from services.resumes.keeping import share_text
from services.resumes.reader import ReadFile
from services.resumes.uploads import upload_resume
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
        listed = [one.id for one in shared_resumes(desk.work, counsellor, ada)]
        if shared:
            assert listed == [version]
            assert read_shared(desk, counsellor, ada, version) == TEXT
            continue
        assert listed == []
        with pytest.raises(NotFound, match="not shared"):
            read_shared(desk, counsellor, ada, version)


def test_each_reading_is_logged_with_who_read_whose(
    desk: ResumeDesk, counsellor: UUID, ada: UUID, version: UUID
) -> None:
    share_text(desk, ada, version, shared=True)
    shared_resumes(desk.work, counsellor, ada)
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
        shared_resumes(desk.work, stranger, ada)
    with pytest.raises(NotFound):
        read_shared(desk, stranger, ada, version)
    unassign(desk.work, counsellor="counsellor", learner="ada", actor=None)
    with pytest.raises(NotFound):
        read_shared(desk, counsellor, ada, version)
