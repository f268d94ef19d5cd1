"""A cohort's figures: who is ready, how far people came, which weak topics many share."""

from uuid import UUID

import pytest
from sqlalchemy import select

from db.tables import UserRegistration
from plan_engine.roles import Role
from plan_engine.stages import Milestone
from services.assignments import assign
from services.counsellor.cohort import cohort
from services.errors import Refused
from services.final_tests import start_final_test, submit_final_test
from services.workspace import Workspace
from tests.support.accounts import an_account
from tests.support.clock import Clock
from tests.support.content import LANGUAGE, ROLE
from tests.support.learners import Walker, a_learner, knows_all, knows_nothing


def test_an_empty_cohort_is_empty(work: Workspace, stranger: UUID) -> None:
    shown = cohort(work, stranger)
    assert (shown.learners, shown.ready_count) == (0, 0)
    assert shown.distributions == shown.topics == shown.ready == ()
    assert {count for _, count in shown.funnel} == {0}


@pytest.mark.parametrize("role", [Role.LEARNER, Role.PRODUCT, Role.ADMIN])
def test_nobody_else_has_a_cohort(work: Workspace, role: Role) -> None:
    with pytest.raises(Refused):
        cohort(work, an_account(work, "nosy", role))


def test_the_funnel_counts_how_far_each_learner_came(
    work: Workspace, clock: Clock, counsellor: UUID, ada: UUID, road: Walker
) -> None:
    for name in ("bob", "cyd", "eve"):
        a_learner(work, name)
    for name in ("bob", "cyd"):  # eve is nobody's
        assign(work, counsellor="counsellor", learner=name, actor=None)
    plan = road.starts_plan(knows_all)
    for number in range(1, 4):
        week = road.week(number, plan)
        road.works_through(week)
        road.sits_weekly_test(week, knows_all)
    final = start_final_test(work, ada, plan)
    road.answers(final, knows_all)
    submit_final_test(work, ada, final)
    with work.reading() as session:
        bob = session.scalars(
            select(UserRegistration.id).where(UserRegistration.username == "bob")
        ).one()
    Walker(work, clock, bob, LANGUAGE).starts_plan(knows_nothing)
    shown = cohort(work, counsellor)
    counted = dict(shown.funnel)
    assert shown.learners == counted[Milestone.REGISTERED] == 3
    assert counted[Milestone.PLANNED] == 2
    assert counted[Milestone.FIRST_DAY] == counted[Milestone.JOB_READY] == 1
    assert [(ready.id, ready.target) for ready in shown.ready] == [
        (ada, work.content.targets[ROLE].title)
    ]
    assert {found.target: (found.learners, found.forecasts) for found in shown.distributions} == {
        work.content.targets[ROLE].title: (1, 0),
        work.content.targets[LANGUAGE].title: (1, 1),
    }
    role = next(f for f in shown.distributions if f.forecasts == 0)
    assert role.bands == role.final_bands == (0,) * 9 + (1,)
    assert shown.topics
    assert all((topic.learners, topic.measured) == (1, 1) for topic in shown.topics)
    only = cohort(work, counsellor, LANGUAGE)
    assert (only.assigned, only.learners, only.ready_count) == (3, 1, 0)
