"""One keeper at a time: a row that says who computes now, which runs out if they die."""

from datetime import date, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import or_, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from db.tables import RollupLease
from services.workspace import Workspace

NAME: Final = "daily"
HELD_FOR: Final = timedelta(minutes=10)
"""Longer than one step takes; each step renews it."""


class LeaseLost(Exception):
    """Somebody else keeps the totals now: this one took too long over a step."""


def take(work: Workspace, holder: UUID) -> bool:
    """Become the keeper, unless another one is."""
    _make_row(work)
    with work.transaction() as session:
        return _hold(
            work,
            session,
            holder,
            or_(RollupLease.holder.is_(None), RollupLease.held_until <= work.clock()),
        )


def renew(work: Workspace, session: Session, holder: UUID) -> None:
    """Go on being the keeper, in the transaction of a step. Raises LeaseLost."""
    if not _hold(work, session, holder, RollupLease.holder == holder):
        raise LeaseLost("The totals are kept by another process now.")


def give_back(work: Workspace, holder: UUID) -> None:
    """Stop being the keeper."""
    with work.transaction() as session:
        session.execute(
            update(RollupLease)
            .where(RollupLease.name == NAME, RollupLease.holder == holder)
            .values(holder=None)
        )


def state(session: Session) -> RollupLease | None:
    """How far the totals are; None before anybody kept them."""
    return session.get(RollupLease, NAME)


def count_again_from(session: Session, day: date) -> None:
    """The totals from `day` on are no longer settled: something in them was deleted.

    A step that read before the deletion and writes after it sees by the version that it has to read again.
    """
    eve = day - timedelta(days=1)
    session.execute(
        update(RollupLease).where(RollupLease.settled_until > eve).values(settled_until=eve)
    )
    session.execute(update(RollupLease).values(version=RollupLease.version + 1))


def _make_row(work: Workspace) -> None:
    with work.reading() as session:
        if state(session) is not None:
            return
    try:
        with work.transaction() as session:
            session.add(RollupLease(name=NAME, holder=None, held_until=work.clock()))
    except IntegrityError:
        return  # another process made it in the same moment


def _hold(work: Workspace, session: Session, holder: UUID, when: object) -> bool:
    result = session.execute(
        update(RollupLease)
        .where(RollupLease.name == NAME, when)  # type: ignore[arg-type]  # any condition
        .values(holder=holder, held_until=work.clock() + HELD_FOR)
    )
    assert isinstance(result, CursorResult)
    return bool(result.rowcount)
