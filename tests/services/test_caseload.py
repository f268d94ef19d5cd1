"""A counsellor's list: only their learners, who needs a word first and why, and where each stands."""

from dataclasses import replace
from uuid import UUID

import pytest

from db.queries import plans
from plan_engine import risk_rules
from plan_engine.lifecycles import DayStatus
from plan_engine.progression import Verdict
from plan_engine.risk import Behind, Failing, FirstStep, NeverStarted, RiskKind, Silent
from plan_engine.roles import Role
from plan_engine.stages import Stage
from services.assignments import assign
from services.caseload import PAGE_ROWS, Order, Wanted, caseload, whole_caseload
from services.counsellor.contact import Contact, LastMessage
from services.counsellor.need import Need
from services.counsellor.notes import add_note
from services.counsellor.nudges import put_away, send_nudge
from services.days import complete_day
from services.errors import Refused
from services.plan_management import pause_plan, resume_plan
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


def a_road(work: Workspace, clock: Clock) -> Walker:
    """A learner of the counsellor's, at its beginning."""
    learner = a_learner(work, "ada")
    give(work, "ada")
    return walker(work, clock, learner)


def test_an_empty_caseload_is_empty(work: Workspace, counsellor: UUID) -> None:
    shown = caseload(work, counsellor)
    assert (shown.rows, shown.total, shown.urgent, shown.in_need, shown.pages) == ([], 0, 0, 0, 1)


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
    with pytest.raises(Refused):
        list(whole_caseload(work, work.new_id(), Wanted()))


def test_somebody_who_never_began_is_told_after_three_days(
    work: Workspace, clock: Clock, counsellor: UUID
) -> None:
    a_learner(work, "new")
    give(work, "new")
    (row,) = caseload(work, counsellor).rows
    assert (row.name, row.stage, row.readiness, row.need) == (
        "New Tester",
        Stage.REGISTERED,
        None,
        Need.NONE,
    )
    clock.advance(days=risk_rules.START_DAYS)
    (row,) = caseload(work, counsellor).rows
    (reason,) = row.reasons
    assert isinstance(reason, NeverStarted)
    assert (row.need, reason.step) == (Need.SOME, FirstStep.ASSESSMENT)


def test_a_learners_standing_is_that_of_the_plan_and_its_tests(
    work: Workspace, clock: Clock, counsellor: UUID
) -> None:
    road = a_road(work, clock)
    plan = road.starts_plan()
    road.works_through(road.week(1, plan))
    road.sits_weekly_test(road.week(1, plan), knows_all)
    (row,) = caseload(work, counsellor).rows
    assert row.target == work.content.targets[road.target].title
    assert (row.stage, row.week, row.last_score) == (Stage.LEARNING, 2, 100)
    assert row.readiness is not None
    assert row.readiness.is_forecast
    assert row.readiness.low < row.readiness.percent < row.readiness.high
    assert row.trend is not None
    assert row.trend > 0
    assert row.last_active_on == clock().date()
    assert row.streak == 8
    assert row.reasons == ()


def test_three_failures_in_one_week_are_urgent_until_it_is_passed(
    work: Workspace, clock: Clock, counsellor: UUID
) -> None:
    learner = a_learner(work, "stuck")
    a_learner(work, "another")
    give(work, "another", "stuck")
    road = walker(work, clock, learner)
    week = road.week(1, road.starts_plan())
    failing = []
    for knows in (knows_nothing, knows_nothing, knows_nothing, knows_all):
        road.works_through(week)
        road.sits_weekly_test(week, knows)
        shown = caseload(work, counsellor)
        row = next(row for row in shown.rows if row.username == "stuck")
        found = [reason.failures for reason in row.reasons if isinstance(reason, Failing)]
        failing.append((found, shown.urgent))
    assert failing == [([], 0), ([2], 0), ([3], 1), ([], 0)]


def test_who_fell_silent_comes_first_until_they_are_back(
    work: Workspace, clock: Clock, counsellor: UUID
) -> None:
    learner = a_learner(work, "zoe")
    a_learner(work, "amy")
    give(work, "zoe", "amy")
    road = walker(work, clock, learner)
    week = road.week(1, road.starts_plan())
    road.works_through(week)
    caseload(work, counsellor)
    clock.advance(days=3)  # the last day was completed four days ago
    shown = caseload(work, counsellor)
    assert [row.username for row in shown.rows] == ["zoe", "amy"]
    (reason,) = shown.rows[0].reasons
    assert isinstance(reason, Silent)
    assert (shown.rows[0].today - reason.since).days == 4
    road.sits_weekly_test(week, knows_all)
    (row,) = caseload(work, counsellor, Wanted(search="zoe")).rows
    assert row.reasons == ()


def test_a_paused_plan_is_neither_silent_nor_behind(
    work: Workspace, clock: Clock, counsellor: UUID
) -> None:
    road = a_road(work, clock)
    plan = road.starts_plan()
    road.works_through(road.week(1, plan))
    pause_plan(work, road.learner, plan)
    clock.advance(days=40)
    (row,) = caseload(work, counsellor).rows
    assert (row.stage, row.reasons) == (Stage.PAUSED, ())
    resume_plan(work, road.learner, plan)
    clock.advance(days=8)
    (row,) = caseload(work, counsellor).rows
    assert [reason.kind for reason in row.reasons] == [RiskKind.SILENT]
    silent = next(reason for reason in row.reasons if isinstance(reason, Silent))
    assert (row.today - silent.since).days == 8


def test_an_absence_counts_once_for_the_database_too(
    work: Workspace, clock: Clock, counsellor: UUID
) -> None:
    road = a_road(work, clock)
    week = road.week(1, road.starts_plan())
    for rest in (4, 5, 0):  # a slow rhythm, which explains a longer silence
        with work.reading() as session:
            open_day = next(
                day for day in plans.days_of_week(session, week) if day.status is DayStatus.UNLOCKED
            )
        complete_day(work, road.learner, open_day.id)
        clock.advance(days=rest)
    found = {}
    for _ in range(16):
        (row,) = caseload(work, counsellor).rows
        kinds = tuple(reason.kind for reason in row.reasons)
        found[kinds] = found.get(kinds, 0) + 1
        listed = {kind for kind in RiskKind if caseload(work, counsellor, Wanted(risk=kind)).total}
        assert listed == set(kinds)
        assert row.need is (Need.SOME if kinds else Need.NONE)
        clock.advance(days=1)
    assert list(found) == [(), (RiskKind.BEHIND,), (RiskKind.SILENT,)]


def test_who_is_silent_for_a_year_is_not_a_year_behind(
    work: Workspace, clock: Clock, counsellor: UUID
) -> None:
    road = a_road(work, clock)
    plan = road.starts_plan()
    clock.advance(days=20)
    road.works_through(road.week(1, plan))
    clock.advance(days=365)
    (row,) = caseload(work, counsellor).rows
    behind = next(reason for reason in row.reasons if isinstance(reason, Behind))
    with work.reading() as session:
        weeks = plans.weeks_of(session, plan)
        left = sum(
            day.status is not DayStatus.COMPLETED
            for week in weeks
            for day in plans.days_of_week(session, week.id)
        )
    assert behind.days_on(row.today) == left + len(weeks) + 1  # with the tests and the last one


def test_the_last_message_is_told_by_whom_when_and_whether_it_was_seen(
    work: Workspace, clock: Clock, counsellor: UUID
) -> None:
    ada, _ = a_learner(work, "ada"), a_learner(work, "bea")
    other = an_account(work, "other", Role.COUNSELLOR)
    give(work, "ada", "bea")
    assign(work, counsellor="other", learner="ada", actor=None)
    assert [row.last_message for row in caseload(work, counsellor).rows] == [None, None]
    send_nudge(work, other, ada, "First.")
    clock.advance(days=2)
    add_note(work, counsellor, ada, "A note is no message.")
    sent = send_nudge(work, counsellor, ada, "Second.")
    told = LastMessage(clock().date(), "Ada Tester", is_own=True, is_seen=False)
    for look in (caseload(work, counsellor).rows, list(whole_caseload(work, counsellor, Wanted()))):
        assert [row.last_message for row in look] == [told, None]
    put_away(work, ada, sent.id)
    (row,) = caseload(work, other).rows
    assert row.last_message == replace(told, is_own=False, is_seen=True)


def test_who_was_written_to_lately_can_be_left_out(
    work: Workspace, clock: Clock, counsellor: UUID
) -> None:
    ada, _ = a_learner(work, "ada"), a_learner(work, "bea")
    give(work, "ada", "bea")
    add_note(work, counsellor, ada, "A note is no message.")

    def names(contact: Contact) -> list[str]:
        return [row.username for row in caseload(work, counsellor, Wanted(contact=contact)).rows]

    assert (names(Contact.RECENT), names(Contact.NONE)) == ([], ["ada", "bea"])
    send_nudge(work, counsellor, ada, "Hello.")
    clock.advance(days=7)
    assert (names(Contact.RECENT), names(Contact.NONE)) == (["ada"], ["bea"])
    clock.advance(days=1)
    assert (names(Contact.RECENT), names(Contact.NONE)) == ([], ["ada", "bea"])


def test_filters_find_by_target_stage_need_and_reason(
    work: Workspace, clock: Clock, counsellor: UUID
) -> None:
    road = walker(work, clock, a_learner(work, "ada"))
    a_learner(work, "new")
    give(work, "ada", "new")
    road.starts_plan()
    clock.advance(days=4)
    for wanted, expected in (
        (Wanted(), ["ada", "new"]),
        (Wanted(order=Order.NAME), ["ada", "new"]),
        (Wanted(order=Order.READINESS), ["ada", "new"]),
        (Wanted(target=road.target), ["ada"]),
        (Wanted(stage=Stage.REGISTERED), ["new"]),
        (Wanted(stage=Stage.LEARNING), ["ada"]),
        (Wanted(verdict=Verdict.JOB_READY), []),
        (Wanted(need=Need.SOME), ["ada", "new"]),
        (Wanted(need=Need.URGENT), []),
        (Wanted(need=Need.NONE), []),
        (Wanted(risk=RiskKind.NEVER_STARTED), ["ada", "new"]),
        (Wanted(risk=RiskKind.SILENT), []),
        (Wanted(search="TESTER new@"), ["new"]),
        (Wanted(search="%"), []),
    ):
        shown = caseload(work, counsellor, wanted)
        assert sorted(row.username for row in shown.rows) == expected, wanted
        assert shown.total == len(expected)
        assert [row.id for row in whole_caseload(work, counsellor, wanted)] == [
            row.id for row in shown.rows
        ]


def test_the_active_plan_is_shown_before_a_newer_one_that_is_not(
    work: Workspace, clock: Clock, counsellor: UUID
) -> None:
    rows = RowMaker(work.engine, work.new_id)
    learner = a_learner(work, "ada")
    give(work, "ada")
    for status, target in (("active", "now"), ("failed", "later")):
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
    assert (row.target, row.stage) == ("now", Stage.LEARNING)


def test_a_long_caseload_comes_in_pages(work: Workspace, counsellor: UUID) -> None:
    names = [f"learner{number:02}" for number in range(PAGE_ROWS + 2)]
    for name in names:
        a_learner(work, name)
    give(work, *names)
    first, second = caseload(work, counsellor), caseload(work, counsellor, page=2)
    assert (first.total, first.pages) == (PAGE_ROWS + 2, 2)
    assert [row.username for row in [*first.rows, *second.rows]] == names
    beyond = caseload(work, counsellor, page=9)
    assert (beyond.rows, beyond.total) == ([], PAGE_ROWS + 2)
