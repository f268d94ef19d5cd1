"""The weekly test: open it, hand it in, and what passing or failing leads to."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.queries import attempts, plans
from db.tables import (
    AssessmentResult,
    PersonalizedPlan,
    UserRegistration,
    WeakTopicDiagnosis,
    WeeklyPlan,
)
from plan_engine import progression, rules
from plan_engine.diagnosis import Diagnosis, diagnose
from plan_engine.kinds import TestType
from plan_engine.lifecycles import NEXT_WEEK_STATUS, WeekAction, WeekStatus, after
from plan_engine.values import BlockId, TopicId
from plan_engine.xp import weekly_test_awards
from services import ledger
from services.attempts import Sitting, hand_in
from services.day_rows import add_extra_days, open_week
from services.errors import NotUnlocked
from services.guards import lock_learner, own_active_plan, own_week
from services.scoring import DIAGNOSIS, Report, keep_result, report_on, score_of
from services.tests_served import Occasion, open_test
from services.workspace import Workspace
from services.writing.wishes import wish_for_diagnosis


def start_weekly_test(work: Workspace, learner: UUID, week_id: UUID) -> UUID:
    """Open the week's test, or find the one already open; the sitting's key.

    Raises NotFound, PlanNotActive, NotUnlocked, BankTooSmall.
    """
    with work.transaction() as session:
        lock_learner(session, learner)
        plan, week = own_week(session, learner, week_id)
        own_active_plan(session, learner, plan.id)
        if week.status is WeekStatus.COMPLETED:
            raise NotUnlocked("You have passed this week's test already.")
        days = [day.status for day in plans.days_of_week(session, week.id)]
        if not progression.week_test_open(week.status, days):
            raise NotUnlocked("The test opens when every day of the week is done.")
        return open_test(session, work, learner, _occasion(work, plan, week))


def submit_weekly_test(work: Workspace, learner: UUID, attempt_id: UUID) -> UUID:
    """Hand in a weekly test; the key of its result. Twice gives the same result.

    Raises NotFound, PlanNotActive.
    """
    return hand_in(work, learner, attempt_id, _conclude)


def topics_of_week(work: Workspace, week: WeeklyPlan) -> list[TopicId]:
    """What a week's test covers: all seven topics of its block, the mastered ones too."""
    return list(work.content.blocks[BlockId(week.skill_focus)].topics)


def _occasion(work: Workspace, plan: PersonalizedPlan, week: WeeklyPlan) -> Occasion:
    return Occasion(
        type=TestType.WEEKLY,
        slot=f"weekly:{week.id}",
        target=plan.target,
        topics=topics_of_week(work, week),
        items=rules.WEEKLY_TEST_ITEMS,
        cut=rules.WEEKLY_PASS_SCORE,
        tier=progression.form_tier(week.tier),
        plan=plan.id,
        week=week.id,
    )


def _conclude(
    session: Session, work: Workspace, learner: UserRegistration, sitting: Sitting
) -> UUID:
    week_id = sitting.attempt.weekly_plan_id
    assert week_id is not None  # weekly sittings are opened with their week
    plan, week = own_week(session, learner.id, week_id)
    own_active_plan(session, learner.id, plan.id)
    earlier = [result.attempt_id for result in attempts.results_of_plan(session, plan.id)]
    report = report_on(session, work, sitting, earlier)
    scored = score_of(sitting, rules.WEEKLY_PASS_SCORE)
    passed = progression.passes_week(scored.percent)
    result = keep_result(session, work, sitting, scored, report, passed=passed)
    failed_before = week.status is WeekStatus.FAILED
    if passed:
        _pass(session, work, plan, week, scored.percent)
        awards = weekly_test_awards(failed_before=failed_before)
    else:
        _recover(session, work, week, result, report)
        awards = ()
    _count(session, work, plan, passed=passed)
    # The week earns, not the sitting: a retest of a passed week could never be paid again.
    done = ledger.Done(
        result.created_at, week.id, awards, week.week_number, plan.current_day, tests=1
    )
    ledger.record(session, work, learner, done)
    return result.id


def _pass(
    session: Session, work: Workspace, plan: PersonalizedPlan, week: WeeklyPlan, score: int
) -> None:
    week.status = after(NEXT_WEEK_STATUS, week.status, WeekAction.PASS)
    following = session.scalar(
        select(WeeklyPlan).where(
            WeeklyPlan.personalized_plan_id == plan.id,
            WeeklyPlan.week_number == week.week_number + 1,
        )
    )
    if following is None:
        return  # the last week: what opens now is the final test
    following.status = after(NEXT_WEEK_STATUS, following.status, WeekAction.UNLOCK)
    following.tier = progression.next_week_tier(score, week.tier)
    open_week(session, work, following)
    plan.current_week = following.week_number
    plan.current_day = 1


def _recover(
    session: Session, work: Workspace, week: WeeklyPlan, result: AssessmentResult, report: Report
) -> None:
    week.status = after(NEXT_WEEK_STATUS, week.status, WeekAction.FAIL)
    found: Diagnosis = diagnose(report.mastery, topics_of_week(work, week))
    kept = WeakTopicDiagnosis(
        id=work.new_id(),
        assessment_result_id=result.id,
        weak_topics=DIAGNOSIS.dump_python(found, mode="json")["weak"],
        severity_level=found.severity,
        created_at=work.clock(),
    )
    session.add(kept)
    added = add_extra_days(session, work, week, found, result.id)
    week.extra_days_added += len(added)
    week.weak_topics_focus = [weak.topic for weak in found.weak]
    plan = session.get_one(PersonalizedPlan, week.personalized_plan_id)
    plan.current_day = added[0].day_number
    wish_for_diagnosis(session, work, plan.user_id, kept)


def _count(session: Session, work: Workspace, plan: PersonalizedPlan, *, passed: bool) -> None:
    progress = plans.progress_of(session, plan.id)
    progress.weekly_tests_passed += passed
    progress.weekly_tests_failed += not passed
    progress.current_week = plan.current_week
    progress.current_day = plan.current_day
    progress.last_activity = plan.updated_at = work.clock()
