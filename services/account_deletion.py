"""Deleting one's own account: everything that it owns goes; what happened stays, without a name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete, or_, update
from sqlalchemy.orm import Session

from db.queries import people
from db.tables import AuditLog, UserRegistration
from plan_engine.roles import Role
from services.account_fields import refuse_if_any, tidy_username
from services.accounts import check_password
from services.audit import AuditAction, record
from services.errors import NotFound
from services.rollups.lease import count_again_from
from services.sign_in_sessions import SignedIn
from services.staff import lock_admins
from services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What a person types to have their account deleted."""

    username: str
    password: str


def delete_my_account(work: Workspace, who: SignedIn, typed: Confirmation) -> None:
    """Delete the account and all it owns, at once and for good.

    Raises FormRefused: user name typed wrong, wrong password (which counts towards the lock, as
    when signing in), or the last admin; NotFound when it is gone already.
    """
    refuse_if_any(
        {
            "username": None
            if tidy_username(typed.username) == who.username
            else "This is not your user name. Type it exactly to show that you mean it."
        }
    )
    if check_password(work, who.username, typed.password) is None:
        refuse_if_any({"password": "The password is wrong. Nothing was deleted."})
    with work.transaction() as session:
        # Before their own account, as whoever deactivates one does.
        admins = lock_admins(session) if who.role is Role.ADMIN else []
        account = people.learner_for_update(session, who.id)
        if account is None:
            raise NotFound("This account does not exist any more.")
        if account.role is Role.ADMIN:
            _refuse_last(admins)
        _forget_in_log(session, who.id)
        if account.role is Role.LEARNER:
            # A day earlier: where they were, it may have been the date before.
            count_again_from(session, account.created_at.date() - timedelta(days=1))
        session.execute(delete(UserRegistration).where(UserRegistration.id == who.id))
        record(work, session, AuditAction.ACCOUNT_DELETED, actor=None, role=who.role.value)


def _refuse_last(admins: Sequence[UUID]) -> None:
    if len(admins) < 2:
        refuse_if_any(
            {
                "username": "You are the last admin. Make another one first, or nobody can help anybody."
            }
        )


def _forget_in_log(session: Session, user_id: UUID) -> None:
    """What was done stays counted; by whom and to what of theirs does not stay."""
    session.execute(
        update(AuditLog)
        .where(
            or_(
                AuditLog.actor_id == user_id,
                AuditLog.subject_id == user_id,
                AuditLog.detail["counsellor"].as_string() == str(user_id),
            )
        )
        .values(actor_id=None, subject_id=None, detail={})
    )
