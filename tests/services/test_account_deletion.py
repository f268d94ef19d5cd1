"""Deleting an account: typed and proved, then nothing of it is left in any table."""

from collections.abc import Callable
from uuid import UUID

import pytest
from sqlalchemy import Engine, func, select

from db.tables import (
    ActivityRollup,
    AuditLog,
    Base,
    MilestoneRollup,
    PlacementOutcome,
    ScheduleRollup,
    UserRegistration,
)
from plan_engine.placements import Outcome
from plan_engine.roles import Role
from services.account_deletion import Confirmation, delete_my_account
from services.account_fields import FormRefused
from services.assignments import assign
from services.owned_rows import owned_tables
from services.placements import confirm_outcome, report_outcome
from services.rollups.keeper import keep_rollups
from services.sign_in_sessions import by_session
from services.workspace import Workspace
from tests.support.accounts import PASSWORD, an_account, signed_in
from tests.support.clock import Clock
from tests.support.content import ROLE
from tests.support.learners import Walker, knows_first, knows_nothing
from tests.support.rows import RowMaker

SURE = Confirmation(username="ada", password=PASSWORD)


def every_cell(work: Workspace) -> str:
    with work.reading() as session:
        return "\n".join(
            str(tuple(row))
            for table in Base.metadata.sorted_tables
            for row in session.execute(select(table))
        )


def worked_with(work: Workspace, clock: Clock) -> tuple[UUID, UUID]:
    """A learner with a failed week, a confirmed placement and a counsellor; both keys."""
    learner = an_account(work)
    counsellor = an_account(work, "counsel", Role.COUNSELLOR)
    assign(work, counsellor="counsel", learner="ada", actor=None)
    walker = Walker(work, clock, learner, ROLE)
    plan = walker.starts_plan(knows_nothing)
    week = walker.week(1, plan)
    walker.works_through(week)
    walker.sits_weekly_test(week, knows_first(10))
    report = report_outcome(
        work, learner, plan, Outcome.PLACED_IN_FIELD, clock().date(), "Contract seen"
    )
    confirm_outcome(work, counsellor, report)
    return learner, counsellor


def test_after_deletion_no_cell_of_any_table_tells_of_the_person(
    work: Workspace, clock: Clock
) -> None:
    learner, _ = worked_with(work, clock)
    who = signed_in(work, learner)
    assert str(learner) in every_cell(work)
    delete_my_account(work, who, SURE)
    left = every_cell(work)
    for trace in (str(learner), learner.hex, "ada@example.org", "'ada'", "Contract seen"):
        assert trace not in left
    assert by_session(work, who.session_id) is None


def test_after_deletion_the_totals_no_longer_count_the_person(
    work: Workspace, clock: Clock
) -> None:
    learner, _ = worked_with(work, clock)
    clock.advance(days=10)
    keep_rollups(work)
    with work.reading() as session:
        assert session.scalar(select(func.count()).select_from(ActivityRollup))
    delete_my_account(work, signed_in(work, learner), SURE)
    clock.advance(hours=1)
    keep_rollups(work)
    with work.reading() as session:
        for total in (ActivityRollup, MilestoneRollup, ScheduleRollup):
            assert session.scalar(select(func.count()).select_from(total)) == 0


def test_deleting_empties_every_table_that_an_account_owns_and_spares_everybody_else(
    engine: Engine, new_id: Callable[[], UUID], work: Workspace
) -> None:
    me, other = an_account(work), an_account(work, "eve")
    for user in (me, other):
        rows = RowMaker(engine, new_id)
        rows._first["user_registration"] = user
        rows._numbers = iter(range(1000 if user == me else 2000, 9999))  # type: ignore[assignment]
        for table in owned_tables():
            if table.name != "user_registration":
                rows.add(table.name)
    before = counts(work)
    assert all(before.values())
    delete_my_account(work, signed_in(work, me), SURE)
    for name, left in counts(work).items():
        assert 0 < left < before[name], name


def counts(work: Workspace) -> dict[str, int]:
    with work.reading() as session:
        return {
            table.name: session.scalars(select(func.count()).select_from(table)).one()
            for table in owned_tables()
        }


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        (Confirmation(username="", password=PASSWORD), "username"),
        (Confirmation(username="eve", password=PASSWORD), "username"),
        (Confirmation(username="ada", password=""), "password"),
        (Confirmation(username="ada", password="four plain words her"), "password"),
    ],
)
def test_a_slip_in_name_or_password_deletes_nothing(
    work: Workspace, typed: Confirmation, field: str
) -> None:
    learner = an_account(work)
    with pytest.raises(FormRefused) as refusal:
        delete_my_account(work, signed_in(work, learner), typed)
    assert set(refusal.value.problems) == {field}
    with work.reading() as session:
        assert session.get(UserRegistration, learner) is not None


def test_what_happened_stays_counted_without_saying_to_whom(work: Workspace, clock: Clock) -> None:
    learner, _ = worked_with(work, clock)

    def actions() -> list[str]:
        with work.reading() as session:
            return sorted(session.scalars(select(AuditLog.action)))

    who = signed_in(work, learner)
    before = actions()
    delete_my_account(work, who, SURE)
    assert actions() == sorted([*before, "account_deleted"])


def test_a_placement_stays_confirmed_when_the_counsellors_account_goes(
    work: Workspace, clock: Clock
) -> None:
    _, counsellor = worked_with(work, clock)
    sure = Confirmation(username="counsel", password=PASSWORD)
    delete_my_account(work, signed_in(work, counsellor), sure)
    with work.reading() as session:
        report = session.scalars(select(PlacementOutcome)).one()
    assert (report.confirmed_by, report.confirmed_at) == (None, clock())
    assert str(counsellor) not in every_cell(work)


def test_the_last_admin_stays(work: Workspace) -> None:
    admin = an_account(work, "root", Role.ADMIN)
    sure = Confirmation(username="root", password=PASSWORD)
    with pytest.raises(FormRefused, match="last admin"):
        delete_my_account(work, signed_in(work, admin), sure)
    an_account(work, "root2", Role.ADMIN)
    delete_my_account(work, signed_in(work, admin), sure)
