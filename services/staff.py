"""What an admin does to accounts: make those of staff, hand out one-time passwords."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from db.tables import UserRegistration
from plan_engine.roles import Role
from services import passwords
from services.audit import AuditAction, record
from services.errors import NotFound, Refused
from services.registration import Identity, add_account
from services.sign_in_sessions import revoke_all
from services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class HandedOut:
    """An account and the password that its owner must replace at the next sign-in. Shown once."""

    user_id: UUID
    username: str
    one_time_password: str


def create_account(
    work: Workspace, typed: Identity, role: Role, *, actor: UUID | None
) -> HandedOut:
    """A new account with a one-time password. `actor` None: the command line. Raises FormRefused."""
    with work.reading() as session:
        require_admin(session, actor)
    who = typed.tidied()
    password = passwords.one_time_password()
    user_id = add_account(
        work,
        who,
        who.problems(),
        role=role,
        password=password,
        action=AuditAction.STAFF_CREATED,
        actor=actor,
        must_change_password=True,
    )
    return HandedOut(user_id, who.username, password)


def reset_password(work: Workspace, username: str, *, actor: UUID | None) -> HandedOut:
    """A one-time password for somebody who lost theirs; ends their sessions and their lock.

    `actor` None: the command line. Raises NotFound, Refused for an account that is deactivated.
    """
    password = passwords.one_time_password()
    password_hash = passwords.hashed(password)
    with work.transaction() as session:
        require_admin(session, actor)
        account = account_named(session, username)
        require_active(account)
        account.password_hash = password_hash
        account.must_change_password = True
        account.failed_sign_ins, account.locked_until = 0, None
        revoke_all(work, session, account.id)
        record(work, session, AuditAction.PASSWORD_RESET, actor=actor, subject=account.id)
        return HandedOut(account.id, account.username, password)


def require_admin(session: Session, actor: UUID | None) -> None:
    """Refuse whoever is not an admin; None is the command line, which needs the machine itself."""
    if actor is None:
        return
    account = session.get(UserRegistration, actor)
    if account is None or account.role is not Role.ADMIN or account.deactivated_at is not None:
        raise Refused("Only an admin can do this.")


def lock_admins(session: Session) -> list[UUID]:
    """The active admins, locked in one order: two who end each other's accounts or their own wait for one another."""
    return list(
        session.scalars(
            select(UserRegistration.id)
            .where(UserRegistration.role == Role.ADMIN, is_active())
            .order_by(UserRegistration.id)
            .with_for_update()
        )
    )


def require_active(account: UserRegistration) -> None:
    """Refuse what makes no sense for somebody who is shut out."""
    if account.deactivated_at is not None:
        raise Refused(f"The account “{account.username}” is deactivated. Reactivate it first.")


def is_active() -> ColumnElement[bool]:
    """Whether an account may sign in."""
    return UserRegistration.deactivated_at.is_(None)


def account_named(session: Session, username: str, role: Role | None = None) -> UserRegistration:
    """The account with this user name or email, locked for this transaction. Raises NotFound."""
    name = username.strip().lower()
    called, column = (
        ("email address", UserRegistration.email)
        if "@" in name
        else ("user name", UserRegistration.username)
    )
    account = session.scalar(select(UserRegistration).where(column == name).with_for_update())
    if account is None or (role is not None and account.role is not role):
        kind = "account" if role is None else role.value
        raise NotFound(f"There is no {kind} with the {called} “{username.strip()}”.")
    return account
