"""Whether the app can do its work: asked by whoever watches over it."""

from sqlalchemy import text
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from services.workspace import Workspace


def database_answers(work: Workspace) -> bool:
    """Whether the database answers a question."""
    try:
        with work.reading() as session:
            return bool(session.scalar(text("select 1")) == 1)
    except (SQLAlchemyError, OSError):
        return False


def is_database_fault(error: Exception) -> bool:
    """Whether the database did not do its part: it is locked for too long, or cannot be reached."""
    return isinstance(error, OperationalError)
