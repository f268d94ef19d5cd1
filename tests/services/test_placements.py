"""Placements: reported by learners, confirmed by their own counsellors only."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select

from db.tables import AuditLog, PlacementOutcome
from plan_engine.placements import Outcome
from plan_engine.roles import Role
from services.account_fields import FormRefused
from services.assignments import assign, unassign
from services.errors import NotFound, Refused
from services.placements import (
    PAGE_ROWS,
    confirm_outcome,
    own_reports,
    report_outcome,
    reports_of_caseload,
)
from services.workspace import Workspace
from tests.support.accounts import an_account
from tests.support.clock import Clock
from tests.support.content import ROLE
from tests.support.learners import Walker, a_learner, knows_nothing

NOTE = "Contract as a junior developer"


@pytest.fixture
def learner(work: Workspace) -> UUID:
    return a_learner(work)


@pytest.fixture
def plan(work: Workspace, clock: Clock, learner: UUID) -> UUID:
    return Walker(work, clock, learner, ROLE).starts_plan(knows_nothing)


@pytest.fixture
def counsellor(work: Workspace, learner: UUID) -> UUID:
    found = an_account(work, "counsel", Role.COUNSELLOR)
    assign(work, counsellor="counsel", learner="ada", actor=None)
    return found


def test_the_newest_report_counts_and_the_others_stay_readable(
    work: Workspace, clock: Clock, learner: UUID, plan: UUID, counsellor: UUID
) -> None:
    today = clock().date()
    for outcome in (Outcome.LOOKING, Outcome.INTERVIEWING, Outcome.PLACED_IN_FIELD):
        report_outcome(work, learner, plan, outcome, today, NOTE)
        clock.advance(days=1)
    assert [report.outcome for report in own_reports(work, learner)] == [
        Outcome.PLACED_IN_FIELD,
        Outcome.INTERVIEWING,
        Outcome.LOOKING,
    ]
    shown = reports_of_caseload(work, counsellor)
    assert [row.report.outcome for row in shown.rows] == [Outcome.PLACED_IN_FIELD]
    assert (shown.total, shown.pages, shown.rows[0].learner) == (1, 1, "Ada Tester")


def test_the_same_report_twice_is_one_and_stays_confirmed(
    work: Workspace, clock: Clock, learner: UUID, plan: UUID, counsellor: UUID
) -> None:
    today = clock().date()
    first = report_outcome(work, learner, plan, Outcome.PLACED_OUT_OF_FIELD, today, NOTE)
    confirm_outcome(work, counsellor, first)
    again = report_outcome(
        work, learner, plan, Outcome.PLACED_OUT_OF_FIELD, today, f"  {NOTE.replace(' ', '  ')} "
    )
    assert again == first
    (report,) = own_reports(work, learner)
    assert report.confirmed_at == clock()
    assert not report.waits


@pytest.mark.parametrize(
    ("outcome", "days", "note", "field"),
    [
        (Outcome.PLACED_IN_FIELD, 0, "", "evidence_note"),
        (Outcome.PLACED_OUT_OF_FIELD, 0, "  ", "evidence_note"),
        (Outcome.LOOKING, 0, "x" * 501, "evidence_note"),
        (Outcome.LOOKING, 1, "", "since"),
        (Outcome.PLACED_IN_FIELD, -1, NOTE, "since"),
    ],
)
def test_what_cannot_be_so_is_refused_at_its_field(
    work: Workspace,
    clock: Clock,
    learner: UUID,
    plan: UUID,
    outcome: Outcome,
    days: int,
    note: str,
    field: str,
) -> None:
    since = clock().date() + timedelta(days=days)
    with pytest.raises(FormRefused) as refusal:
        report_outcome(work, learner, plan, outcome, since, note)
    assert set(refusal.value.problems) == {field}
    assert own_reports(work, learner) == []


def test_a_search_may_have_begun_before_the_plan(
    work: Workspace, clock: Clock, learner: UUID, plan: UUID
) -> None:
    report_outcome(work, learner, plan, Outcome.LOOKING, clock().date() - timedelta(days=90))
    assert len(own_reports(work, learner)) == 1


def test_a_report_after_somebody_elses_plan_is_refused(
    work: Workspace, clock: Clock, plan: UUID
) -> None:
    eve = a_learner(work, "eve")
    with pytest.raises(NotFound):
        report_outcome(work, eve, plan, Outcome.LOOKING, clock().date())


def test_only_the_counsellor_of_the_learner_sees_and_confirms(
    work: Workspace, clock: Clock, learner: UUID, plan: UUID, counsellor: UUID
) -> None:
    other = an_account(work, "other", Role.COUNSELLOR)
    report = report_outcome(work, learner, plan, Outcome.PLACED_IN_FIELD, clock().date(), NOTE)
    assert reports_of_caseload(work, other).total == 0
    with pytest.raises(NotFound):
        confirm_outcome(work, other, report)
    for stranger in (learner, an_account(work, "root", Role.ADMIN)):
        with pytest.raises(Refused):
            confirm_outcome(work, stranger, report)
        with pytest.raises(Refused):
            reports_of_caseload(work, stranger)
    unassign(work, counsellor="counsel", learner="ada", actor=None)
    with pytest.raises(NotFound):
        confirm_outcome(work, counsellor, report)
    assert own_reports(work, learner)[0].waits


def test_confirming_twice_confirms_once(
    work: Workspace, clock: Clock, learner: UUID, plan: UUID, counsellor: UUID
) -> None:
    report = report_outcome(work, learner, plan, Outcome.PLACED_IN_FIELD, clock().date(), NOTE)
    confirm_outcome(work, counsellor, report)
    first = clock()
    clock.advance(days=3)
    confirm_outcome(work, counsellor, report)
    with work.reading() as session:
        row = session.get_one(PlacementOutcome, report)
        lines = session.scalars(
            select(func.count()).where(AuditLog.action == "placement_confirmed")
        ).one()
    assert (row.confirmed_by, row.confirmed_at, lines) == (counsellor, first, 1)


def test_what_is_no_placement_or_no_longer_so_is_not_confirmed(
    work: Workspace, clock: Clock, learner: UUID, plan: UUID, counsellor: UUID
) -> None:
    today = clock().date()
    placed = report_outcome(work, learner, plan, Outcome.PLACED_IN_FIELD, today, NOTE)
    clock.advance(hours=1)
    looking = report_outcome(work, learner, plan, Outcome.LOOKING, today)
    with pytest.raises(Refused, match="newer"):
        confirm_outcome(work, counsellor, placed)
    with pytest.raises(Refused, match="Only a placement"):
        confirm_outcome(work, counsellor, looking)


def test_reports_to_confirm_come_first_and_pages_hold_no_more_than_they_say(
    work: Workspace, clock: Clock, counsellor: UUID
) -> None:
    target = Walker(work, clock, counsellor, ROLE)
    placed = None
    for number in range(PAGE_ROWS + 1):
        learner = a_learner(work, f"learner{number}")
        assign(work, counsellor="counsel", learner=f"learner{number}", actor=None)
        plan = _bare_plan(work, learner)
        outcome = Outcome.PLACED_IN_FIELD if number == 0 else Outcome.LOOKING
        key = report_outcome(work, learner, plan, outcome, clock().date(), NOTE)
        placed = placed or key
        clock.advance(minutes=1)
    first, second = (reports_of_caseload(work, target.learner, page=n) for n in (1, 2))
    assert first.rows[0].report.id == placed
    assert (len(first.rows), len(second.rows), first.total, first.pages) == (PAGE_ROWS, 1, 26, 2)


def _bare_plan(work: Workspace, learner: UUID) -> UUID:
    """A plan row without weeks: all that a report hangs on."""
    from db.tables import PersonalizedPlan
    from plan_engine.kinds import PlanType
    from plan_engine.lifecycles import PlanStatus

    now = work.clock()
    plan = PersonalizedPlan(
        id=work.new_id(),
        user_id=learner,
        plan_type=PlanType.ROLE,
        target_role="Role",
        target=ROLE,
        content_version="1",
        current_week=1,
        current_day=1,
        status=PlanStatus.COMPLETED,
        dropped_blocks=[],
        created_at=now,
        updated_at=now,
    )
    with work.transaction() as session:
        session.add(plan)
    return plan.id
