"""A learner's own choice whether a language model may put their plan into words."""

from uuid import UUID

from sqlalchemy import update

from db.tables import UserRegistration, WritingJob
from plan_engine.writing.kinds import JobStatus
from services.guards import lock_learner
from services.workspace import Workspace
from services.writing.wishes import wish_for_open


def wants_words(work: Workspace, learner: UUID) -> bool:
    """Whether this person has left such words on."""
    with work.reading() as session:
        return session.get_one(UserRegistration, learner).written_words


def set_words(work: Workspace, learner: UUID, *, wanted: bool) -> None:
    """Switch such words on or off, from now on. Raises NotFound.

    Off: nothing more is asked for, the answer to what is under way is thrown away, and none is
    shown. On again: those that were written are back, what is open and has none is wanted.
    """
    with work.transaction() as session:
        person = lock_learner(session, learner)
        person.written_words = wanted
        session.flush()
        if wanted:
            wish_for_open(session, work, learner)
            return
        session.execute(
            update(WritingJob)
            .where(WritingJob.user_id == learner, WritingJob.status == JobStatus.WAITING)
            .values(status=JobStatus.DROPPED, settled_at=work.clock())
        )
