"""Proving who one is: by user name or email, a lock after five failures, equal work for everybody."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import bcrypt
import pytest
from sqlalchemy import select

from db.tables import AuditLog, UserRegistration
from services import passwords
from services.accounts import WRONG_SIGN_IN, check_password
from services.sign_in_rules import FAILURES_BEFORE_LOCK, LOCKED_FOR
from services.workspace import Workspace
from tests.support.accounts import PASSWORD, an_account
from tests.support.clock import Clock

WRONG = "not the password"


def fail(work: Workspace, times: int, name: str = "ada") -> None:
    for _ in range(times):
        assert check_password(work, name, WRONG) is None


def audited(work: Workspace) -> list[str]:
    with work.reading() as session:
        return list(session.scalars(select(AuditLog.action).order_by(AuditLog.at, AuditLog.action)))


@pytest.mark.parametrize("name", ["ada", "ADA", " ada ", "ada@example.org", "Ada@Example.ORG"])
def test_user_name_and_email_both_name_the_account(work: Workspace, name: str) -> None:
    user_id = an_account(work)
    assert check_password(work, name, PASSWORD) == user_id


def test_a_wrong_password_and_an_unknown_name_are_refused_alike(work: Workspace) -> None:
    an_account(work)
    assert check_password(work, "ada", WRONG) is None
    assert check_password(work, "nobody", PASSWORD) is None
    assert check_password(work, "", "") is None
    assert "wrong" in WRONG_SIGN_IN


def test_five_failures_lock_the_account_even_for_the_right_password(
    work: Workspace, clock: Clock
) -> None:
    user_id = an_account(work)
    fail(work, FAILURES_BEFORE_LOCK)
    assert check_password(work, "ada", PASSWORD) is None
    clock.set(clock() + LOCKED_FOR - timedelta(seconds=1))
    assert check_password(work, "ada", PASSWORD) is None
    clock.advance(seconds=1)
    assert check_password(work, "ada", PASSWORD) == user_id


def test_failures_by_name_and_by_email_count_together(work: Workspace) -> None:
    an_account(work)
    fail(work, 3)
    fail(work, 2, "ada@example.org")
    assert check_password(work, "ada", PASSWORD) is None


def test_four_failures_do_not_lock_and_the_right_password_forgets_them(work: Workspace) -> None:
    user_id = an_account(work)
    for _ in range(3):
        fail(work, FAILURES_BEFORE_LOCK - 1)
        assert check_password(work, "ada", PASSWORD) == user_id


def test_after_a_lock_has_passed_there_are_five_tries_again(work: Workspace, clock: Clock) -> None:
    user_id = an_account(work)
    fail(work, FAILURES_BEFORE_LOCK)
    clock.set(clock() + LOCKED_FOR)
    fail(work, FAILURES_BEFORE_LOCK - 1)
    assert check_password(work, "ada", PASSWORD) == user_id


def test_a_lock_survives_a_restart(work: Workspace, clock: Clock) -> None:
    an_account(work)
    fail(work, FAILURES_BEFORE_LOCK)
    restarted = Workspace(engine=work.engine, content=work.content, clock=clock)
    assert check_password(restarted, "ada", PASSWORD) is None


def test_one_persons_lock_is_not_anothers(work: Workspace) -> None:
    an_account(work, "ada")
    other = an_account(work, "bea")
    fail(work, FAILURES_BEFORE_LOCK)
    assert check_password(work, "bea", PASSWORD) == other


def test_tries_in_parallel_get_no_more_than_five_comparisons(
    work: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    an_account(work)
    with work.reading() as session:
        stored = session.scalar(select(UserRegistration.password_hash))
    compared: list[str | None] = []
    compare = passwords.matches

    def counting(password: str, against: str | None) -> bool:
        compared.append(against)
        return compare(password, against)

    monkeypatch.setattr(passwords, "matches", counting)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: check_password(work, "ada", WRONG), range(16)))
    assert len(compared) == 16
    assert compared.count(stored) == FAILURES_BEFORE_LOCK


def test_unknown_wrong_right_and_locked_all_cost_one_comparison(
    work: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    an_account(work)
    made: list[bytes] = []
    compare = bcrypt.checkpw

    def counting(password: bytes, against: bytes) -> bool:
        made.append(against)
        return compare(password, against)

    monkeypatch.setattr(bcrypt, "checkpw", counting)
    costs = []
    for name, password in (
        ("nobody", WRONG),
        ("nobody@example.org", WRONG),
        ("ada", PASSWORD),
        *[("ada", WRONG)] * FAILURES_BEFORE_LOCK,
        ("ada", PASSWORD),  # locked by now
        ("ada", "x" * 500),
    ):
        before = len(made)
        check_password(work, name, password)
        costs.append(len(made) - before)
    assert set(costs) == {1}


def test_failures_and_the_lock_are_audited_without_what_was_typed(work: Workspace) -> None:
    user_id = an_account(work)
    fail(work, FAILURES_BEFORE_LOCK)
    fail(work, 1, "somebody-unknown")
    assert audited(work).count("sign_in_failed") == FAILURES_BEFORE_LOCK
    assert audited(work).count("account_locked") == 1
    with work.reading() as session:
        lines = list(session.scalars(select(AuditLog).where(AuditLog.action != "registered")))
    assert {line.subject_id for line in lines} == {user_id}
    assert all(line.detail == {} for line in lines)


def test_a_right_password_leaves_no_failure_in_the_audit_log(work: Workspace) -> None:
    an_account(work)
    check_password(work, "ada", PASSWORD)
    assert audited(work) == ["registered"]


@pytest.mark.parametrize("name", ["ad\x00a", "ada\x00@example.org", "\x00"])
def test_a_name_that_nobody_can_have_is_refused_as_any_other(work: Workspace, name: str) -> None:
    an_account(work)
    assert check_password(work, name, PASSWORD) is None
