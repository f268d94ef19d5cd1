"""Signed-in browsers, kept in the database so that signing out and a new password end them at once.

A session starts with a one-time ticket. The page that signed in hands it to the browser, which
exchanges it, over HTTP, for a cookie that scripts cannot read. Tickets and tokens are stored as
SHA-256 only.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, delete, select, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.orm import Session

from db.tables import SignInSession, UserRegistration
from plan_engine.roles import Role
from services.audit import AuditAction, record
from services.sign_in_rules import SIGNED_IN_FOR, TICKET_VALID_FOR, TOKEN_BYTES
from services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who is signed in, and by which session."""

    id: UUID
    username: str
    first_name: str
    role: Role
    timezone: str
    session_id: UUID
    must_change_password: bool
    extra_time_percent: int
    reduced_motion: bool


@dataclass(frozen=True, slots=True)
class OpenedSession:
    """A new session, and the ticket that its browser exchanges for a cookie."""

    session_id: UUID
    ticket: str


@dataclass(frozen=True, slots=True)
class CookieToken:
    """What the cookie is to carry, and until when."""

    token: str
    expires_at: datetime


def open_session(work: Workspace, user_id: UUID) -> OpenedSession:
    """A new session for an account whose password was just found right. Expired ones are removed."""
    with work.transaction() as session:
        return add_session(work, session, user_id)


def add_session(work: Workspace, session: Session, user_id: UUID) -> OpenedSession:
    """The same, within a transaction that does more."""
    now = work.clock()
    session.execute(
        delete(SignInSession).where(
            SignInSession.user_id == user_id, SignInSession.expires_at <= now
        )
    )
    ticket = secrets.token_urlsafe(TOKEN_BYTES)
    opened = SignInSession(
        id=work.new_id(),
        user_id=user_id,
        ticket_hash=_digest(ticket),
        created_at=now,
        expires_at=now + SIGNED_IN_FOR,
    )
    session.add(opened)
    record(work, session, AuditAction.SIGNED_IN, actor=user_id, subject=opened.id)
    return OpenedSession(opened.id, ticket)


def exchange_ticket(work: Workspace, ticket: str) -> CookieToken | None:
    """The cookie's token for a fresh ticket, which is used up by this; None for any other."""
    now = work.clock()
    token = secrets.token_urlsafe(TOKEN_BYTES)
    with work.transaction() as session:
        expires_at = session.scalar(
            update(SignInSession)
            .where(
                SignInSession.ticket_hash == _digest(ticket),
                SignInSession.created_at > now - TICKET_VALID_FOR,
                _is_open(now),
            )
            .values(ticket_hash=None, token_hash=_digest(token))
            .returning(SignInSession.expires_at)
        )
    return None if expires_at is None else CookieToken(token, expires_at)


def by_session(work: Workspace, session_id: UUID) -> SignedIn | None:
    """Who is signed in by this session; None once it is revoked or expired, or they are shut out."""
    return _signed_in(work, SignInSession.id == session_id)


def by_token(work: Workspace, token: str) -> SignedIn | None:
    """Who is signed in by the cookie with this token; None once it is revoked or expired, or they are shut out."""
    return _signed_in(work, SignInSession.token_hash == _digest(token))


def sign_out(work: Workspace, who: SignedIn) -> None:
    """End one browser's session. Ending it twice changes nothing."""
    with work.transaction() as session:
        if _revoke(work, session, SignInSession.id == who.session_id):
            record(work, session, AuditAction.SIGNED_OUT, actor=who.id, subject=who.session_id)


def sign_out_everywhere(work: Workspace, who: SignedIn) -> None:
    """End every session of this account, this one too."""
    with work.transaction() as session:
        revoke_all(work, session, who.id)
        record(work, session, AuditAction.SIGNED_OUT_EVERYWHERE, actor=who.id, subject=who.id)


def revoke_all(work: Workspace, session: Session, user_id: UUID) -> None:
    """End every session of this account, within a transaction that does more."""
    _revoke(work, session, SignInSession.user_id == user_id)


def _revoke(work: Workspace, session: Session, which: ColumnElement[bool]) -> bool:
    result = session.execute(
        update(SignInSession)
        .where(which, SignInSession.revoked_at.is_(None))
        .values(revoked_at=work.clock())
    )
    assert isinstance(result, CursorResult)
    return result.rowcount > 0


def _signed_in(work: Workspace, which: ColumnElement[bool]) -> SignedIn | None:
    with work.reading() as session:
        row = session.execute(
            select(
                UserRegistration.id,
                UserRegistration.username,
                UserRegistration.first_name,
                UserRegistration.role,
                UserRegistration.timezone,
                SignInSession.id,
                UserRegistration.must_change_password,
                UserRegistration.extra_time_percent,
                UserRegistration.reduced_motion,
            )
            .join(SignInSession, SignInSession.user_id == UserRegistration.id)
            .where(
                which,
                _is_open(work.clock()),
                # A session that was opened while its account was being deactivated is no way in.
                UserRegistration.deactivated_at.is_(None),
            )
        ).first()
    return None if row is None else SignedIn(*row)


def _is_open(now: datetime) -> ColumnElement[bool]:
    return and_(SignInSession.revoked_at.is_(None), SignInSession.expires_at > now)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
