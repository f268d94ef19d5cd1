"""Opening and handing in the final test and the retest: in order, once, by their owner, in two tabs."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from db.queries import attempts, plans, rewards
from db.tables import AssessmentResult, AttemptItem, CorrectionPlan, FinalRetest, XPReward
from plan_engine.kinds import RewardType
from plan_engine.lifecycles import CorrectionStatus, DayStatus
from services.days import complete_day
from services.ending import LongTestState
from services.errors import NotFound, NotUnlocked, PlanNotActive
from services.final_tests import (
    start_final_test,
    start_retest,
    submit_final_test,
    submit_retest,
)
from services.home_view import Step, home_view
from services.lobby import long_lobby
from services.plan_management import abandon_plan, pause_plan, resume_plan
from services.plan_view import plan_view
from services.workspace import Workspace
from tests.support.clock import Clock
from tests.support.content import ROLE
from tests.support.learners import a_learner, knows_first
from tests.support.long_tests import Finisher, at_the_final


def step(work: Workspace, finisher: Finisher) -> Step:
    return home_view(work, finisher.learner, "UTC").step


def test_the_final_test_is_locked_until_every_week_is_passed(work: Workspace, clock: Clock) -> None:
    finisher = Finisher(work, clock, a_learner(work), ROLE)
    plan_id = finisher.starts_plan()
    with pytest.raises(NotUnlocked):
        start_final_test(work, finisher.learner, plan_id)
    assert plan_view(work, finisher.learner, plan_id).ending.final.state is LongTestState.LOCKED


def test_home_leads_from_the_final_test_over_the_correction_to_the_verdict(
    work: Workspace, clock: Clock
) -> None:
    finisher, plan_id = at_the_final(work, clock, a_learner(work), ROLE)
    assert step(work, finisher) is Step.SIT_FINAL
    attempt_id = start_final_test(work, finisher.learner, plan_id)
    assert step(work, finisher) is Step.GO_ON_WITH_FINAL
    assert long_lobby(work, finisher.learner).sitting == attempt_id
    finisher.answers(attempt_id, knows_first(20))
    submit_final_test(work, finisher.learner, attempt_id)
    assert step(work, finisher) is Step.DO_CORRECTION_DAY
    with pytest.raises(NotUnlocked):
        start_retest(work, finisher.learner, plan_id)
    with pytest.raises(NotUnlocked):
        start_final_test(work, finisher.learner, plan_id)
    assert finisher.works_through_correction(plan_id) == 14
    assert step(work, finisher) is Step.SIT_RETEST
    attempt_id = start_retest(work, finisher.learner, plan_id)
    assert step(work, finisher) is Step.GO_ON_WITH_RETEST
    finisher.answers(attempt_id, knows_first(50))
    submit_retest(work, finisher.learner, attempt_id)
    assert step(work, finisher) is Step.SEE_VERDICT
    with pytest.raises(PlanNotActive):
        start_retest(work, finisher.learner, plan_id)


def test_two_tabs_open_one_sitting_and_hand_in_once(work: Workspace, clock: Clock) -> None:
    finisher, plan_id = at_the_final(work, clock, a_learner(work), ROLE)
    with ThreadPoolExecutor(2) as tabs:
        opened = list(
            tabs.map(lambda _: start_final_test(work, finisher.learner, plan_id), range(2))
        )
    assert len(set(opened)) == 1
    finisher.answers(opened[0], knows_first(10))
    with ThreadPoolExecutor(2) as tabs:
        handed = list(
            tabs.map(lambda _: submit_final_test(work, finisher.learner, opened[0]), range(2))
        )
    assert len(set(handed)) == 1
    with work.reading() as session:
        assert session.scalar(select(func.count()).select_from(CorrectionPlan)) == 1


def test_handing_in_the_retest_twice_keeps_one_verdict(work: Workspace, clock: Clock) -> None:
    finisher, plan_id = at_the_final(work, clock, a_learner(work), ROLE)
    finisher.sits_final(plan_id, knows_first(10))
    finisher.works_through_correction(plan_id)
    attempt_id = start_retest(work, finisher.learner, plan_id)
    finisher.answers(attempt_id, knows_first(50))
    first = submit_retest(work, finisher.learner, attempt_id)
    assert submit_retest(work, finisher.learner, attempt_id) == first
    with work.reading() as session:
        assert session.scalar(select(func.count()).select_from(FinalRetest)) == 1


def test_the_retest_shows_no_question_of_the_assessment_or_the_final(
    work: Workspace, clock: Clock
) -> None:
    finisher, plan_id = at_the_final(work, clock, a_learner(work), ROLE)
    finisher.sits_final(plan_id, knows_first(10))
    finisher.works_through_correction(plan_id)
    finisher.sits_retest(plan_id, knows_first(10))
    with work.reading() as session:
        served = Counter(session.scalars(select(AttemptItem.item_id)))
    assert set(served.values()) == {1}
    assert len(served) == 36 + 60 + 60


def test_both_tests_ask_about_every_topic_of_the_target(work: Workspace, clock: Clock) -> None:
    finisher, plan_id = at_the_final(work, clock, a_learner(work), ROLE)
    result_id = finisher.sits_final(plan_id, knows_first(10))
    with work.reading() as session:
        result = session.get_one(AssessmentResult, result_id)
        asked = {item.topic for item in attempts.items_of(session, result.attempt_id)}
    assert asked == set(work.content.topics_of(ROLE))


def test_correction_days_unlock_one_by_one_cover_every_topic_and_pay_like_any_day(
    work: Workspace, clock: Clock
) -> None:
    finisher, plan_id = at_the_final(work, clock, a_learner(work), ROLE)
    finisher.sits_final(plan_id, knows_first(30))
    with work.reading() as session:
        correction = plans.correction_of(session, plan_id)
        assert correction is not None
        days = plans.days_of_correction(session, correction.id)
    assert [day.status for day in days] == [DayStatus.UNLOCKED] + 13 * [DayStatus.LOCKED]
    covered = {day.topic for day in days} | {topic for day in days for topic in day.reason["also"]}
    assert covered == set(work.content.topics_of(ROLE)) == set(correction.all_topics)
    with pytest.raises(NotUnlocked):
        complete_day(work, finisher.learner, days[1].id)
    complete_day(work, finisher.learner, days[0].id)
    complete_day(work, finisher.learner, days[0].id)
    with work.reading() as session:
        paid = session.scalars(
            select(XPReward.xp_amount).where(XPReward.reward_type == RewardType.DAILY_TASK)
        ).all()
        account = rewards.xp_of(session, finisher.learner)
    assert paid == [15]
    assert account is not None
    assert account.total_xp == 15


def test_a_final_test_survives_a_pause_and_is_not_handed_in_during_it(
    work: Workspace, clock: Clock
) -> None:
    finisher, plan_id = at_the_final(work, clock, a_learner(work), ROLE)
    attempt_id = start_final_test(work, finisher.learner, plan_id)
    finisher.answers(attempt_id, knows_first(50))
    pause_plan(work, finisher.learner, plan_id)
    with pytest.raises(PlanNotActive):
        submit_final_test(work, finisher.learner, attempt_id)
    resume_plan(work, finisher.learner, plan_id)
    assert start_final_test(work, finisher.learner, plan_id) == attempt_id
    assert submit_final_test(work, finisher.learner, attempt_id)


def test_nobody_else_opens_or_hands_in_a_final_test(work: Workspace, clock: Clock) -> None:
    finisher, plan_id = at_the_final(work, clock, a_learner(work), ROLE)
    stranger = a_learner(work, "grace")
    with pytest.raises(NotFound):
        start_final_test(work, stranger, plan_id)
    attempt_id = start_final_test(work, finisher.learner, plan_id)
    with pytest.raises(NotFound):
        submit_final_test(work, stranger, attempt_id)


@pytest.mark.parametrize("is_paused", [False, True])
def test_a_plan_that_is_given_up_takes_its_correction_along(
    work: Workspace, clock: Clock, is_paused: bool
) -> None:
    finisher, plan_id = at_the_final(work, clock, a_learner(work), ROLE)
    finisher.sits_final(plan_id, knows_first(30))
    if is_paused:
        pause_plan(work, finisher.learner, plan_id)
    abandon_plan(work, finisher.learner, plan_id)
    with work.reading() as session:
        correction = plans.correction_of(session, plan_id)
        assert correction is not None
        assert correction.status is CorrectionStatus.FAILED
