"""Signed-in browsers: tickets work once, tokens until they are revoked or expire."""

from datetime import timedelta

import pytest
from sqlalchemy import event, select

from db.tables import AuditLog, SignInSession
from plan_engine.roles import Role
from services.sign_in_rules import SIGNED_IN_FOR, TICKET_VALID_FOR
from services.sign_in_sessions import (
    by_session,
    by_token,
    exchange_ticket,
    open_session,
    sign_out,
    sign_out_everywhere,
)
from services.workspace import Workspace
from tests.support.accounts import an_account, signed_in
from tests.support.clock import Clock


def token_of(work: Workspace, user_id: object) -> str:
    fresh = exchange_ticket(work, open_session(work, user_id).ticket)  # type: ignore[arg-type]  # a key
    assert fresh is not None
    return fresh.token


def test_a_ticket_is_exchanged_for_a_token_once(work: Workspace) -> None:
    ticket = open_session(work, an_account(work)).ticket
    first, second = exchange_ticket(work, ticket), exchange_ticket(work, ticket)
    assert first is not None
    assert second is None


def test_the_token_says_who_is_signed_in(work: Workspace) -> None:
    user_id = an_account(work, role=Role.COUNSELLOR)
    who = by_token(work, token_of(work, user_id))
    assert who is not None
    assert (who.id, who.username, who.role) == (user_id, "ada", Role.COUNSELLOR)


def test_a_ticket_is_no_token_and_a_token_no_ticket(work: Workspace) -> None:
    opened = open_session(work, an_account(work))
    assert by_token(work, opened.ticket) is None
    fresh = exchange_ticket(work, opened.ticket)
    assert fresh is not None
    assert exchange_ticket(work, fresh.token) is None


def test_a_ticket_is_too_old_after_a_minute(work: Workspace, clock: Clock) -> None:
    ticket = open_session(work, an_account(work)).ticket
    clock.set(clock() + TICKET_VALID_FOR)
    assert exchange_ticket(work, ticket) is None


def test_a_ticket_of_a_session_that_was_ended_is_refused(work: Workspace) -> None:
    user_id = an_account(work)
    opened = open_session(work, user_id)
    who = by_session(work, opened.session_id)
    assert who is not None
    sign_out(work, who)
    assert exchange_ticket(work, opened.ticket) is None


@pytest.mark.parametrize("made_up", ["", "x", "'; drop table sign_in_session; --", "x" * 10_000])
def test_made_up_tickets_and_tokens_are_refused(work: Workspace, made_up: str) -> None:
    open_session(work, an_account(work))
    assert exchange_ticket(work, made_up) is None
    assert by_token(work, made_up) is None


def test_a_stolen_token_is_worth_nothing_after_signing_out(work: Workspace) -> None:
    stolen = token_of(work, an_account(work))
    who = by_token(work, stolen)
    assert who is not None
    sign_out(work, who)
    assert by_token(work, stolen) is None
    assert by_session(work, who.session_id) is None


def test_signing_out_of_one_browser_leaves_the_other(work: Workspace) -> None:
    user_id = an_account(work)
    here, there = signed_in(work, user_id), signed_in(work, user_id)
    sign_out(work, here)
    assert by_session(work, there.session_id) is not None


def test_signing_out_everywhere_ends_all_sessions_of_that_person_only(work: Workspace) -> None:
    user_id, other_id = an_account(work, "ada"), an_account(work, "bea")
    here, there, other = (signed_in(work, key) for key in (user_id, user_id, other_id))
    sign_out_everywhere(work, here)
    assert by_session(work, here.session_id) is None
    assert by_session(work, there.session_id) is None
    assert by_session(work, other.session_id) is not None


def test_signing_out_twice_is_audited_once(work: Workspace) -> None:
    who = signed_in(work, an_account(work))
    sign_out(work, who)
    sign_out(work, who)
    with work.reading() as session:
        lines = list(session.scalars(select(AuditLog.action)))
    assert lines.count("signed_out") == 1
    assert lines.count("signed_in") == 1


def test_a_session_ends_by_itself_after_two_weeks(work: Workspace, clock: Clock) -> None:
    user_id = an_account(work)
    token = token_of(work, user_id)
    clock.set(clock() + SIGNED_IN_FOR - timedelta(seconds=1))
    assert by_token(work, token) is not None
    clock.advance(seconds=1)
    assert by_token(work, token) is None


def test_expired_sessions_are_removed_when_a_new_one_opens(work: Workspace, clock: Clock) -> None:
    user_id = an_account(work)
    open_session(work, user_id)
    clock.set(clock() + SIGNED_IN_FOR)
    kept = open_session(work, user_id)
    with work.reading() as session:
        assert list(session.scalars(select(SignInSession.id))) == [kept.session_id]


def test_each_sign_in_is_a_new_session_with_a_new_token(work: Workspace) -> None:
    user_id = an_account(work)
    assert len({token_of(work, user_id) for _ in range(20)}) == 20


def test_tickets_and_tokens_are_not_in_the_database(work: Workspace) -> None:
    opened = open_session(work, an_account(work))
    with work.reading() as session:
        (row,) = session.scalars(select(SignInSession))
    assert row.ticket_hash not in (None, opened.ticket)
    assert row.token_hash is None
    fresh = exchange_ticket(work, opened.ticket)
    assert fresh is not None
    with work.reading() as session:
        (row,) = session.scalars(select(SignInSession))
    assert row.ticket_hash is None
    assert row.token_hash not in (None, fresh.token)


def test_asking_who_is_here_takes_one_query(work: Workspace) -> None:
    who = signed_in(work, an_account(work))
    asked: list[str] = []

    @event.listens_for(work.engine, "before_cursor_execute")
    def count(_c: object, _cur: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    by_session(work, who.session_id)
    event.remove(work.engine, "before_cursor_execute", count)
    assert len([one for one in asked if one.lower().startswith("select")]) == 1
