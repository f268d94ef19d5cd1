"""The main road through the services: assessment, plan, week, failure, recovery, the next week."""

from sqlalchemy import func, select

from db.queries import plans, rewards
from db.tables import AttemptItem, WeeklyPlan, XPReward
from plan_engine.kinds import DayKind, RewardType
from plan_engine.lifecycles import DayStatus, WeekStatus
from services.workspace import Workspace
from tests.support.clock import Clock
from tests.support.learners import Walker, a_learner, knows_first, knows_nothing


def test_a_failed_week_adds_days_and_a_passed_retest_unlocks_the_next_week(
    work: Workspace, clock: Clock
) -> None:
    target = next(iter(work.content.targets))
    walker = Walker(work, clock, a_learner(work), target)
    plan_id = walker.starts_plan(knows_nothing)
    first, second = walker.week(1, plan_id), walker.week(2, plan_id)
    assert walker.works_through(first) == 7
    walker.sits_weekly_test(first, knows_first(20))
    with work.reading() as session:
        week = session.get_one(WeeklyPlan, first)
        assert week.status is WeekStatus.FAILED
        assert 2 <= week.extra_days_added <= 4
        assert session.get_one(WeeklyPlan, second).status is WeekStatus.LOCKED
    extra = walker.works_through(first)
    assert 2 <= extra <= 4
    walker.sits_weekly_test(first, knows_first(21))
    with work.reading() as session:
        assert session.get_one(WeeklyPlan, first).status is WeekStatus.COMPLETED
        assert session.get_one(WeeklyPlan, second).status is WeekStatus.IN_PROGRESS
        opened = plans.days_of_week(session, second)
        assert [day.status for day in opened] == [DayStatus.UNLOCKED] + 6 * [DayStatus.LOCKED]
        kinds = [day.kind for day in plans.days_of_week(session, first)]
        assert kinds == 7 * [DayKind.REGULAR] + extra * [DayKind.EXTRA]
        paid = dict(
            session.execute(
                select(XPReward.reward_type, func.sum(XPReward.xp_amount)).group_by(
                    XPReward.reward_type
                )
            ).all()
        )
        assert paid[RewardType.WEEKLY_TEST] == 300
        assert paid[RewardType.RECOVERY] == 25
        assert paid[RewardType.DAILY_TASK] == 15 * (7 + extra)
        account = rewards.xp_of(session, walker.learner)
        assert account is not None
        assert account.total_xp == sum(paid.values())


def test_the_retest_shows_no_item_again(work: Workspace, clock: Clock) -> None:
    walker = Walker(work, clock, a_learner(work), next(iter(work.content.targets)))
    plan_id = walker.starts_plan(knows_nothing)
    week = walker.week(1, plan_id)
    walker.works_through(week)
    walker.sits_weekly_test(week, knows_nothing)
    walker.works_through(week)
    walker.sits_weekly_test(week, knows_first(30))
    with work.reading() as session:
        times = session.execute(
            select(AttemptItem.item_id, func.count()).group_by(AttemptItem.item_id)
        ).all()
    assert {count for _, count in times} == {1}
