"""Messages from a counsellor that the learner finds at home; by mail too, where mail is set up."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from db.tables import Intervention, UserRegistration
from plan_engine.interventions import InterventionKind
from services.counsellor.access import assigned_learner
from services.counsellor.mail import Mailer, MailFailed
from services.counsellor.notes import keep, sound_text
from services.errors import NotFound, Refused
from services.logs import OURS
from services.workspace import Workspace

UNSEEN_AT_MOST: Final = 3
"""More than that waiting for a learner is no help."""
SAME_WITHIN: Final = timedelta(minutes=10)
"""The same words again within this time are the same click again."""
SUBJECT: Final = "A word from your career counsellor"

_log = logging.getLogger(OURS)


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of a message. `mailed` is None where no mail is set up."""

    id: UUID
    mailed: bool | None


@dataclass(frozen=True, slots=True)
class Nudge:
    """A message as the learner reads it."""

    id: UUID
    text: str
    at: datetime
    sender: str


def send_nudge(
    work: Workspace, counsellor: UUID, learner: UUID, text: str, *, mailer: Mailer | None = None
) -> Sent:
    """Leave a message at a learner's home. Mail goes out once the message is kept, and may fail alone.

    Raises NotFound for learners who are not theirs, Refused for no text or too many unseen messages.
    """
    written = sound_text(text)
    with work.transaction() as session:
        person = assigned_learner(session, counsellor, learner)
        unseen = session.scalars(_unseen(learner)).all()
        for earlier in unseen:
            if earlier.text == written and work.clock() - earlier.at < SAME_WITHIN:
                return Sent(earlier.id, None)
        if len(unseen) >= UNSEEN_AT_MOST:
            raise Refused(
                f"{person.first_name} has not seen the last {UNSEEN_AT_MOST} messages yet. "
                "Another way may reach them better: a call, a letter."
            )
        key = keep(work, session, counsellor, learner, InterventionKind.NUDGE, written)
    if mailer is None:
        return Sent(key, None)
    try:
        mailer(person.email, SUBJECT, written)
    except MailFailed as failure:
        _log.warning("mail was not sent", extra={"fields": {"why": str(failure)}})
        return Sent(key, mailed=False)
    return Sent(key, mailed=True)


def unseen_nudges(work: Workspace, learner: UUID) -> Sequence[Nudge]:
    """The messages that wait for this learner, oldest first."""
    with work.reading() as session:
        rows = session.execute(
            _unseen(learner)
            .outerjoin(UserRegistration, UserRegistration.id == Intervention.counsellor_id)
            .add_columns(UserRegistration.first_name, UserRegistration.last_name)
        )
        return [
            Nudge(row.id, row.text, row.at, f"{first} {last}" if first else "Your counsellor")
            for row, first, last in rows
        ]


def put_away(work: Workspace, learner: UUID, nudge: UUID) -> None:
    """The learner has seen a message. Twice: once. Raises NotFound for anybody else's."""
    with work.transaction() as session:
        row = _own(session, learner, nudge)
        row.seen_at = row.seen_at or work.clock()


def _unseen(learner: UUID) -> Select[Intervention]:
    return (
        select(Intervention)
        .where(
            Intervention.learner_id == learner,
            Intervention.kind == InterventionKind.NUDGE,
            Intervention.seen_at.is_(None),
        )
        .order_by(Intervention.at, Intervention.id)
    )


def _own(session: Session, learner: UUID, nudge: UUID) -> Intervention:
    row = session.get(Intervention, nudge)
    if row is None or row.learner_id != learner or row.kind is not InterventionKind.NUDGE:
        raise NotFound("There is no such message for you.")
    return row
