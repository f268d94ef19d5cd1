"""Two learners walk the main road at once, through a refresh and a server that dies."""

import re

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.tables import (
    AssessmentResult,
    AttemptAnswer,
    AttemptItem,
    DailyTask,
    PersonalizedPlan,
    TestAttempt,
    UserXP,
    WeakTopicDiagnosis,
    WeeklyPlan,
    XPReward,
)
from plan_engine.kinds import DayKind, RewardType, TestType
from plan_engine.lifecycles import AttemptStatus, DayStatus, PlanStatus, WeekStatus
from tests.journeys.conftest import VisitorMaker
from tests.support.browser_learner import BrowserLearner
from tests.support.server import RunningApp

ITEMS = 36
WEEKLY = 30


def test_two_learners_go_from_signing_up_to_recovery_and_the_second_week(
    visitor: VisitorMaker, app: RunningApp
) -> None:
    ada = BrowserLearner(visitor("ada"), app.folder, "ada")
    ben = BrowserLearner(visitor("ben", viewport={"width": 390, "height": 844}), app.folder, "ben")
    both = (ada, ben)

    for learner in both:
        learner.registers()
        learner.visitor.click("Personalized Plan")
        learner.visitor.sees("Backend Developer (Python)")
        learner.visitor.button("Choose Backend Developer (Python)").click()
        learner.visitor.sees(f"Question 1 of {ITEMS}")

    # The assessment: Ada reloads in the middle; for Ben the server dies in the middle.
    ada.answers(1, 12, ITEMS, lambda k: k % 2 == 0)
    ada.visitor.refresh()
    ada.answers(13, ITEMS, ITEMS, lambda k: k % 3 != 0)
    ben.answers(1, 9, ITEMS, lambda k: k % 3 == 0)
    app.kill()
    app.start()
    ben.visitor.visit("/assessment")
    ben.answers(10, ITEMS, ITEMS, lambda k: k % 3 == 0)
    for learner in both:
        learner.visitor.click("Finish")
        learner.visitor.sees("Accuracy by topic")
        learner.visitor.sees("Speed and consistency")
        learner.visitor.click("Make my plan")
        learner.visitor.sees("Your plan: Backend Developer (Python)")
        learner.visitor.sees("Locked until day 1 is done")
        learner.visitor.sees("Locked until the test of week 1 is passed")
        assert answers_kept(learner) == ITEMS

    # The week: a receipt a day; then the test is open.
    for learner in both:
        for day in range(1, 8):
            learner.completes_the_day()
            learner.visitor.sees("Earned in all")
            assert days_done(learner) == day
        learner.visitor.click("Go to the week’s test")
        learner.visitor.click("Start the test")

    # The test: 20 right of 30 is 66, so both fail. Ben reloads; for Ada the server dies.
    ada.answers(1, 11, WEEKLY, lambda k: k <= 20)
    app.kill()
    app.start()
    ada.visitor.visit("/test")
    ada.answers(12, WEEKLY, WEEKLY, lambda k: k <= 20)
    ben.visitor.visit("/test")
    ben.answers(1, 15, WEEKLY, lambda k: k <= 20)
    ben.visitor.refresh()
    ben.answers(16, WEEKLY, WEEKLY, lambda k: k <= 20)
    for learner in both:
        learner.visitor.click("Review and hand in")
        learner.visitor.sees("Every question has an answer.")
        learner.visitor.click(re.compile("Hand in$"))
        learner.visitor.sees("Not there yet: 66.")
        learner.visitor.sees("20 of 30")
        learner.visitor.click("See the diagnosis")
        learner.visitor.sees("What held you back")
        learner.visitor.sees("The retest opens when the last extra day is done.")

    # Recovery: the extra days, a retest of questions not seen before, week 2.
    for learner in both:
        for _ in range(extra_days(learner)):
            learner.completes_the_day()
        learner.visitor.click("Go to the week’s test")
        learner.visitor.sees("This is retest 1.")
        learner.visitor.click("Start the retest")
    ada.visitor.settle()
    ada.visitor.button(re.compile("^(arrow_forward )?Next")).dblclick()
    ada.visitor.sees(f"Question 2 of {WEEKLY}")
    ada.visitor.settle()
    ada.visitor.sees(f"Question 2 of {WEEKLY}")
    ada.visitor.click("Back")
    for learner in both:
        learner.answers(1, WEEKLY, WEEKLY, lambda k: k <= 22)
        learner.visitor.click("Review and hand in")
        learner.visitor.click(re.compile("Hand in$"))
        learner.visitor.sees("Passed with 73.")
        learner.visitor.sees("Passed after an earlier failure")
        learner.visitor.click("Go on with the plan")
        learner.visitor.sees("Passed · 73")
        learner.visitor.visit("/home")
        learner.visitor.sees(re.compile("week 2, day 1 of 7"))
        learner.visitor.visit("/progress")
        learner.visitor.sees("XP by source")
        assert learner.visitor.errors == []
        books_agree(learner)


def answers_kept(learner: BrowserLearner) -> int:
    """Answers stored for the learner's assessment."""
    with Session(learner.engine) as session:
        return session.scalars(
            select(func.count())
            .select_from(AttemptAnswer)
            .join(AttemptItem, AttemptAnswer.attempt_item_id == AttemptItem.id)
            .join(TestAttempt, AttemptItem.attempt_id == TestAttempt.id)
            .where(TestAttempt.user_id == learner.id, TestAttempt.test_type == TestType.INITIAL)
        ).one()


def days_done(learner: BrowserLearner) -> int:
    """Completed days over the learner's plans."""
    with Session(learner.engine) as session:
        return session.scalars(
            select(func.count())
            .select_from(DailyTask)
            .join(WeeklyPlan, DailyTask.weekly_plan_id == WeeklyPlan.id)
            .join(PersonalizedPlan, WeeklyPlan.personalized_plan_id == PersonalizedPlan.id)
            .where(PersonalizedPlan.user_id == learner.id, DailyTask.status == DayStatus.COMPLETED)
        ).one()


def extra_days(learner: BrowserLearner) -> int:
    """Extra days of the first week, which the diagnosis added."""
    with Session(learner.engine) as session:
        week = first_week(session, learner)
        kept = session.scalars(
            select(WeakTopicDiagnosis)
            .join(AssessmentResult, WeakTopicDiagnosis.assessment_result_id == AssessmentResult.id)
            .where(AssessmentResult.weekly_plan_id == week.id)
        ).one()
        assert kept.weak_topics
        assert 2 <= week.extra_days_added <= 4
        return week.extra_days_added


def first_week(session: Session, learner: BrowserLearner) -> WeeklyPlan:
    """Week 1 of the learner's plan."""
    return session.scalars(
        select(WeeklyPlan)
        .join(PersonalizedPlan, WeeklyPlan.personalized_plan_id == PersonalizedPlan.id)
        .where(PersonalizedPlan.user_id == learner.id, WeeklyPlan.week_number == 1)
    ).one()


def books_agree(learner: BrowserLearner) -> None:
    """What the database holds at the end of the road."""
    with Session(learner.engine) as session:
        plan = session.scalars(
            select(PersonalizedPlan).where(PersonalizedPlan.user_id == learner.id)
        ).one()
        assert (plan.status, plan.current_week, plan.current_day) == (PlanStatus.ACTIVE, 2, 1)
        week = first_week(session, learner)
        assert week.status is WeekStatus.COMPLETED
        scores = session.scalars(
            select(AssessmentResult.right_answers)
            .where(AssessmentResult.weekly_plan_id == week.id)
            .order_by(AssessmentResult.created_at)
        ).all()
        assert scores == [20, 22]
        seen = session.scalars(
            select(AttemptItem.item_id)
            .join(TestAttempt, AttemptItem.attempt_id == TestAttempt.id)
            .where(TestAttempt.user_id == learner.id)
        ).all()
        assert len(seen) == len(set(seen)) == ITEMS + 2 * WEEKLY
        account = session.scalars(select(UserXP).where(UserXP.user_id == learner.id)).one()
        lines = session.scalars(select(XPReward).where(XPReward.user_xp_id == account.id)).all()
        assert sum(line.xp_amount for line in lines) == account.total_xp
        paid = [line.reward_type for line in lines]
        days = session.scalars(
            select(func.count())
            .select_from(DailyTask)
            .where(DailyTask.weekly_plan_id == week.id, DailyTask.kind != DayKind.CORRECTION)
        ).one()
        assert paid.count(RewardType.DAILY_TASK) == days
        assert paid.count(RewardType.WEEKLY_TEST) == 1
        assert paid.count(RewardType.RECOVERY) == 1
        still_open = session.scalars(
            select(func.count())
            .select_from(TestAttempt)
            .where(TestAttempt.user_id == learner.id, TestAttempt.status == AttemptStatus.OPEN)
        ).one()
        assert still_open == 0
