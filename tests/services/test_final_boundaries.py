"""The cuts of the final test and the retest, each at its exact number of right answers."""

import pytest

from db.queries import plans
from db.tables import AssessmentResult, FinalRetest, PersonalizedPlan
from plan_engine.lifecycles import CorrectionStatus, PlanStatus
from plan_engine.progression import Verdict, needs_correction, verdict
from services.scoring import report_of
from services.verdict_view import verdict_view
from services.workspace import Workspace
from tests.support.clock import Clock
from tests.support.content import ROLE
from tests.support.learners import a_learner, knows_first
from tests.support.long_tests import at_the_final

READY, TRAINING, NOT_YET = Verdict.JOB_READY, Verdict.NEEDS_TRAINING, Verdict.NOT_SUITABLE


@pytest.mark.parametrize(
    ("right", "score", "found"),
    [
        (41, 68, None),
        (42, 70, None),
        (43, 71, TRAINING),
        (47, 78, TRAINING),
        (48, 80, READY),
        (60, 100, READY),
        (0, 0, None),
    ],
)
def test_a_final_test_leads_to_a_verdict_only_above_seventy(
    work: Workspace, clock: Clock, right: int, score: int, found: Verdict | None
) -> None:
    finisher, plan_id = at_the_final(work, clock, a_learner(work), ROLE)
    result_id = finisher.sits_final(plan_id, knows_first(right))
    with work.reading() as session:
        plan = session.get_one(PersonalizedPlan, plan_id)
        result = session.get_one(AssessmentResult, result_id)
        correction = plans.correction_of(session, plan_id)
        days = plans.days_of_correction(session, correction.id) if correction else []
    assert (result.right_answers, result.total_questions, result.score) == (right, 60, score)
    assert result.passed is (found is not None)
    assert verdict_view(work, finisher.learner, result_id).verdict is found
    assert plan.status is (PlanStatus.ACTIVE if found is None else PlanStatus.COMPLETED)
    assert len(days) == (14 if found is None else 0)


@pytest.mark.parametrize(
    ("right", "score", "found", "plan_status", "correction_status"),
    [
        (35, 58, NOT_YET, PlanStatus.FAILED, CorrectionStatus.FAILED),
        (36, 60, TRAINING, PlanStatus.COMPLETED, CorrectionStatus.COMPLETED),
        (42, 70, TRAINING, PlanStatus.COMPLETED, CorrectionStatus.COMPLETED),
        (47, 78, TRAINING, PlanStatus.COMPLETED, CorrectionStatus.COMPLETED),
        (48, 80, READY, PlanStatus.COMPLETED, CorrectionStatus.COMPLETED),
    ],
)
def test_the_retest_brings_a_verdict_whatever_its_score(
    work: Workspace,
    clock: Clock,
    right: int,
    score: int,
    found: Verdict,
    plan_status: PlanStatus,
    correction_status: CorrectionStatus,
) -> None:
    finisher, plan_id = at_the_final(work, clock, a_learner(work), ROLE)
    finisher.sits_final(plan_id, knows_first(30))
    finisher.works_through_correction(plan_id)
    result_id = finisher.sits_retest(plan_id, knows_first(right))
    with work.reading() as session:
        plan = session.get_one(PersonalizedPlan, plan_id)
        correction = plans.correction_of(session, plan_id)
        kept = session.query(FinalRetest).one()
    assert kept.assessment_result_id == result_id
    assert (kept.score, kept.total_questions) == (score, 60)
    assert kept.career_recommendation == found.value
    assert kept.readiness_level == f"{score}%"
    assert plan.status is plan_status
    assert correction is not None
    assert correction.status is correction_status
    view = verdict_view(work, finisher.learner, result_id)
    assert view.verdict is found
    assert view.final_score == 50


@pytest.mark.parametrize("right", range(61))
def test_every_number_right_of_sixty_has_the_verdict_of_its_whole_percent(right: int) -> None:
    score = 100 * right // 60
    assert needs_correction(score) is (right <= 42)
    expected = NOT_YET if right < 36 else TRAINING if right < 48 else READY
    assert verdict(score) is expected


def test_the_probability_of_the_band_is_kept_with_the_result(work: Workspace, clock: Clock) -> None:
    finisher, plan_id = at_the_final(work, clock, a_learner(work), ROLE)
    near = finisher.sits_final(plan_id, knows_first(48))
    with work.reading() as session:
        report = report_of(session.get_one(AssessmentResult, near))
    assert report.verdict_probability is not None
    assert 0.2 < report.verdict_probability < 0.8


def test_all_right_is_surely_job_ready(work: Workspace, clock: Clock) -> None:
    finisher, plan_id = at_the_final(work, clock, a_learner(work), ROLE)
    view = verdict_view(work, finisher.learner, finisher.sits_final(plan_id, knows_first(60)))
    assert view.probability is not None
    assert view.probability > 0.95
    assert view.strengths
    assert not view.gaps
