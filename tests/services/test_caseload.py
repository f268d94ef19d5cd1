"""A counsellor's list: only their learners, who is stuck first, and where each stands."""

from uuid import UUID

import pytest

from plan_engine.lifecycles import PlanStatus
from plan_engine.roles import Role
from services.assignments import assign
from services.caseload import PAGE_ROWS, caseload
from services.errors import Refused
from services.workspace import Workspace
from tests.support.accounts import an_account
from tests.support.clock import Clock
from tests.support.learners import Walker, a_learner, knows_all, knows_nothing
from tests.support.rows import RowMaker


@pytest.fixture
def counsellor(work: Workspace) -> UUID:
    return an_account(work, "counsellor", Role.COUNSELLOR)


def give(work: Workspace, *learners: str) -> None:
    for learner in learners:
        assign(work, counsellor="counsellor", learner=learner, actor=None)


def walker(work: Workspace, clock: Clock, learner: UUID) -> Walker:
    return Walker(work, clock, learner, next(iter(work.content.targets)))


def test_an_empty_caseload_is_empty(work: Workspace, counsellor: UUID) -> None:
    shown = caseload(work, counsellor)
    assert (shown.rows, shown.total, shown.needing_help, shown.pages) == ([], 0, 0, 1)


def test_only_assigned_learners_are_seen(work: Workspace, counsellor: UUID) -> None:
    a_learner(work, "mine")
    a_learner(work, "notmine")
    give(work, "mine")
    assert [row.username for row in caseload(work, counsellor).rows] == ["mine"]
    another = an_account(work, "another", Role.COUNSELLOR)
    assert caseload(work, another).total == 0


@pytest.mark.parametrize("role", [Role.LEARNER, Role.PRODUCT, Role.ADMIN])
def test_nobody_else_has_a_caseload(work: Workspace, role: Role) -> None:
    with pytest.raises(Refused):
        caseload(work, an_account(work, "nosy", role))
    with pytest.raises(Refused):
        caseload(work, work.new_id())


def test_a_learner_without_a_plan_is_shown_as_such(work: Workspace, counsellor: UUID) -> None:
    a_learner(work, "new")
    give(work, "new")
    (row,) = caseload(work, counsellor).rows
    assert (row.name, row.plan, row.last_score, row.needs_help) == ("New Tester", None, None, False)


def test_a_learners_standing_is_that_of_the_plan_and_the_last_test(
    work: Workspace, clock: Clock, counsellor: UUID
) -> None:
    learner = a_learner(work, "ada")
    give(work, "ada")
    road = walker(work, clock, learner)
    plan = road.starts_plan()
    road.works_through(road.week(1, plan))
    road.sits_weekly_test(road.week(1, plan), knows_all)
    (row,) = caseload(work, counsellor).rows
    assert row.plan is not None
    assert row.plan.target == work.content.targets[road.target].title
    assert (row.plan.status, row.plan.week) == (PlanStatus.ACTIVE, 2)
    assert row.plan.last_activity == clock()
    assert row.last_score == 100


def test_three_failures_in_one_week_call_for_help_until_it_is_passed(
    work: Workspace, clock: Clock, counsellor: UUID
) -> None:
    learner = a_learner(work, "stuck")
    a_learner(work, "another")
    give(work, "another", "stuck")
    road = walker(work, clock, learner)
    week = road.week(1, road.starts_plan())
    flags = []
    for knows in (knows_nothing, knows_nothing, knows_nothing, knows_all):
        road.works_through(week)
        road.sits_weekly_test(week, knows)
        shown = caseload(work, counsellor)
        flags.append((shown.needing_help, shown.rows[0].username == "stuck"))
    # Named Another Tester and Stuck Tester: only help puts the second before the first.
    assert flags == [(0, False), (0, False), (1, True), (0, False)]


def test_the_active_plan_is_shown_before_a_newer_one_that_is_not(
    work: Workspace, clock: Clock, counsellor: UUID
) -> None:
    rows = RowMaker(work.engine, work.new_id)
    learner = a_learner(work, "ada")
    give(work, "ada")
    for status, target in ((PlanStatus.ACTIVE, "now"), (PlanStatus.FAILED, "later")):
        clock.advance(days=1)
        rows.add(
            "personalized_plan",
            user_id=learner,
            status=status,
            target=target,
            created_at=clock(),
            updated_at=clock(),
        )
    (row,) = caseload(work, counsellor).rows
    assert row.plan is not None
    assert (row.plan.target, row.plan.status) == ("now", PlanStatus.ACTIVE)


def test_a_long_caseload_comes_in_pages(work: Workspace, counsellor: UUID) -> None:
    names = [f"learner{number:02}" for number in range(PAGE_ROWS + 2)]
    for name in names:
        a_learner(work, name)
    give(work, *names)
    first, second = caseload(work, counsellor), caseload(work, counsellor, page=2)
    assert (first.total, first.pages) == (PAGE_ROWS + 2, 2)
    assert [row.username for row in [*first.rows, *second.rows]] == names
