"""Other targets: when they are suggested, what carries over, and credit for it in the new assessment."""

import pytest

from db.queries import plans
from db.tables import AssessmentResult, PersonalizedPlan
from plan_engine.lifecycles import PlanStatus
from plan_engine.rules import EARLIER_ANSWERS_DAYS
from plan_engine.values import TargetId
from services.assessments import start_assessment
from services.errors import NotFound
from services.plan_view import plan_view
from services.role_switch import SwitchReason, plan_to_switch_from, role_switch_view
from services.scoring import report_of
from services.workspace import Workspace
from tests.support.clock import Clock
from tests.support.content import LANGUAGE, ROLE, UNWRITTEN
from tests.support.learners import a_learner, knows_all, knows_first, knows_nothing
from tests.support.long_tests import Finisher, at_the_final


def not_yet_a_fit(work: Workspace, clock: Clock) -> tuple[Finisher, object]:
    finisher, plan_id = at_the_final(work, clock, a_learner(work), ROLE, right=0)
    finisher.sits_final(plan_id, knows_first(20))
    finisher.works_through_correction(plan_id)
    finisher.sits_retest(plan_id, knows_first(35))
    return finisher, plan_id


def test_below_sixty_on_the_retest_other_targets_are_suggested(
    work: Workspace, clock: Clock
) -> None:
    finisher, plan_id = not_yet_a_fit(work, clock)
    view = role_switch_view(work, finisher.learner, plan_id)
    assert view.reason is SwitchReason.NOT_YET_A_FIT
    assert plan_to_switch_from(work, finisher.learner) == plan_id
    language = next(row for row in view.alternatives if row.target == LANGUAGE)
    assert language.shared == 2
    assert set(language.carries_over) | set(language.to_learn) == {"Charts", "Tides"}
    assert language.unknown == ("Winds",)
    assert language.missing == ()
    unwritten = next(row for row in view.alternatives if row.target == UNWRITTEN)
    assert unwritten.missing
    assert unwritten.judged == 2
    assert ROLE not in {row.target for row in view.alternatives}


def test_one_click_starts_the_other_assessment_and_its_plan_keeps_the_old_one_readable(
    work: Workspace, clock: Clock
) -> None:
    finisher, old = not_yet_a_fit(work, clock)
    opened = start_assessment(work, finisher.learner, LANGUAGE)
    assert start_assessment(work, finisher.learner, LANGUAGE) == opened
    row = role_switch_view(work, finisher.learner, old).alternatives[0]
    assert row.is_assessing
    new = Finisher(work, clock, finisher.learner, LANGUAGE).starts_plan(knows_nothing)
    with work.reading() as session:
        assert session.get_one(PersonalizedPlan, old).status is PlanStatus.FAILED
        active = plans.active_plan(session, finisher.learner)
    assert active is not None
    assert active.id == new
    assert plan_view(work, finisher.learner, old).ending.verdict is not None
    row = next(
        r
        for r in role_switch_view(work, finisher.learner, old).alternatives
        if r.target == LANGUAGE
    )
    assert row.plan_id == new


def test_three_failures_in_one_week_suggest_a_switch_and_two_do_not(
    work: Workspace, clock: Clock
) -> None:
    finisher = Finisher(work, clock, a_learner(work), ROLE)
    plan_id = finisher.starts_plan(knows_nothing)
    week = finisher.week(1, plan_id)
    reasons = []
    for _ in range(3):
        finisher.works_through(week)
        finisher.sits_weekly_test(week, knows_first(10))
        reasons.append(role_switch_view(work, finisher.learner, plan_id).reason)
    assert reasons == [None, None, SwitchReason.THREE_FAILURES]
    finisher.works_through(week)
    finisher.sits_weekly_test(week, knows_first(25))
    assert role_switch_view(work, finisher.learner, plan_id).reason is None


def test_a_plan_of_somebody_else_is_not_looked_at(work: Workspace, clock: Clock) -> None:
    _, plan_id = at_the_final(work, clock, a_learner(work), ROLE)
    with pytest.raises(NotFound):
        role_switch_view(work, a_learner(work, "grace"), plan_id)


def mastered(work: Workspace, clock: Clock, result: object, target: TargetId) -> dict[str, float]:
    with work.reading() as session:
        kept = report_of(session.get_one(AssessmentResult, result)).mastery
    return {block: kept.blocks[block].p_mastered for block in work.content.targets[target].blocks}


def test_what_was_shown_in_one_plan_is_credit_in_the_assessment_of_another(
    work: Workspace, clock: Clock
) -> None:
    finisher, plan_id = at_the_final(work, clock, a_learner(work), LANGUAGE, right=36)
    finisher.sits_final(plan_id, knows_all)
    switcher = Finisher(work, clock, finisher.learner, ROLE)
    result_id = switcher.sits_assessment(knows_all)
    stranger = Finisher(work, clock, a_learner(work, "grace"), ROLE)
    fresh = mastered(work, clock, stranger.sits_assessment(knows_all), ROLE)
    credited = mastered(work, clock, result_id, ROLE)
    assert credited["charts"] > fresh["charts"]
    assert credited["tides"] > fresh["tides"]


def test_old_answers_count_no_longer_after_half_a_year(work: Workspace, clock: Clock) -> None:
    finisher, plan_id = at_the_final(work, clock, a_learner(work), LANGUAGE, right=36)
    finisher.sits_final(plan_id, knows_all)
    clock.advance(days=EARLIER_ANSWERS_DAYS + 1)
    switcher = Finisher(work, clock, finisher.learner, ROLE)
    result_id = switcher.sits_assessment(knows_nothing)
    with work.reading() as session:
        report = report_of(session.get_one(AssessmentResult, result_id))
    assert sum(topic.answered for topic in report.mastery.topics.values()) == 36
