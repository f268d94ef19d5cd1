"""Uploading, comparing and deleting résumés: through the real services, on both databases."""

from dataclasses import replace
from uuid import UUID

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import func, select, update

from db.tables import ResumeImpact, ResumeVersion
from plan_engine.resume.impact import ResumeSide, Verdict
from plan_engine.values import TargetId
from services.counsellor.road_rows import resume_rows
from services.errors import NotFound, Refused
from services.resumes.desk import ResumeDesk
from services.resumes.impact_rows import WHOLE_ROLE
from services.resumes.reader import NotReadable
from services.resumes.sealing import CannotUnseal, Seal
from services.resumes.uploads import (
    VERSIONS_MAX,
    delete_version,
    shown_filename,
    upload_resume,
)
from services.resumes.view import resume_view
from tests.support.clock import Clock
from tests.support.learners import a_learner
from tests.support.resumes import AFTER, BEFORE, as_docx, as_pdf, as_txt

BACKEND = TargetId("backend-python")


def uploaded(desk: ResumeDesk, learner: UUID, content: bytes, side: ResumeSide) -> UUID:
    """The key of an uploaded version."""
    return upload_resume(desk, learner, content, "cv.txt", side, BACKEND)


def rows(desk: ResumeDesk) -> int:
    """How many versions there are."""
    with desk.work.reading() as session:
        return session.scalars(select(func.count()).select_from(ResumeVersion)).one()


def test_before_and_after_are_compared_by_role_and_skill(desk: ResumeDesk, clock: Clock) -> None:
    learner = a_learner(desk.work)
    upload_resume(desk, learner, as_pdf(BEFORE, columns=2), "old.pdf", ResumeSide.BEFORE, BACKEND)
    clock.advance(days=30)
    upload_resume(desk, learner, as_docx(AFTER), "new.docx", ResumeSide.AFTER, BACKEND)
    view = resume_view(desk, learner)
    assert view.comparison is not None
    change = view.comparison.change
    assert change.verdict is Verdict.ROSE
    assert change.percentage is not None
    assert view.comparison.sentence == (
        f"Your Backend résumé score rose {change.percentage}% ({change.before} → {change.after})."
    )
    assert view.comparison.lost == ("MySQL (70 → 40)",)
    with desk.work.reading() as session:
        impact = {row.skill: row for row in session.scalars(select(ResumeImpact))}
    assert (impact[WHOLE_ROLE].before_score, impact[WHOLE_ROLE].after_score) == (
        change.before, change.after,
    )  # fmt: skip
    assert impact[WHOLE_ROLE].improvement_percentage == change.percentage
    assert impact["docker"].improvement_percentage is None  # nothing before: points, no percentage
    assert impact["mysql"].improvement_percentage == -43


def test_a_role_as_a_whole_stands_before_its_skills(quick: ResumeDesk, clock: Clock) -> None:
    learner = a_learner(quick.work)
    passing = replace(quick.work, clock=lambda: clock.advance(seconds=1))
    desk = replace(quick, work=passing)
    uploaded(desk, learner, as_txt(BEFORE), ResumeSide.BEFORE)
    uploaded(desk, learner, as_txt(AFTER), ResumeSide.AFTER)
    with quick.work.reading() as session:
        shown = resume_rows(session, learner)
    assert [row.skill is None for row in shown] == [True] + [False] * (len(shown) - 1)
    assert len(shown) > 2


def test_a_decrease_is_shown(quick: ResumeDesk) -> None:
    learner = a_learner(quick.work)
    uploaded(quick, learner, as_txt(AFTER), ResumeSide.BEFORE)
    uploaded(quick, learner, as_txt(BEFORE), ResumeSide.AFTER)
    view = resume_view(quick, learner)
    assert view.comparison is not None
    assert " fell " in view.comparison.sentence
    assert any(lost.startswith("Docker") for lost in view.comparison.lost)


def test_the_same_text_twice_is_no_change(desk: ResumeDesk) -> None:
    learner = a_learner(desk.work)
    for side in ResumeSide:
        upload_resume(desk, learner, as_txt(BEFORE), "cv.txt", side, BACKEND)
    view = resume_view(desk, learner)
    assert view.comparison is not None
    assert view.comparison.sentence.startswith("No change")


def test_the_same_upload_twice_is_one_version(quick: ResumeDesk) -> None:
    learner = a_learner(quick.work)
    first = uploaded(quick, learner, as_txt(BEFORE), ResumeSide.BEFORE)
    assert uploaded(quick, learner, as_txt(BEFORE), ResumeSide.BEFORE) == first
    assert rows(quick) == 1


def test_a_refused_file_leaves_nothing_behind(desk: ResumeDesk) -> None:
    learner = a_learner(desk.work)
    with pytest.raises(NotReadable):
        uploaded(desk, learner, b"\x89PNG\r\n\x1a\n0000", ResumeSide.BEFORE)
    assert rows(desk) == 0
    assert resume_view(desk, learner).newest is None


def test_before_is_scored_again_when_the_scorer_has_changed(quick: ResumeDesk) -> None:
    learner = a_learner(quick.work)
    older = replace(quick, skills=replace(quick.skills, version="0-older"))
    uploaded(older, learner, as_txt(BEFORE), ResumeSide.BEFORE)
    with older.work.transaction() as session:  # the older scorer saw nothing at all
        found = session.scalars(select(ResumeVersion)).one()
        session.execute(update(ResumeVersion).values(scores={**found.scores, "skills": {}}))
    uploaded(quick, learner, as_txt(AFTER), ResumeSide.AFTER)
    with quick.work.reading() as session:
        assert set(session.scalars(select(ResumeVersion.scorer))) == {quick.skills.version}
    view = resume_view(quick, learner)
    assert view.comparison is not None
    assert view.comparison.change.before > 0


def test_a_text_is_sealed_with_the_key_and_left_out_of_comparisons_without_it(
    quick: ResumeDesk, clock: Clock
) -> None:
    learner = a_learner(quick.work)
    sealed = replace(quick, seal=Seal(Fernet.generate_key().decode()))
    uploaded(sealed, learner, as_txt(BEFORE), ResumeSide.BEFORE)
    with sealed.work.reading() as session:
        row = session.scalars(select(ResumeVersion)).one()
    assert row.is_sealed
    assert "MySQL" not in row.text
    assert "MySQL" not in str(row.scores)
    assert "MySQL" in sealed.seal.open(row.text, is_sealed=True)
    with pytest.raises(CannotUnseal):
        quick.seal.open(row.text, is_sealed=True)
    clock.advance(days=1)
    newer = replace(quick, skills=replace(quick.skills, version="9-newer"))
    uploaded(newer, learner, as_txt(AFTER), ResumeSide.AFTER)
    view = resume_view(newer, learner)
    assert view.comparison is None
    assert [version.is_scored_now for version in view.versions] == [False, True]


def test_a_key_that_cannot_seal_is_refused_at_once() -> None:
    with pytest.raises(ValueError, match="CAREERLYTICS_RESUME_KEY"):
        Seal("too short")


def test_deleting_a_version_deletes_its_text_and_its_comparison(quick: ResumeDesk) -> None:
    learner = a_learner(quick.work)
    before = uploaded(quick, learner, as_txt(BEFORE), ResumeSide.BEFORE)
    uploaded(quick, learner, as_txt(AFTER), ResumeSide.AFTER)
    delete_version(quick, learner, before)
    assert rows(quick) == 1
    with quick.work.reading() as session:
        assert session.scalars(select(ResumeImpact)).all() == []


def test_nobody_sees_or_deletes_another_learners_resume(quick: ResumeDesk) -> None:
    ada, grace = a_learner(quick.work, "ada"), a_learner(quick.work, "grace")
    key = uploaded(quick, ada, as_txt(BEFORE), ResumeSide.BEFORE)
    assert resume_view(quick, grace).versions == ()
    with pytest.raises(NotFound):
        delete_version(quick, grace, key)
    assert rows(quick) == 1


def test_versions_are_counted_and_bounded(quick: ResumeDesk) -> None:
    learner = a_learner(quick.work)
    for number in range(VERSIONS_MAX):
        uploaded(quick, learner, as_txt(BEFORE) + f"\nNumber {number}".encode(), ResumeSide.BEFORE)
    with pytest.raises(Refused, match="Delete one"):
        uploaded(quick, learner, as_txt(AFTER), ResumeSide.AFTER)


def test_an_unknown_target_is_refused(quick: ResumeDesk) -> None:
    with pytest.raises(Refused):
        upload_resume(
            quick, a_learner(quick.work), as_txt(BEFORE), "x", ResumeSide.BEFORE, TargetId("pope")
        )


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("C:\\Users\\x\\cv.pdf", "cv.pdf"),
        ("../../etc/cv.pdf", "cv.pdf"),
        ("cv\u202efdp.exe\n", "cvfdp.exe"),
        ("", "résumé"),
        ("a" * 300, "a" * 120),
    ],
)
def test_a_filename_is_kept_without_folders_and_hidden_characters(typed: str, shown: str) -> None:
    assert shown_filename(typed) == shown
