"""Reads about accounts."""

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.tables import UserRegistration


def learner_for_update(session: Session, user_id: UUID) -> UserRegistration | None:
    """A learner's account, locked: whoever else changes this learner's records waits."""
    return session.scalar(
        select(UserRegistration).where(UserRegistration.id == user_id).with_for_update()
    )


def learner(session: Session, user_id: UUID) -> UserRegistration | None:
    """An account by its key."""
    return session.get(UserRegistration, user_id)


def not_before(session: Session, user_id: UUID) -> date | None:
    """The date before which nothing of an account is booked; None where its zone never changed."""
    return session.scalar(select(UserRegistration.not_before).where(UserRegistration.id == user_id))
