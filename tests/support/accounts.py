"""Accounts for tests: made by the real registration, with a password that is cheap to compare."""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch
from uuid import UUID

import bcrypt

from plan_engine.roles import Role
from services import passwords
from services.accounts import change_password
from services.registration import Identity, register
from services.sign_in_sessions import SignedIn, by_session, open_session
from services.staff import create_account
from services.workspace import Workspace

PASSWORD = "four plain words here"
ROUNDS = 4
"""bcrypt's lowest cost: tests hash often, and nobody guesses their passwords."""


@contextmanager
def cheap_hashes() -> Iterator[None]:
    """Hash at the lowest cost for the length of the block, also where there is no account."""
    nobody = bcrypt.hashpw(b"thrown away", bcrypt.gensalt(ROUNDS)).decode()
    with (
        patch.object(passwords, "HASH_ROUNDS", ROUNDS),
        patch.object(passwords, "NOBODYS_HASH", nobody),
    ):
        yield


def an_identity(username: str = "ada", **given: str) -> Identity:
    """What somebody called `username` would type."""
    typed = {
        "username": username,
        "email": f"{username}@example.org",
        "first_name": "Ada",
        "last_name": "Tester",
        "timezone": "UTC",
    }
    return Identity(**(typed | given))


def an_account(work: Workspace, username: str = "ada", role: Role = Role.LEARNER) -> UUID:
    """An account with PASSWORD; staff have changed their one-time password already."""
    if role is Role.LEARNER:
        return register(work, an_identity(username), PASSWORD, PASSWORD)
    handed = create_account(work, an_identity(username), role, actor=None)
    change_password(
        work, signed_in(work, handed.user_id), handed.one_time_password, PASSWORD, PASSWORD
    )
    return handed.user_id


def signed_in(work: Workspace, user_id: UUID) -> SignedIn:
    """A new session of this account."""
    found = by_session(work, open_session(work, user_id).session_id)
    assert found is not None
    return found
