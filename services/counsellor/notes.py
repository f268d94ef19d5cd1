"""A counsellor's notes about a learner."""

from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from db.tables import Intervention
from plan_engine.interventions import InterventionKind
from services.counsellor.access import assigned_learner
from services.errors import Refused
from services.workspace import Workspace

TEXT_MAX_CHARACTERS: Final = 1000


def add_note(work: Workspace, counsellor: UUID, learner: UUID, text: str) -> UUID:
    """Keep a note; its key. Raises NotFound for learners who are not theirs, Refused for no text.

    Notes are part of what the learner may ask for about themselves; only counsellors see them listed.
    """
    written = sound_text(text)
    with work.transaction() as session:
        assigned_learner(session, counsellor, learner)
        return keep(work, session, counsellor, learner, InterventionKind.NOTE, written)


def keep(
    work: Workspace,
    session: Session,
    counsellor: UUID,
    learner: UUID,
    kind: InterventionKind,
    text: str,
) -> UUID:
    """Add a line to the learner's log in this transaction; its key."""
    row = Intervention(
        id=work.new_id(),
        learner_id=learner,
        counsellor_id=counsellor,
        kind=kind,
        text=text,
        at=work.clock(),
    )
    session.add(row)
    return row.id


def sound_text(text: str) -> str:
    """The text without blanks around it. Raises Refused when there is none, or too much."""
    stripped = text.strip()
    if not stripped:
        raise Refused("Write something first.")
    if len(stripped) > TEXT_MAX_CHARACTERS:
        raise Refused(f"Use at most {TEXT_MAX_CHARACTERS} characters; these are {len(stripped)}.")
    return stripped
