"""The weekly test: when it opens, what its score leads to, and what failing adds."""

from dataclasses import replace
from uuid import UUID

import pytest
from sqlalchemy import func, select

from db.queries import attempts, plans
from db.tables import (
    AssessmentResult,
    PersonalizedPlan,
    TestAttempt,
    WeakTopicDiagnosis,
    WeeklyPlan,
    XPReward,
)
from plan_engine.kinds import DayKind, RewardType
from plan_engine.lifecycles import DayStatus, WeekStatus
from plan_engine.planning import Depth
from services.attempts import answer, question
from services.diagnosis_view import diagnosis_view
from services.errors import AttemptClosed, NotFound, NotUnlocked, PlanNotActive
from services.plan_management import pause_plan
from services.result_views import result_view, review
from services.weekly_tests import start_weekly_test, submit_weekly_test
from services.workspace import Workspace
from tests.support.clock import Clock
from tests.support.content import ROLE
from tests.support.learners import Walker, a_learner, knows_all, knows_first, knows_nothing


@pytest.fixture
def walker(work: Workspace, clock: Clock) -> Walker:
    return Walker(work, clock, a_learner(work), ROLE)


@pytest.fixture
def plan_id(walker: Walker) -> UUID:
    return walker.starts_plan(knows_nothing)


@pytest.fixture
def week(walker: Walker, plan_id: UUID) -> UUID:
    """The first week with all its days done."""
    week_id = walker.week(1, plan_id)
    walker.works_through(week_id)
    return week_id


def test_it_opens_only_when_every_day_is_done(walker: Walker, plan_id: UUID) -> None:
    with pytest.raises(NotUnlocked):
        start_weekly_test(walker.work, walker.learner, walker.week(1, plan_id))


def test_a_locked_week_has_no_test(walker: Walker, plan_id: UUID, week: UUID) -> None:
    with pytest.raises(NotUnlocked):
        start_weekly_test(walker.work, walker.learner, walker.week(2, plan_id))


def test_a_paused_plan_has_no_test(walker: Walker, plan_id: UUID, week: UUID) -> None:
    pause_plan(walker.work, walker.learner, plan_id)
    with pytest.raises(PlanNotActive):
        start_weekly_test(walker.work, walker.learner, week)


def test_somebody_else_s_week_reads_as_not_there(walker: Walker, week: UUID) -> None:
    with pytest.raises(NotFound):
        start_weekly_test(walker.work, a_learner(walker.work, "ben"), week)


@pytest.mark.parametrize(("right", "passes"), [(20, False), (21, True)])
def test_twenty_one_of_thirty_passes_and_twenty_does_not(
    walker: Walker, week: UUID, right: int, passes: bool
) -> None:
    result_id = walker.sits_weekly_test(week, knows_first(right))
    view = result_view(walker.work, walker.learner, result_id)
    assert view.passed is passes
    assert view.right == right
    assert (view.score >= 70) is passes


def test_every_topic_of_the_block_is_asked(walker: Walker, week: UUID) -> None:
    attempt_id = start_weekly_test(walker.work, walker.learner, week)
    with walker.work.reading() as session:
        asked = {item.topic for item in attempts.items_of(session, attempt_id)}
        block = session.get_one(WeeklyPlan, week).skill_focus
    assert asked == set(walker.work.content.blocks[block].topics)


def test_an_answer_can_be_changed_until_handing_in(walker: Walker, week: UUID) -> None:
    attempt_id = start_weekly_test(walker.work, walker.learner, week)
    answer(walker.work, walker.learner, attempt_id, 3, 0)
    answer(walker.work, walker.learner, attempt_id, 3, None)
    shown = question(walker.work, walker.learner, attempt_id, 3)
    assert shown.is_answered
    assert shown.choice is None
    submit_weekly_test(walker.work, walker.learner, attempt_id)
    with pytest.raises(AttemptClosed):
        answer(walker.work, walker.learner, attempt_id, 3, 1)


def test_questions_without_an_answer_count_as_wrong(walker: Walker, week: UUID) -> None:
    attempt_id = start_weekly_test(walker.work, walker.learner, week)
    result_id = submit_weekly_test(walker.work, walker.learner, attempt_id)
    view = result_view(walker.work, walker.learner, result_id)
    assert (view.right, view.score, view.unanswered) == (0, 0, 30)


def test_a_failed_test_pays_nothing_but_counts_as_a_day_of_activity(
    walker: Walker, week: UUID, clock: Clock
) -> None:
    clock.advance(days=5)
    result_id = walker.sits_weekly_test(week, knows_nothing)
    view = result_view(walker.work, walker.learner, result_id)
    assert view.receipt.awards == ()


def test_a_diagnosis_names_weak_topics_with_their_probabilities(walker: Walker, week: UUID) -> None:
    walker.sits_weekly_test(week, knows_first(12))
    view = diagnosis_view(walker.work, walker.learner, week)
    assert view is not None
    assert view.weak
    assert all(topic.figures.p_weak >= 0.5 for topic in view.weak)
    surest = [(t.evidence.place, -t.figures.p_weak) for t in view.weak]
    assert surest == sorted(surest)
    weak = {topic.title for topic in view.weak}
    assert {day.title for day in view.extra} <= weak
    assert 2 <= len(view.extra) <= 4


def test_extra_days_start_from_the_basics_and_open_one_by_one(walker: Walker, week: UUID) -> None:
    walker.sits_weekly_test(week, knows_first(12))
    with walker.work.reading() as session:
        extra = [day for day in plans.days_of_week(session, week) if day.kind is DayKind.EXTRA]
    assert all(day.depth == Depth.BASICS for day in extra)
    assert [day.status for day in extra] == [DayStatus.UNLOCKED] + [DayStatus.LOCKED] * (
        len(extra) - 1
    )
    with pytest.raises(NotUnlocked):
        start_weekly_test(walker.work, walker.learner, week)


def test_each_failure_adds_days_of_its_own_and_help_is_offered_at_the_third(
    walker: Walker, week: UUID
) -> None:
    for failure in range(1, 4):
        walker.sits_weekly_test(week, knows_first(10))
        view = diagnosis_view(walker.work, walker.learner, week)
        assert view is not None
        assert view.needs_help is (failure >= 3)
        walker.works_through(week)
    with walker.work.reading() as session:
        assert session.scalars(select(func.count()).select_from(WeakTopicDiagnosis)).one() == 3


def test_a_retest_never_pays_300_xp_twice(walker: Walker, week: UUID) -> None:
    walker.sits_weekly_test(week, knows_first(10))
    walker.works_through(week)
    walker.sits_weekly_test(week, knows_all)
    with pytest.raises(NotUnlocked):
        start_weekly_test(walker.work, walker.learner, week)
    with walker.work.reading() as session:
        paid = session.scalars(
            select(XPReward.xp_amount).where(
                XPReward.reward_type.in_([RewardType.WEEKLY_TEST, RewardType.RECOVERY])
            )
        ).all()
    assert sorted(paid) == [25, 300]


@pytest.mark.parametrize(("right", "tier"), [(21, 0), (25, 0), (26, 1)])
def test_a_score_of_85_or_more_makes_the_next_week_harder(
    walker: Walker, plan_id: UUID, week: UUID, right: int, tier: int
) -> None:
    walker.sits_weekly_test(week, knows_first(right))
    following = walker.week(2, plan_id)
    with walker.work.reading() as session:
        assert session.get_one(WeeklyPlan, following).tier == tier
        depths = {day.depth for day in plans.days_of_week(session, following)}
    assert (Depth.NORMAL.value in depths) is (tier == 0)


def test_changing_the_bank_never_changes_a_past_score_or_its_review(
    walker: Walker, week: UUID, clock: Clock
) -> None:
    result_id = walker.sits_weekly_test(week, knows_first(15))
    before = review(walker.work, walker.learner, result_id)
    content = walker.work.content
    changed = {
        key: replace(item, stem="Another question", options=tuple(reversed(item.options)))
        for key, item in content.items.items()
    }
    later = replace(walker.work, content=replace(content, items=changed, version="later"))
    assert review(later, walker.learner, result_id) == before
    assert result_view(later, walker.learner, result_id).score == 50


def test_the_review_tells_key_choice_and_reason(walker: Walker, week: UUID) -> None:
    result_id = walker.sits_weekly_test(week, knows_first(1))
    items = review(walker.work, walker.learner, result_id)
    assert len(items) == 30
    assert items[0].choice == items[0].key
    assert items[0].misconception is None
    assert items[1].choice != items[1].key
    assert items[1].misconception
    assert all(item.explanation for item in items)


def test_progress_totals_follow_the_tests(walker: Walker, plan_id: UUID, week: UUID) -> None:
    walker.sits_weekly_test(week, knows_first(10))
    walker.works_through(week)
    walker.sits_weekly_test(week, knows_all)
    with walker.work.reading() as session:
        progress = plans.progress_of(session, plan_id)
        plan = session.get_one(PersonalizedPlan, plan_id)
        sat = session.scalars(
            select(func.count())
            .select_from(AssessmentResult)
            .join(TestAttempt, AssessmentResult.attempt_id == TestAttempt.id)
        ).one()
        assert session.get_one(WeeklyPlan, week).status is WeekStatus.COMPLETED
    assert (progress.weekly_tests_passed, progress.weekly_tests_failed) == (1, 1)
    assert (progress.current_week, progress.current_day) == (2, 1)
    assert (plan.current_week, plan.current_day) == (2, 1)
    assert sat == 3
