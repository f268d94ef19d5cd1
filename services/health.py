"""Whether the app can do its work: asked by whoever watches over it."""

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from services.errors import OutOfReach
from services.workspace import Workspace


def database_answers(work: Workspace) -> bool:
    """Whether the database answers a question."""
    try:
        with work.reading() as session:
            return bool(session.scalar(text("select 1")) == 1)
    except (OutOfReach, SQLAlchemyError, OSError):
        return False
