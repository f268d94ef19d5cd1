"""Deactivating an account: who left or may not come back is shut out, at once and until it is taken back.

Nothing of theirs goes: `services.account_deletion` is for that, and only they can ask for it.
"""

from uuid import UUID

from plan_engine.roles import Role
from services.audit import AuditAction, record
from services.errors import Refused
from services.sign_in_sessions import revoke_all
from services.staff import account_named, lock_admins, require_admin
from services.workspace import Workspace


def deactivate(work: Workspace, username: str, *, actor: UUID | None) -> bool:
    """Refuse this person's sign-ins from now on and end their sessions; False if it was so already.

    `actor` None: the command line. Raises NotFound, Refused for the admin's own account and the
    last admin's.
    """
    with work.transaction() as session:
        admins = lock_admins(session)
        require_admin(session, actor)
        account = account_named(session, username)
        if account.id == actor:
            raise Refused("You cannot deactivate your own account. Ask another admin.")
        if account.deactivated_at is not None:
            return False
        if account.role is Role.ADMIN and len(admins) < 2:
            raise Refused("This is the last admin. Make another one first.")
        account.deactivated_at = work.clock()
        revoke_all(work, session, account.id)
        record(work, session, AuditAction.ACCOUNT_DEACTIVATED, actor=actor, subject=account.id)
    return True


def reactivate(work: Workspace, username: str, *, actor: UUID | None) -> bool:
    """Let this person sign in again, with the password that they had; False if they could already.

    What they tried meanwhile does not count: neither as a lock nor, opened at that very moment, as a session.
    `actor` None: the command line. Raises NotFound.
    """
    with work.transaction() as session:
        require_admin(session, actor)
        account = account_named(session, username)
        if account.deactivated_at is None:
            return False
        account.deactivated_at = None
        account.failed_sign_ins, account.locked_until = 0, None
        revoke_all(work, session, account.id)
        record(work, session, AuditAction.ACCOUNT_REACTIVATED, actor=actor, subject=account.id)
    return True
