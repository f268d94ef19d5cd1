"""A second plan's résumés: what the first plan earned stays, on every screen and in the learner's own data."""

from uuid import UUID

import pytest
from sqlalchemy import select, update

from db.tables import PersonalizedPlan, ResumeImpact
from plan_engine.resume.impact import ResumeSide
from plan_engine.values import TargetId
from services.counsellor.road_rows import resume_rows
from services.home_view import home_view
from services.my_data import everything_about
from services.resumes.desk import ResumeDesk
from services.resumes.impact_rows import WHOLE_ROLE
from services.resumes.uploads import delete_version, upload_resume
from services.resumes.view import resume_view
from tests.support.clock import Clock
from tests.support.content import ROLE
from tests.support.learners import a_learner, knows_all
from tests.support.long_tests import at_the_final
from tests.support.resumes import AFTER, BEFORE, Resume, as_txt

BACKEND = TargetId("backend-python")
B, A = ResumeSide.BEFORE, ResumeSide.AFTER
BETTER = AFTER.with_bullets(
    *AFTER.jobs[0].bullets, "Ran 1950 deployments of the Python services with Docker and Kubernetes"
)
EARNED = (24, 69)


@pytest.fixture
def learner(quick: ResumeDesk) -> UUID:
    return a_learner(quick.work)


def uploads(
    desk: ResumeDesk, clock: Clock, learner: UUID, side: ResumeSide, resume: Resume
) -> UUID:
    """A version's key, uploaded a day after whatever was before."""
    clock.advance(days=1)
    return upload_resume(desk, learner, as_txt(resume), "cv.txt", side, BACKEND)


def stored(desk: ResumeDesk, learner: UUID) -> list[tuple[int, int]]:
    """The role's scores in `resume_impact`, oldest first."""
    with desk.work.reading() as session:
        rows = session.scalars(
            select(ResumeImpact)
            .where(ResumeImpact.user_id == learner, ResumeImpact.skill == WHOLE_ROLE)
            .order_by(ResumeImpact.created_at)
        )
        return [(row.before_score, row.after_score) for row in rows]


def shown(desk: ResumeDesk, learner: UUID) -> list[tuple[int, int]]:
    """The comparisons on the learner's screen, oldest first."""
    view = resume_view(desk, learner, BACKEND)
    comparisons = [*reversed(view.earlier), *([view.comparison] if view.comparison else [])]
    return [(one.change.before, one.change.after) for one in comparisons]


def test_a_newer_before_never_claims_a_fall_and_waits_for_its_after(
    quick: ResumeDesk, clock: Clock, learner: UUID
) -> None:
    uploads(quick, clock, learner, B, BEFORE)
    uploads(quick, clock, learner, A, AFTER)
    uploads(quick, clock, learner, B, BETTER)
    view = resume_view(quick, learner, BACKEND)
    assert view.comparison is not None
    assert view.comparison.sentence == "Your Backend résumé score rose 188% (24 → 69)."
    assert view.waits_since == clock()
    assert view.comparison.after_at < view.waits_since
    assert stored(quick, learner) == [EARNED]
    assert all(row.after is None for row in view.skills), "what waits is shown by itself"
    assert any(row.after for row in view.comparison.skills)


def test_the_next_after_adds_a_comparison_and_every_reader_agrees(
    quick: ResumeDesk, clock: Clock, learner: UUID
) -> None:
    uploads(quick, clock, learner, B, BEFORE)
    uploads(quick, clock, learner, A, AFTER)
    uploads(quick, clock, learner, B, AFTER)
    uploads(quick, clock, learner, A, BETTER)
    both = shown(quick, learner)
    assert both[0] == EARNED
    assert len(both) == 2
    assert both[1][0] == EARNED[1] < both[1][1]
    assert resume_view(quick, learner, BACKEND).waits_since is None
    assert stored(quick, learner) == both
    with quick.work.reading() as session:
        seen = [row for row in resume_rows(session, learner) if row.skill is None]
        mine = everything_about(session, learner, quick.seal)["resume_impact"]
    assert [(row.before, row.after) for row in seen] == both[::-1]
    assert seen[0].at > seen[1].at
    assert {(row["before_score"], row["after_score"]) for row in mine if row["skill"] == "all"} == {
        *both
    }


def test_deleting_the_newer_before_brings_back_what_was_there(
    quick: ResumeDesk, clock: Clock, learner: UUID
) -> None:
    uploads(quick, clock, learner, B, BEFORE)
    uploads(quick, clock, learner, A, AFTER)
    newer = uploads(quick, clock, learner, B, BETTER)
    delete_version(quick, learner, newer)
    assert resume_view(quick, learner, BACKEND).waits_since is None
    assert shown(quick, learner) == stored(quick, learner) == [EARNED]


def test_an_after_that_came_first_is_compared_once_it_is_uploaded_again(
    quick: ResumeDesk, clock: Clock, learner: UUID
) -> None:
    first = uploads(quick, clock, learner, A, AFTER)
    uploads(quick, clock, learner, B, BEFORE)
    assert shown(quick, learner) == stored(quick, learner) == []
    assert resume_view(quick, learner, BACKEND).waits_since == clock()
    assert uploads(quick, clock, learner, A, AFTER) != first
    assert shown(quick, learner) == stored(quick, learner) == [EARNED]


def test_the_first_plans_before_may_be_the_next_plans_too(
    quick: ResumeDesk, clock: Clock, learner: UUID
) -> None:
    for _ in range(2):
        uploads(quick, clock, learner, B, BEFORE)
        uploads(quick, clock, learner, A, AFTER)
    assert shown(quick, learner) == stored(quick, learner) == [EARNED, EARNED]


def test_home_asks_for_the_after_until_it_makes_a_pair(
    quick: ResumeDesk, clock: Clock, learner: UUID
) -> None:
    finisher, plan = at_the_final(quick.work, clock, learner, ROLE)
    finisher.sits_final(plan, knows_all)

    def wanted() -> ResumeSide | None:
        return home_view(quick.work, learner, "UTC").resume_wanted

    uploads(quick, clock, learner, A, AFTER)
    assert wanted() is None, "there is nothing to compare it with"
    uploads(quick, clock, learner, B, BEFORE)
    assert wanted() is A
    uploads(quick, clock, learner, A, AFTER)
    assert wanted() is None
    uploads(quick, clock, learner, B, BETTER)
    assert wanted() is None, "this plan has its comparison; the next one has not begun"
    with quick.work.transaction() as session:
        session.execute(update(PersonalizedPlan).values(created_at=clock()))
    assert wanted() is A
