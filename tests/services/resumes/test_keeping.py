"""What a learner decides about a version: keep its file, share its text."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import func, select

from db.tables import AuditLog, ResumeFile, ResumeVersion
from plan_engine.resume.impact import ResumeSide
from plan_engine.values import TargetId
from services.audit import AuditAction
from services.errors import NotFound, Refused
from services.resumes.desk import ResumeDesk
from services.resumes.keeping import delete_file, kept_file, share_text
from services.resumes.sealing import Seal
from services.resumes.uploads import delete_version, upload_resume
from services.resumes.view import resume_view
from tests.support.learners import a_learner
from tests.support.resumes import BEFORE, as_txt

TEXT = as_txt(BEFORE)
Deed = Callable[[ResumeDesk, UUID, UUID], object]
DEEDS: dict[str, Deed] = {
    "read the file": kept_file,
    "delete the file": delete_file,
    "share": lambda desk, who, version: share_text(desk, who, version, shared=True),
}


def uploaded(desk: ResumeDesk, learner: UUID, *, keep_file: bool) -> UUID:
    return upload_resume(
        desk, learner, TEXT, "cv.txt", ResumeSide.BEFORE, TargetId("backend-python"),
        keep_file=keep_file,
    )  # fmt: skip


def files(desk: ResumeDesk) -> int:
    with desk.work.reading() as session:
        return session.scalars(select(func.count()).select_from(ResumeFile)).one()


def logged(desk: ResumeDesk, action: AuditAction) -> int:
    with desk.work.reading() as session:
        return session.scalars(
            select(func.count()).select_from(AuditLog).where(AuditLog.action == action.value)
        ).one()


def test_the_file_is_kept_only_for_who_asks(quick: ResumeDesk) -> None:
    learner = a_learner(quick.work)
    version = uploaded(quick, learner, keep_file=False)
    assert files(quick) == 0
    with pytest.raises(NotFound, match="not kept"):
        kept_file(quick, learner, version)
    assert (
        uploaded(quick, learner, keep_file=True) == version
    )  # the same text again, now with its file
    found = kept_file(quick, learner, version)
    assert (found.filename, found.content) == ("cv.txt", TEXT)
    assert [shown.has_file for shown in resume_view(quick, learner).versions] == [True]


def test_the_file_is_sealed_with_the_key_and_refused_without_it(quick: ResumeDesk) -> None:
    learner = a_learner(quick.work)
    sealed = replace(quick, seal=Seal(Fernet.generate_key().decode()))
    version = uploaded(sealed, learner, keep_file=True)
    with quick.work.reading() as session:
        assert b"MySQL" not in session.scalars(select(ResumeFile.content)).one()
    assert kept_file(sealed, learner, version).content == TEXT
    with pytest.raises(Refused, match="key"):
        kept_file(quick, learner, version)


def test_the_file_goes_alone_or_with_its_version(quick: ResumeDesk) -> None:
    learner = a_learner(quick.work)
    version = uploaded(quick, learner, keep_file=True)
    delete_file(quick, learner, version)
    delete_file(quick, learner, version)
    assert files(quick) == 0
    assert logged(quick, AuditAction.RESUME_FILE_DELETED) == 1
    assert len(resume_view(quick, learner).versions) == 1
    uploaded(quick, learner, keep_file=True)
    delete_version(quick, learner, version)
    assert files(quick) == 0


def test_sharing_is_off_until_asked_for_and_is_taken_back(quick: ResumeDesk) -> None:
    learner = a_learner(quick.work)
    version = uploaded(quick, learner, keep_file=False)
    assert not resume_view(quick, learner).versions[0].is_shared
    for _ in range(2):
        share_text(quick, learner, version, shared=True)
    assert resume_view(quick, learner).versions[0].is_shared
    assert logged(quick, AuditAction.RESUME_SHARED) == 1
    share_text(quick, learner, version, shared=False)
    with quick.work.reading() as session:
        assert session.get_one(ResumeVersion, version).shared_at is None


@pytest.mark.parametrize("deed", list(DEEDS))
def test_another_learners_version_is_not_found(quick: ResumeDesk, deed: str) -> None:
    ada, grace = a_learner(quick.work, "ada"), a_learner(quick.work, "grace")
    version = uploaded(quick, ada, keep_file=True)
    with pytest.raises(NotFound):
        DEEDS[deed](quick, grace, version)
    shown = resume_view(quick, ada).versions[0]
    assert (shown.has_file, shown.is_shared) == (True, False)


def test_uploads_and_deletions_are_in_the_audit_log_without_text_or_name(quick: ResumeDesk) -> None:
    learner = a_learner(quick.work)
    delete_version(quick, learner, uploaded(quick, learner, keep_file=False))
    with quick.work.reading() as session:
        lines = session.scalars(
            select(AuditLog).where(AuditLog.action.startswith("resume_")).order_by(AuditLog.at)
        ).all()
    assert sorted(line.action for line in lines) == ["resume_deleted", "resume_uploaded"]
    assert "cv.txt" not in str([line.detail for line in lines])
