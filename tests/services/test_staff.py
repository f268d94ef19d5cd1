"""What admins and the command line do: staff accounts, one-time passwords, assignments, the list."""

import pytest
from sqlalchemy import select

from db.tables import AuditLog, UserRegistration
from plan_engine.roles import Role
from services import admin
from services.account_fields import FormRefused
from services.accounts import change_password, check_password
from services.assignments import assign, unassign
from services.errors import NotFound, Refused
from services.people_list import PAGE_ROWS, assigned_learners, find_accounts
from services.sign_in_rules import FAILURES_BEFORE_LOCK
from services.sign_in_sessions import by_session
from services.staff import create_account, reset_password
from services.workspace import Workspace
from tests.support.accounts import PASSWORD, an_account, an_identity, signed_in


def audited(work: Workspace) -> list[str]:
    with work.reading() as session:
        return list(session.scalars(select(AuditLog.action)))


def test_there_is_no_account_that_nobody_made(work: Workspace) -> None:
    assert find_accounts(work).total == 0


def test_a_staff_account_has_a_one_time_password_that_must_be_replaced(work: Workspace) -> None:
    handed = create_account(work, an_identity("bea"), Role.COUNSELLOR, actor=None)
    assert check_password(work, "bea", handed.one_time_password) == handed.user_id
    who = signed_in(work, handed.user_id)
    assert who.must_change_password
    opened = change_password(work, who, handed.one_time_password, PASSWORD, PASSWORD)
    after = by_session(work, opened.session_id)
    assert after is not None
    assert not after.must_change_password
    assert check_password(work, "bea", handed.one_time_password) is None


def test_a_staff_account_that_will_not_do_is_refused_field_by_field(work: Workspace) -> None:
    with pytest.raises(FormRefused) as refused:
        create_account(work, an_identity("b", email="x"), Role.ADMIN, actor=None)
    assert refused.value.problems.keys() == {"username", "email"}


@pytest.mark.parametrize("role", [Role.LEARNER, Role.COUNSELLOR, Role.PRODUCT])
def test_only_admins_make_accounts_reset_passwords_and_assign(work: Workspace, role: Role) -> None:
    nosy = an_account(work, "nosy", role)
    an_account(work, "learner")
    an_account(work, "counsellor", Role.COUNSELLOR)
    with pytest.raises(Refused):
        create_account(work, an_identity("bea"), Role.ADMIN, actor=nosy)
    with pytest.raises(Refused):
        reset_password(work, "learner", actor=nosy)
    with pytest.raises(Refused):
        assign(work, counsellor="counsellor", learner="learner", actor=nosy)
    with pytest.raises(Refused):
        unassign(work, counsellor="counsellor", learner="learner", actor=nosy)
    assert check_password(work, "learner", PASSWORD) is not None
    assert assigned_learners(work, "counsellor").total == 0


def test_a_new_one_time_password_ends_sessions_and_the_lock(work: Workspace) -> None:
    boss = an_account(work, "boss", Role.ADMIN)
    who = signed_in(work, an_account(work))
    for _ in range(FAILURES_BEFORE_LOCK):
        check_password(work, "ada", "wrong wrong wrong")
    handed = reset_password(work, " ADA ", actor=boss)
    assert by_session(work, who.session_id) is None
    assert check_password(work, "ada", PASSWORD) is None
    assert check_password(work, "ada", handed.one_time_password) == who.id
    with work.reading() as session:
        line = session.scalar(select(AuditLog).where(AuditLog.action == "password_reset"))
    assert line is not None
    assert (line.actor_id, line.subject_id) == (boss, who.id)


def test_resetting_nobodys_password_is_refused(work: Workspace) -> None:
    with pytest.raises(NotFound, match="nobody"):
        reset_password(work, "nobody", actor=None)


def test_assigning_is_done_once_and_can_be_ended(work: Workspace) -> None:
    an_account(work, "learner")
    an_account(work, "counsellor", Role.COUNSELLOR)
    pair = {"counsellor": "counsellor", "learner": "learner"}
    assert assign(work, **pair, actor=None)
    assert not assign(work, **pair, actor=None)
    assert [row.username for row in assigned_learners(work, "counsellor").rows] == ["learner"]
    assert unassign(work, **pair, actor=None)
    assert not unassign(work, **pair, actor=None)
    assert assigned_learners(work, "counsellor").total == 0
    assert audited(work).count("learner_assigned") == 1
    assert audited(work).count("learner_unassigned") == 1


def test_only_a_counsellor_is_given_learners_and_only_learners_are_given(work: Workspace) -> None:
    an_account(work, "learner")
    an_account(work, "counsellor", Role.COUNSELLOR)
    with pytest.raises(NotFound):
        assign(work, counsellor="learner", learner="learner", actor=None)
    with pytest.raises(NotFound):
        assign(work, counsellor="counsellor", learner="counsellor", actor=None)


def test_accounts_are_found_by_any_part_of_their_names(work: Workspace) -> None:
    an_account(work, "ada")
    an_account(work, "bea", Role.COUNSELLOR)
    assert [row.username for row in find_accounts(work).rows] == ["ada", "bea"]
    assert [row.username for row in find_accounts(work, search="BEA@EX").rows] == ["bea"]
    assert [row.username for row in find_accounts(work, search="tester ada@").rows] == ["ada"]
    assert [row.username for row in find_accounts(work, role=Role.COUNSELLOR).rows] == ["bea"]
    assert find_accounts(work, search="%").total == 0
    assert find_accounts(work, search="' or 1=1 --").total == 0


def test_the_list_is_paged_in_the_database(work: Workspace) -> None:
    with work.transaction() as session:
        for number in range(PAGE_ROWS + 3):
            session.add(
                UserRegistration(
                    id=work.new_id(),
                    username=f"learner{number:02}",
                    email=f"learner{number:02}@example.org",
                    first_name="Ada",
                    last_name="Tester",
                    password_hash="-",
                    role=Role.LEARNER,
                    timezone="UTC",
                    created_at=work.clock(),
                )
            )
    first, second = find_accounts(work), find_accounts(work, page=2)
    assert (first.total, first.pages, len(first.rows)) == (PAGE_ROWS + 3, 2, PAGE_ROWS)
    assert [row.username for row in second.rows] == ["learner25", "learner26", "learner27"]
    assert find_accounts(work, page=99).rows == []


def test_the_command_line_makes_an_account_and_shows_its_password_once(
    work: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["create-user", "--role", "admin", "--username", "boss", "--email"]
    arguments += ["boss@example.org", "--first-name", "Bo", "--last-name", "Ss"]
    assert admin.main(arguments, work) == 0
    password = capsys.readouterr().out.split("One-time password: ")[1].split("\n")[0]
    assert check_password(work, "boss", password) is not None
    assert admin.main(arguments, work) == 1
    assert "taken" in capsys.readouterr().err


def test_the_command_line_resets_assigns_and_unassigns(
    work: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    an_account(work, "learner")
    an_account(work, "counsellor", Role.COUNSELLOR)
    pair = ["--counsellor", "counsellor", "--learner", "learner"]
    assert admin.main(["assign", *pair], work) == 0
    assert assigned_learners(work, "counsellor").total == 1
    assert admin.main(["unassign", *pair], work) == 0
    assert assigned_learners(work, "counsellor").total == 0
    assert admin.main(["reset-password", "--username", "learner"], work) == 0
    assert "One-time password" in capsys.readouterr().out
    assert admin.main(["reset-password", "--username", "nobody"], work) == 1
    assert "There is no account" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments", [[], ["create-user"], ["create-user", "--role", "king"], ["fly"]]
)
def test_a_command_line_that_makes_no_sense_is_refused(
    work: Workspace, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        admin.main(arguments, work)
    assert "usage" in capsys.readouterr().err
