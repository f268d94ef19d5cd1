"""Simulated learners along the whole road, every step a service call: a strong one and a weak one."""

from dataclasses import dataclass, field

import numpy as np
from sqlalchemy import func, select

from db.queries import plans, rewards
from db.tables import AttemptItem, PersonalizedPlan, WeeklyPlan, XPReward
from plan_engine.lifecycles import PlanStatus, WeekStatus
from plan_engine.measurement.model import probability_right
from plan_engine.progression import Verdict
from services.forms import parameters_of
from services.verdict_view import latest_long_result, verdict_view
from services.workspace import Workspace
from tests.support.clock import Clock
from tests.support.content import LANGUAGE
from tests.support.learners import a_learner
from tests.support.long_tests import Finisher


@dataclass
class Mind:
    """Answers as the response model says a person of this ability does."""

    ability: float
    rng: np.random.Generator = field(default_factory=lambda: np.random.default_rng(7))

    def __call__(self, item: AttemptItem) -> bool:
        """Whether this question is answered right."""
        chance = probability_right(np.array([self.ability]), [parameters_of(item)])[0, 0]
        return bool(self.rng.random() < chance)


def walks_every_week(finisher: Finisher, plan_id: object, mind: Mind, learns: float) -> int:
    """Days and tests of every week until each is passed; how many tests were failed on the way."""
    failures = 0
    for number in (1, 2, 3):
        week_id = finisher.week(number, plan_id)
        for _ in range(12):
            finisher.works_through(week_id)
            finisher.sits_weekly_test(week_id, mind)
            with finisher.work.reading() as session:
                if session.get_one(WeeklyPlan, week_id).status is WeekStatus.COMPLETED:
                    break
            failures += 1
            mind.ability += learns
    return failures


def books_agree(work: Workspace, finisher: Finisher) -> bool:
    with work.reading() as session:
        paid = session.scalar(select(func.sum(XPReward.xp_amount)))
        account = rewards.xp_of(session, finisher.learner)
    return account is not None and account.total_xp == paid


def test_a_strong_learner_walks_from_the_assessment_to_job_ready(
    work: Workspace, clock: Clock
) -> None:
    finisher = Finisher(work, clock, a_learner(work), LANGUAGE)
    mind = Mind(3.5)
    plan_id = finisher.starts_plan(mind)
    assert walks_every_week(finisher, plan_id, mind, 0.0) == 0
    result_id = finisher.sits_final(plan_id, mind)
    view = verdict_view(work, finisher.learner, result_id)
    assert view.verdict is Verdict.JOB_READY
    assert view.at_start is not None
    assert latest_long_result(work, finisher.learner) == result_id
    with work.reading() as session:
        assert session.get_one(PersonalizedPlan, plan_id).status is PlanStatus.COMPLETED
        assert plans.correction_of(session, plan_id) is None
    assert books_agree(work, finisher)


def test_a_weak_learner_walks_over_failures_correction_and_retest_to_a_verdict(
    work: Workspace, clock: Clock
) -> None:
    finisher = Finisher(work, clock, a_learner(work), LANGUAGE)
    mind = Mind(-1.5)
    plan_id = finisher.starts_plan(mind)
    assert walks_every_week(finisher, plan_id, mind, 0.8) > 0
    mind.ability = -1.0
    first = finisher.sits_final(plan_id, mind)
    view = verdict_view(work, finisher.learner, first)
    assert view.verdict is None
    assert view.gaps
    mind.ability = 0.6
    assert finisher.works_through_correction(plan_id) == 14
    second = finisher.sits_retest(plan_id, mind)
    view = verdict_view(work, finisher.learner, second)
    assert view.verdict is not None
    assert view.result.score > verdict_view(work, finisher.learner, first).result.score
    assert books_agree(work, finisher)
