"""Home asks for the version of the résumé that is missing, and for no other."""

from uuid import UUID

import pytest
from sqlalchemy import update

from db.tables import PersonalizedPlan
from plan_engine.resume.impact import ResumeSide
from plan_engine.values import TargetId
from services.home_view import home_view
from services.resumes.desk import ResumeDesk
from services.resumes.uploads import upload_resume
from tests.support.clock import Clock
from tests.support.content import ROLE
from tests.support.learners import a_learner, knows_all, knows_first
from tests.support.long_tests import at_the_final
from tests.support.resumes import AFTER, BEFORE, as_txt


@pytest.fixture
def learner(desk: ResumeDesk) -> UUID:
    return a_learner(desk.work)


def wanted(desk: ResumeDesk, learner: UUID) -> ResumeSide | None:
    return home_view(desk.work, learner, "UTC").resume_wanted


def uploads(desk: ResumeDesk, learner: UUID, side: ResumeSide) -> None:
    content = as_txt(BEFORE if side is ResumeSide.BEFORE else AFTER)
    upload_resume(desk, learner, content, "cv.txt", side, TargetId("backend-python"))


def test_before_is_asked_for_with_a_plan_and_after_with_its_verdict(
    quick: ResumeDesk, clock: Clock, learner: UUID
) -> None:
    assert wanted(quick, learner) is None  # nothing to compare with yet
    finisher, plan = at_the_final(quick.work, clock, learner, ROLE)
    assert wanted(quick, learner) is ResumeSide.BEFORE
    uploads(quick, learner, ResumeSide.BEFORE)
    assert wanted(quick, learner) is None
    finisher.sits_final(plan, knows_all)
    assert wanted(quick, learner) is ResumeSide.AFTER
    clock.advance(days=1)
    uploads(quick, learner, ResumeSide.AFTER)
    assert wanted(quick, learner) is None
    with quick.work.transaction() as session:  # the next plan begins after that upload
        session.execute(update(PersonalizedPlan).values(created_at=clock.advance(days=1)))
    assert wanted(quick, learner) is ResumeSide.AFTER


def test_without_a_before_there_is_nothing_to_compare_after_the_plan(
    quick: ResumeDesk, clock: Clock, learner: UUID
) -> None:
    finisher, plan = at_the_final(quick.work, clock, learner, ROLE)
    finisher.sits_final(plan, knows_first(60))
    assert wanted(quick, learner) is None
