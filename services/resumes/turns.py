"""One file of a learner at a time, whichever server reads it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import delete

from db.tables import ResumeReading
from services.guards import lock_learner
from services.resumes.limits import QUEUE_SECONDS, WALL_SECONDS
from services.resumes.reader import NotReadable
from services.workspace import Workspace

GIVEN_UP_AFTER: Final = timedelta(seconds=2 * (QUEUE_SECONDS + WALL_SECONDS))
"""A reading that began this long ago has died with its server."""


@contextmanager
def one_at_a_time(work: Workspace, learner: UUID) -> Iterator[None]:
    """Only one file of a learner is read at a time. Raises NotReadable for a second one, NotFound."""
    now = work.clock()
    until = now + GIVEN_UP_AFTER
    with work.transaction() as session:
        lock_learner(session, learner)
        turn = session.get(ResumeReading, learner)
        if turn is not None and turn.until > now:
            raise NotReadable("Another résumé of yours is being read. Wait until it is done.")
        if turn is None:
            session.add(ResumeReading(user_id=learner, until=until))
        else:
            turn.until = until
    try:
        yield
    finally:
        with work.transaction() as session:
            session.execute(
                delete(ResumeReading).where(
                    ResumeReading.user_id == learner, ResumeReading.until == until
                )
            )
