"""The whole lifecycle driven at random: whatever a learner does, and however often, the books agree."""

from contextlib import ExitStack
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import func, select

from db.queries import attempts, plans, rewards
from db.tables import (
    AssessmentResult,
    DailyActivity,
    DailyTask,
    PersonalizedPlan,
    TestAttempt,
    WeeklyPlan,
    XPReward,
)
from plan_engine import rules
from plan_engine.kinds import DayKind, RewardType
from plan_engine.lifecycles import AttemptStatus, DayStatus, NotAllowed, PlanStatus, WeekStatus
from plan_engine.streaks import streak
from plan_engine.values import TargetId
from plan_engine.xp import level_standing
from services.assessments import start_assessment
from services.calendars import rested_dates
from services.days import complete_day, start_day
from services.errors import Refused
from services.plan_management import pause_plan, resume_plan
from services.weekly_tests import start_weekly_test, submit_weekly_test
from tests.support.content import LANGUAGE, ROLE
from tests.support.learners import Walker, a_learner, knows_first


class Lifecycle(RuleBasedStateMachine):
    """One learner with one or two targets, doing anything in any order, often twice."""

    fresh_work: Any

    @initialize()
    def register(self) -> None:
        self.stack = ExitStack()
        self.work, self.clock = self.stack.enter_context(type(self).fresh_work())
        self.learner = a_learner(self.work)
        self.targets = [ROLE, LANGUAGE]

    def teardown(self) -> None:
        if hasattr(self, "stack"):
            self.stack.close()

    def walker(self, target: TargetId) -> Walker:
        return Walker(self.work, self.clock, self.learner, target)

    def active(self) -> PersonalizedPlan | None:
        with self.work.reading() as session:
            return plans.active_plan(session, self.learner)

    def weeks(self) -> list[WeeklyPlan]:
        plan = self.active()
        if plan is None:
            return []
        with self.work.reading() as session:
            return list(plans.weeks_of(session, plan.id))

    def days(self) -> list[DailyTask]:
        with self.work.reading() as session:
            return [day for week in self.weeks() for day in plans.days_of_week(session, week.id)]

    @rule(which=st.integers(0, 1), right=st.sampled_from([0, 12, 24]))
    def assess_and_plan(self, which: int, right: int) -> None:
        chosen = self.targets[which]
        try:
            start_assessment(self.work, self.learner, chosen)
        except Refused:
            return
        self.walker(chosen).starts_plan(knows_first(right))

    @rule(hours=st.sampled_from([1, 20, 30, 80]))
    def let_time_pass(self, hours: int) -> None:
        self.clock.advance(hours=hours)

    @precondition(lambda self: self.days())
    @rule(data=st.data(), minutes=st.integers(0, 60))
    def work_on_any_day(self, data: Any, minutes: int) -> None:
        """Any day at all, locked ones too: those are refused."""
        day = data.draw(st.sampled_from(self.days()))
        try:
            start_day(self.work, self.learner, day.id)
            self.clock.advance(minutes=minutes)
            complete_day(self.work, self.learner, day.id)
            complete_day(self.work, self.learner, day.id)
        except Refused:
            assert day.status is not DayStatus.UNLOCKED

    @precondition(lambda self: self.days())
    @rule()
    def work_through_the_week(self) -> None:
        for week in self.weeks():
            if week.status in {WeekStatus.IN_PROGRESS, WeekStatus.FAILED}:
                self.walker(self.targets[0]).works_through(week.id)

    @precondition(lambda self: self.weeks())
    @rule(data=st.data(), right=st.sampled_from([0, 20, 21, 26]))
    def sit_any_weekly_test(self, data: Any, right: int) -> None:
        week = data.draw(st.sampled_from(self.weeks()))
        try:
            attempt_id = start_weekly_test(self.work, self.learner, week.id)
        except Refused:
            return
        assert start_weekly_test(self.work, self.learner, week.id) == attempt_id
        self.walker(self.targets[0]).answers(attempt_id, knows_first(right), seconds=30)
        first = submit_weekly_test(self.work, self.learner, attempt_id)
        assert submit_weekly_test(self.work, self.learner, attempt_id) == first

    @rule(data=st.data())
    def pause_or_resume(self, data: Any) -> None:
        with self.work.reading() as session:
            everything = plans.plans_of(session, self.learner)
        if not everything:
            return
        plan = data.draw(st.sampled_from(list(everything)))
        action = data.draw(st.sampled_from([pause_plan, resume_plan]))
        try:
            action(self.work, self.learner, plan.id)
        except (Refused, NotAllowed):
            return

    @invariant()
    def at_most_one_plan_is_active(self) -> None:
        if not hasattr(self, "work"):
            return
        with self.work.reading() as session:
            active = session.scalars(
                select(func.count())
                .select_from(PersonalizedPlan)
                .where(PersonalizedPlan.status == PlanStatus.ACTIVE)
            ).one()
        assert active <= 1

    @invariant()
    def the_ledger_adds_up(self) -> None:
        if not hasattr(self, "work"):
            return
        with self.work.reading() as session:
            account = rewards.xp_of(session, self.learner)
            paid = session.scalar(select(func.sum(XPReward.xp_amount))) or 0
            logged = session.scalar(select(func.sum(DailyActivity.xp_earned))) or 0
            weekly = session.scalars(
                select(func.count())
                .select_from(XPReward)
                .where(XPReward.reward_type == RewardType.WEEKLY_TEST)
            ).one()
            passed = session.scalars(
                select(func.count())
                .select_from(WeeklyPlan)
                .where(WeeklyPlan.status == WeekStatus.COMPLETED)
            ).one()
            done = session.scalars(
                select(func.count())
                .select_from(DailyTask)
                .where(DailyTask.status == DayStatus.COMPLETED)
            ).one()
            daily = session.scalars(
                select(func.count())
                .select_from(XPReward)
                .where(XPReward.reward_type == RewardType.DAILY_TASK)
            ).one()
        total = account.total_xp if account else 0
        assert paid == total == logged
        assert weekly == passed
        assert daily == done
        if account is not None:
            assert account.current_level == level_standing(total).level

    @invariant()
    def unlocking_has_no_gaps(self) -> None:
        if not hasattr(self, "work"):
            return
        with self.work.reading() as session:
            for plan in plans.plans_of(session, self.learner):
                weeks = plans.weeks_of(session, plan.id)
                assert rules.WEEKS_MIN <= len(weeks) <= rules.WEEKS_MAX
                for before, week in zip([None, *weeks], weeks, strict=False):
                    self._week_is_sound(session, week)
                    if before is not None and week.status is not WeekStatus.LOCKED:
                        assert before.status is WeekStatus.COMPLETED

    def _week_is_sound(self, session: Any, week: WeeklyPlan) -> None:
        days = plans.days_of_week(session, week.id)
        results = attempts.results_of_week(session, week.id)
        failures = sum(result.passed is False for result in results)
        extra = [day for day in days if day.kind is DayKind.EXTRA]
        order = [DayStatus.COMPLETED, DayStatus.UNLOCKED, DayStatus.LOCKED]
        states = [order.index(day.status) for day in days]
        assert [day.day_number for day in days] == list(range(1, len(days) + 1))
        assert states == sorted(states)
        assert sum(day.status is DayStatus.UNLOCKED for day in days) <= 1
        assert len(days) == rules.DAYS_A_WEEK + week.extra_days_added
        assert len(extra) == week.extra_days_added
        assert 2 * failures <= len(extra) <= rules.EXTRA_DAYS_MAX * failures
        passed = any(result.passed for result in results)
        assert passed == (week.status is WeekStatus.COMPLETED)

    @invariant()
    def streak_calendar_and_ledger_agree(self) -> None:
        if not hasattr(self, "work"):
            return
        with self.work.reading() as session:
            stored = rewards.streak_of(session, self.learner)
            active = rewards.active_dates(session, self.learner)
            rested = rested_dates(session, self.learner)
            earned_on = set(session.scalars(select(XPReward.local_date)))
        if stored is None:
            assert not active
            return
        assert earned_on <= set(active)
        derived = streak(active, max(active), rested)
        assert stored.total_days_active == derived.total_days == len(active)
        assert stored.last_activity_date == derived.last_active
        assert stored.longest_streak >= stored.current_streak
        assert stored.current_streak == derived.current

    @invariant()
    def one_sitting_is_open_at_most_in_each_slot(self) -> None:
        if not hasattr(self, "work"):
            return
        with self.work.reading() as session:
            open_slots = session.execute(
                select(TestAttempt.slot, func.count())
                .where(TestAttempt.status == AttemptStatus.OPEN)
                .group_by(TestAttempt.slot)
            ).all()
            unscored = session.scalars(
                select(func.count())
                .select_from(TestAttempt)
                .outerjoin(AssessmentResult, AssessmentResult.attempt_id == TestAttempt.id)
                .where(TestAttempt.status == AttemptStatus.SUBMITTED, AssessmentResult.id.is_(None))
            ).one()
        assert all(count == 1 for _, count in open_slots)
        assert unscored == 0


def test_whatever_a_learner_does_the_books_agree(
    fresh_work: Any, request: pytest.FixtureRequest
) -> None:
    class Bound(Lifecycle):
        pass

    Bound.fresh_work = staticmethod(fresh_work)
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        Bound,
        settings=settings(
            max_examples=12,
            stateful_step_count=14,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
