"""The final readiness test and the comprehensive retest: open, hand in, and what they lead to."""

from dataclasses import replace
from uuid import UUID

from sqlalchemy.orm import Session

from db.queries import attempts, plans
from db.tables import (
    AssessmentResult,
    CorrectionPlan,
    FinalRetest,
    PersonalizedPlan,
    UserRegistration,
)
from plan_engine import progression, rules
from plan_engine.kinds import TestType
from plan_engine.lifecycles import (
    NEXT_CORRECTION_STATUS,
    NEXT_PLAN_STATUS,
    CorrectionAction,
    CorrectionStatus,
    DayStatus,
    PlanAction,
    WeekStatus,
    after,
)
from plan_engine.measurement.score import probability_between
from plan_engine.progression import Verdict
from services import ledger
from services.attempts import Sitting, hand_in
from services.corrections import start_correction
from services.errors import NotUnlocked
from services.forms import parameters_of, reference_from_json
from services.guards import lock_learner, own_active_plan
from services.plan_moves import rest_streak
from services.scoring import Report, keep_result, report_on, score_of, topics_of
from services.tests_served import Occasion, open_test
from services.workspace import Workspace


def start_final_test(work: Workspace, learner: UUID, plan_id: UUID) -> UUID:
    """Open the final test, or find the open one; the sitting's key.

    Raises NotFound, PlanNotActive, NotUnlocked, BankTooSmall.
    """
    with work.transaction() as session:
        lock_learner(session, learner)
        plan = own_active_plan(session, learner, plan_id)
        weeks = plans.weeks_of(session, plan.id)
        if any(week.status is not WeekStatus.COMPLETED for week in weeks):
            raise NotUnlocked("The final test opens when the test of every week is passed.")
        if plans.correction_of(session, plan.id) is not None:
            raise NotUnlocked("You have sat the final test. The correction plan comes next.")
        return open_test(session, work, learner, _occasion(work, plan, TestType.FINAL, plan.id))


def submit_final_test(work: Workspace, learner: UUID, attempt_id: UUID) -> UUID:
    """Hand in the final test; the key of its result. Twice gives the same result."""
    return hand_in(work, learner, attempt_id, _conclude_final)


def start_retest(work: Workspace, learner: UUID, plan_id: UUID) -> UUID:
    """Open the comprehensive retest after the correction plan; the sitting's key.

    Raises NotFound, PlanNotActive, NotUnlocked, BankTooSmall.
    """
    with work.transaction() as session:
        lock_learner(session, learner)
        plan = own_active_plan(session, learner, plan_id)
        correction = _active_correction(session, plan)
        days = plans.days_of_correction(session, correction.id)
        if any(day.status is not DayStatus.COMPLETED for day in days):
            raise NotUnlocked("The retest opens when every day of the correction plan is done.")
        occasion = _occasion(work, plan, TestType.CORRECTION, correction.id)
        return open_test(session, work, learner, occasion)


def submit_retest(work: Workspace, learner: UUID, attempt_id: UUID) -> UUID:
    """Hand in the comprehensive retest; the key of its result. Twice gives the same result."""
    return hand_in(work, learner, attempt_id, _conclude_retest)


def _occasion(
    work: Workspace, plan: PersonalizedPlan, test_type: TestType, subject: UUID
) -> Occasion:
    """Both tests cover every topic of the target, blocks left out of the plan included: it is the
    target that one is ready for, not the plan."""
    return Occasion(
        type=test_type,
        slot=f"{test_type.value}:{subject}",
        target=plan.target,
        topics=topics_of(work, plan.target),
        items=rules.FINAL_TEST_ITEMS,
        cut=rules.FINAL_CORRECTION_SCORE,
        fair_at=(rules.NEEDS_TRAINING_SCORE, rules.JOB_READY_SCORE),
        tier=0,
        plan=plan.id,
    )


def _active_correction(session: Session, plan: PersonalizedPlan) -> CorrectionPlan:
    correction = plans.correction_of(session, plan.id)
    if correction is None or correction.status is not CorrectionStatus.ACTIVE:
        raise NotUnlocked("There is no correction plan under way.")
    return correction


def _conclude_final(
    session: Session, work: Workspace, learner: UserRegistration, sitting: Sitting
) -> UUID:
    plan = _plan_of(session, learner, sitting)
    result, report = _keep(session, work, learner, sitting, plan)
    if progression.needs_correction(result.score):
        start_correction(session, work, plan, report.mastery)
    else:
        _end(session, work, plan, learner, PlanAction.COMPLETE)
    return result.id


def _conclude_retest(
    session: Session, work: Workspace, learner: UserRegistration, sitting: Sitting
) -> UUID:
    plan = _plan_of(session, learner, sitting)
    correction = _active_correction(session, plan)
    result, _ = _keep(session, work, learner, sitting, plan)
    found = progression.verdict(result.score)
    session.add(
        FinalRetest(
            id=work.new_id(),
            correction_plan_id=correction.id,
            assessment_result_id=result.id,
            score=result.score,
            total_questions=result.total_questions,
            career_recommendation=found.value,
            readiness_level=f"{result.score}%",
            created_at=result.created_at,
        )
    )
    suits = found is not Verdict.NOT_SUITABLE
    action = CorrectionAction.COMPLETE if suits else CorrectionAction.FAIL
    correction.status = after(NEXT_CORRECTION_STATUS, correction.status, action)
    _end(session, work, plan, learner, PlanAction.COMPLETE if suits else PlanAction.FAIL)
    return result.id


def _plan_of(session: Session, learner: UserRegistration, sitting: Sitting) -> PersonalizedPlan:
    plan_id = sitting.attempt.personalized_plan_id
    assert plan_id is not None  # final sittings are opened with their plan
    return own_active_plan(session, learner.id, plan_id)


def _keep(
    session: Session,
    work: Workspace,
    learner: UserRegistration,
    sitting: Sitting,
    plan: PersonalizedPlan,
) -> tuple[AssessmentResult, Report]:
    """Score, store, and count the day as active.

    `passed` says of the final test that it needs no correction, of the retest that the target suits;
    `pass_probability` is the chance that the true score is on that side.
    """
    earlier = [result.attempt_id for result in attempts.results_of_plan(session, plan.id)]
    is_final = sitting.attempt.test_type is TestType.FINAL
    first_passing = rules.FINAL_CORRECTION_SCORE + 1 if is_final else rules.NEEDS_TRAINING_SCORE
    scored = score_of(sitting, first_passing)
    found = progression.verdict(scored.percent)
    low, high = progression.verdict_band(found)
    likely = probability_between(
        scored.right,
        [parameters_of(item) for item in sitting.items],
        reference_from_json(sitting.attempt.reference),
        low,
        high,
    )
    report = replace(report_on(session, work, sitting, earlier), verdict_probability=likely)
    passed = scored.percent >= first_passing
    result = keep_result(session, work, sitting, scored, report, passed=passed)
    done = ledger.Done(
        result.created_at, result.id, (), plan.current_week, plan.current_day, tests=1
    )
    ledger.record(session, work, learner, done)
    plans.progress_of(session, plan.id).last_activity = result.created_at
    return result, report


def _end(
    session: Session,
    work: Workspace,
    plan: PersonalizedPlan,
    learner: UserRegistration,
    action: PlanAction,
) -> None:
    plan.status = after(NEXT_PLAN_STATUS, plan.status, action)
    plan.updated_at = work.clock()
    rest_streak(session, work, plan, learner)
