"""One person's account: proving who they are, changing the password, the name, the time zone."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, false, select
from sqlalchemy.orm import Session

from db.tables import UserRegistration
from plan_engine.roles import Role
from services import passwords
from services.account_fields import (
    NUL,
    name_problem,
    refuse_if_any,
    tidy_email,
    tidy_name,
    timezone_problem,
)
from services.audit import AuditAction, record
from services.calendars import own_date
from services.errors import NotFound
from services.registration import Identity, names_of
from services.sign_in_rules import FAILURES_BEFORE_LOCK, LOCKED_FOR
from services.sign_in_sessions import OpenedSession, SignedIn, add_session, revoke_all
from services.workspace import Workspace

_LOCK_MINUTES = int(LOCKED_FOR.total_seconds() // 60)
WRONG_SIGN_IN = (
    "User name or password is wrong. After "
    f"{FAILURES_BEFORE_LOCK} wrong passwords in a row, an account stays locked for {_LOCK_MINUTES} minutes."
)
"""Said for every failure alike: unknown, wrong, locked and deactivated cannot be told apart from outside."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile(Identity):
    """What a person sees of their own account."""

    role: Role


def check_password(work: Workspace, name: str, password: str) -> UUID | None:
    """The account that `name` (user name or email) and password belong to; None if they do not.

    A deactivated account's password is never right. Each try of a known name counts as a failure
    until its password was found right, so that tries in parallel count too. One comparison is made whatever the outcome. Unknown names are
    not kept: people type passwords where the name belongs.
    """
    with work.transaction() as session:
        account = session.scalar(_named(name).with_for_update())
        may_try = account is not None and _count_a_try(account, work.clock())
        is_open = account is not None and may_try and account.deactivated_at is None
        stored = account.password_hash if account is not None and is_open else None
    right = passwords.matches(password, stored)
    if account is None or not may_try:
        return None
    if not right:
        _record_failure(work, account)
        return None
    _forget_failures(work, account.id)
    return account.id


def change_password(
    work: Workspace, who: SignedIn, current: str, new: str, repeated: str
) -> OpenedSession:
    """Set a new password. Every session of the account ends; a new one for this browser comes back.

    Raises FormRefused. Wrong current passwords count towards the lock, as when signing in.
    """
    with work.reading() as session:
        account = _account(session, who.id)
        names = names_of(_profile(account))
    problem = passwords.password_problem(new, names=names)
    if problem is None and new == current:
        problem = "The new password is the current one. Choose another."
    refuse_if_any(
        {
            "new": problem,
            "repeated": None if new == repeated else "The two passwords are not the same.",
        }
    )
    if check_password(work, who.username, current) is None:
        refuse_if_any(
            {
                "current": "The current password is wrong. After "
                f"{FAILURES_BEFORE_LOCK} wrong ones in a row it is not accepted for {_LOCK_MINUTES} minutes."
            }
        )
    password_hash = passwords.hashed(new)
    with work.transaction() as session:
        account = _account(session, who.id, to_change=True)
        account.password_hash = password_hash
        account.must_change_password = False
        revoke_all(work, session, who.id)
        record(work, session, AuditAction.PASSWORD_CHANGED, actor=who.id, subject=who.id)
        return add_session(work, session, who.id)


def profile(work: Workspace, who: SignedIn) -> Profile:
    """The account of whoever is signed in."""
    with work.reading() as session:
        return _profile(_account(session, who.id))


def registered_before(work: Workspace, typed: Identity, password: str) -> UUID | None:
    """The account that this very form made already; None if there is none.

    A double click sends a registration twice, and the second must not end in “taken”. Whoever gives
    user name, email and password of an account could as well sign in.
    """
    who = typed.tidied()
    found = check_password(work, who.username, password)
    if found is None:
        return None
    with work.reading() as session:
        return found if _account(session, found).email == who.email else None


def profile_named(work: Workspace, name: str) -> Profile | None:
    """The account with this user name or email; None if there is none."""
    with work.reading() as session:
        account = session.scalar(_named(name))
        return None if account is None else _profile(account)


def change_profile(
    work: Workspace, who: SignedIn, *, first_name: str, last_name: str, timezone: str
) -> None:
    """Store a new name and time zone. Past days keep the zone that they happened in. Raises FormRefused."""
    first_name, last_name = tidy_name(first_name), tidy_name(last_name)
    refuse_if_any(
        {
            "first_name": name_problem(first_name, "first name"),
            "last_name": name_problem(last_name, "last name"),
            "timezone": timezone_problem(timezone),
        }
    )
    with work.transaction() as session:
        account = _account(session, who.id, to_change=True)
        account.first_name, account.last_name = first_name, last_name
        if timezone != account.timezone:
            account.not_before = own_date(work.clock(), account)
            account.timezone = timezone


def _count_a_try(account: UserRegistration, now: datetime) -> bool:
    """Whether a password may be tried now; the try is counted as a failure in advance."""
    if account.locked_until is not None:
        if account.locked_until > now:
            return False
        account.failed_sign_ins, account.locked_until = 0, None
    account.failed_sign_ins += 1
    if account.failed_sign_ins >= FAILURES_BEFORE_LOCK:
        account.locked_until = now + LOCKED_FOR
    return True


def _record_failure(work: Workspace, tried: UserRegistration) -> None:
    with work.transaction() as session:
        record(work, session, AuditAction.SIGN_IN_FAILED, actor=None, subject=tried.id)
        if tried.locked_until is not None:
            record(work, session, AuditAction.ACCOUNT_LOCKED, actor=None, subject=tried.id)


def _forget_failures(work: Workspace, user_id: UUID) -> None:
    with work.transaction() as session:
        account = _account(session, user_id, to_change=True)
        account.failed_sign_ins, account.locked_until = 0, None


def _named(name: str) -> Select[UserRegistration]:
    name = tidy_email(name)
    column = UserRegistration.email if "@" in name else UserRegistration.username
    return select(UserRegistration).where(false() if NUL in name else column == name)


def _account(session: Session, user_id: UUID, *, to_change: bool = False) -> UserRegistration:
    """The account; `to_change` waits for whoever changes or deletes it now. Raises NotFound."""
    account = session.get(UserRegistration, user_id, with_for_update=to_change)
    if account is None:
        raise NotFound("This account does not exist any more.")
    return account


def _profile(account: UserRegistration) -> Profile:
    return Profile(
        username=account.username,
        email=account.email,
        first_name=account.first_name,
        last_name=account.last_name,
        timezone=account.timezone,
        role=account.role,
    )
