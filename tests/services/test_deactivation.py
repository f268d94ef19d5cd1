"""Who is deactivated is shut out at once, by nobody but an admin, and can be let in again."""

from uuid import UUID

import pytest
from sqlalchemy import select

from db.tables import AuditLog
from plan_engine.roles import Role
from services import admin
from services.account_deletion import Confirmation, delete_my_account
from services.account_fields import FormRefused
from services.accounts import check_password
from services.assignment_file import FileRefused, assign_from_file
from services.assignments import assign, unassign
from services.caseload import caseload
from services.comfort import set_extra_time
from services.counsellor.access import assigned_learner
from services.counsellor.cohort import cohort
from services.deactivation import deactivate, reactivate
from services.errors import NotFound, Refused
from services.people_list import assigned_learners, find_accounts, learners_without_counsellor
from services.sign_in_rules import FAILURES_BEFORE_LOCK
from services.sign_in_sessions import by_session, by_token, exchange_ticket, open_session
from services.staff import reset_password
from services.workspace import Workspace
from tests.support.accounts import PASSWORD, an_account, signed_in


@pytest.fixture
def boss(work: Workspace) -> UUID:
    return an_account(work, "boss", Role.ADMIN)


def audited(work: Workspace) -> list[tuple[str, UUID | None, UUID | None]]:
    with work.reading() as session:
        rows = session.execute(
            select(AuditLog.action, AuditLog.actor_id, AuditLog.subject_id).where(
                AuditLog.action.in_(["account_deactivated", "account_reactivated"])
            )
        )
        return [(row[0], row[1], row[2]) for row in rows]


def test_sessions_end_at_once_and_the_right_password_is_refused(
    work: Workspace, boss: UUID
) -> None:
    ada = an_account(work, "ada")
    who, opened = signed_in(work, ada), open_session(work, ada)
    cookie = exchange_ticket(work, open_session(work, ada).ticket)
    assert cookie is not None
    assert deactivate(work, "ada", actor=boss)
    assert by_session(work, who.session_id) is None
    assert by_token(work, cookie.token) is None
    assert exchange_ticket(work, opened.ticket) is None
    assert check_password(work, "ada", PASSWORD) is None
    assert check_password(work, "ada@example.org", PASSWORD) is None


def test_a_session_opened_while_the_account_was_being_deactivated_lets_nobody_in(
    work: Workspace, boss: UUID
) -> None:
    ada = an_account(work, "ada")
    deactivate(work, "ada", actor=boss)
    opened = open_session(work, ada)
    assert by_session(work, opened.session_id) is None


def test_it_can_be_taken_back_and_both_are_kept_in_the_log_once(
    work: Workspace, boss: UUID
) -> None:
    ada = an_account(work, "ada")
    session_before = signed_in(work, ada).session_id
    assert deactivate(work, "ada", actor=boss)
    assert not deactivate(work, "ada", actor=boss)
    assert reactivate(work, " ADA ", actor=boss)
    assert not reactivate(work, "ada", actor=boss)
    assert check_password(work, "ada", PASSWORD) == ada
    assert by_session(work, session_before) is None
    assert sorted(audited(work)) == [
        ("account_deactivated", boss, ada),
        ("account_reactivated", boss, ada),
    ]


def test_who_tried_to_sign_in_meanwhile_is_not_locked_out_when_it_is_taken_back(
    work: Workspace, boss: UUID
) -> None:
    ada = an_account(work, "ada")
    deactivate(work, "ada", actor=boss)
    for _ in range(FAILURES_BEFORE_LOCK):
        assert check_password(work, "ada", PASSWORD) is None
    reactivate(work, "ada", actor=boss)
    assert check_password(work, "ada", PASSWORD) == ada


def test_a_session_opened_while_the_account_was_being_deactivated_does_not_come_back_with_it(
    work: Workspace, boss: UUID
) -> None:
    ada = an_account(work, "ada")
    deactivate(work, "ada", actor=boss)
    opened = open_session(work, ada)
    reactivate(work, "ada", actor=boss)
    assert by_session(work, opened.session_id) is None


@pytest.mark.parametrize("role", [Role.LEARNER, Role.COUNSELLOR, Role.PRODUCT])
def test_only_admins_deactivate(work: Workspace, boss: UUID, role: Role) -> None:
    nosy = an_account(work, "nosy", role)
    for change in (deactivate, reactivate):
        with pytest.raises(Refused):
            change(work, "boss", actor=nosy)
        with pytest.raises(NotFound):
            change(work, "nobody", actor=boss)
    assert check_password(work, "boss", PASSWORD) == boss


def test_an_admin_who_is_deactivated_does_nothing_any_more(work: Workspace, boss: UUID) -> None:
    other = an_account(work, "other", Role.ADMIN)
    deactivate(work, "other", actor=boss)
    with pytest.raises(Refused):
        deactivate(work, "boss", actor=other)
    with pytest.raises(Refused):
        reactivate(work, "other", actor=other)


def test_nobody_deactivates_themselves_or_the_last_admin(work: Workspace, boss: UUID) -> None:
    with pytest.raises(Refused, match="your own account"):
        deactivate(work, "boss", actor=boss)
    with pytest.raises(Refused, match="last admin"):
        deactivate(work, "boss", actor=None)
    an_account(work, "other", Role.ADMIN)
    deactivate(work, "other", actor=boss)
    with pytest.raises(Refused, match="last admin"):
        deactivate(work, "boss", actor=None)
    assert check_password(work, "boss", PASSWORD) == boss


def test_an_admin_who_is_deactivated_does_not_count_as_another_one(
    work: Workspace, boss: UUID
) -> None:
    an_account(work, "other", Role.ADMIN)
    deactivate(work, "other", actor=boss)
    with pytest.raises(FormRefused):
        delete_my_account(work, signed_in(work, boss), Confirmation("boss", PASSWORD))


def test_a_one_time_password_is_no_way_around_it(work: Workspace, boss: UUID) -> None:
    ada = an_account(work, "ada")
    deactivate(work, "ada", actor=boss)
    with pytest.raises(Refused, match="Reactivate it first"):
        reset_password(work, "ada", actor=boss)
    reactivate(work, "ada", actor=boss)
    handed = reset_password(work, "ada", actor=boss)
    assert check_password(work, "ada", handed.one_time_password) == ada


def test_learners_of_a_deactivated_counsellor_are_without_one_until_it_is_taken_back(
    work: Workspace, boss: UUID
) -> None:
    for name in ("ada", "bea", "cyd"):
        an_account(work, name)
    for name in ("guide", "other"):
        an_account(work, name, Role.COUNSELLOR)
    assign(work, counsellor="guide", learner="ada", actor=boss)
    assign(work, counsellor="guide", learner="bea", actor=boss)
    assign(work, counsellor="other", learner="bea", actor=boss)

    def without() -> list[str]:
        return [row.username for row in learners_without_counsellor(work).rows]

    assert without() == ["cyd"]
    deactivate(work, "guide", actor=boss)
    assert without() == ["ada", "cyd"]
    assert [row.username for row in learners_without_counsellor(work, search="cy").rows] == ["cyd"]
    assert assigned_learners(work, "guide").total == 2
    deactivate(work, "cyd", actor=boss)
    assert without() == ["ada"]
    reactivate(work, "guide", actor=boss)
    assert without() == []


def test_who_is_deactivated_is_assigned_to_nobody_and_gets_nobody(
    work: Workspace, boss: UUID
) -> None:
    an_account(work, "ada")
    an_account(work, "guide", Role.COUNSELLOR)
    for shut_out in ("ada", "guide"):
        deactivate(work, shut_out, actor=boss)
        with pytest.raises(Refused, match=f"“{shut_out}” is deactivated"):
            assign(work, counsellor="guide", learner="ada", actor=boss)
        with pytest.raises(FileRefused) as refused:
            assign_from_file(work, b"counsellor,learner\nguide,ada\n", actor=boss)
        assert refused.value.problems == (f"Line 2: the account of “{shut_out}” is deactivated.",)
        reactivate(work, shut_out, actor=boss)
    assert assign(work, counsellor="guide", learner="ada", actor=boss)
    deactivate(work, "guide", actor=boss)
    assert unassign(work, counsellor="guide", learner="ada", actor=boss)


def test_a_deactivated_learner_is_in_no_caseload_until_it_is_taken_back(
    work: Workspace, boss: UUID
) -> None:
    ada, guide = an_account(work, "ada"), an_account(work, "guide", Role.COUNSELLOR)
    assign(work, counsellor="guide", learner="ada", actor=boss)
    deactivate(work, "ada", actor=boss)
    assert caseload(work, guide).total == cohort(work, guide).learners == 0
    with work.reading() as session, pytest.raises(NotFound):
        assigned_learner(session, guide, ada)
    with pytest.raises(NotFound):
        set_extra_time(work, guide, ada, 50)
    reactivate(work, "ada", actor=boss)
    assert caseload(work, guide).total == cohort(work, guide).learners == 1
    with work.reading() as session:
        assert assigned_learner(session, guide, ada).id == ada


def test_accounts_are_listed_by_their_state(work: Workspace, boss: UUID) -> None:
    an_account(work, "ada")
    deactivate(work, "ada", actor=boss)
    listed = {
        state: [row.username for row in find_accounts(work, active=state).rows]
        for state in (None, True, False)
    }
    assert listed == {None: ["ada", "boss"], True: ["boss"], False: ["ada"]}
    assert [row.is_active for row in find_accounts(work).rows] == [False, True]


def test_the_command_line_deactivates_and_reactivates(
    work: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    ada = an_account(work, "ada")
    assert admin.main(["deactivate", "--username", "ada"], work) == 0
    assert check_password(work, "ada", PASSWORD) is None
    assert admin.main(["reactivate", "--username", "ada"], work) == 0
    assert check_password(work, "ada", PASSWORD) == ada
    assert admin.main(["deactivate", "--username", "nobody"], work) == 1
    assert "There is no account" in capsys.readouterr().err
