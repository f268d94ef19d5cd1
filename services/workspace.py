"""The one bundle that services work with: database, clock, identifiers, content. Built in one place."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID, uuid4  # noqa: TID251  (this is the id maker that everyone else is handed)

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from content.library import Library
from db.engine import make_engine, writing
from db.migrate import upgrade
from db.outages import outage
from services.errors import OutOfReach
from services.settings import Settings
from services.writing.settings import WriterSettings

__all__ = ["Workspace", "open_workspace"]


def _now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251  (this is the clock that everyone else is handed)


@dataclass(frozen=True, slots=True)
class Workspace:
    """Everything a service may reach, frozen. Tests hand in their own clock and identifiers."""

    engine: Engine
    content: Library
    clock: Callable[[], datetime] = _now
    new_id: Callable[[], UUID] = uuid4
    writer: WriterSettings | None = None
    """The language model that may put plans into words; None: the templates' words stand."""

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session for looking only: whatever it did is rolled back. Raises OutOfReach."""
        with _outages_named(), Session(self.engine, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """A session for one intention: committed as a whole at the end, or not at all. Raises OutOfReach."""
        with (
            _outages_named(),
            Session(writing(self.engine), expire_on_commit=False) as session,
            session.begin(),
        ):
            yield session


@contextmanager
def _outages_named() -> Iterator[None]:
    """What the database cannot do just now becomes a refusal; its other errors are mistakes of ours and stay."""
    try:
        yield
    except SQLAlchemyError as error:
        kind = outage(error)
        if kind is None:
            raise
        raise OutOfReach(kind) from error


def open_workspace(settings: Settings, content: Library) -> Workspace:
    """A workspace on the database that the settings name, migrated to the newest schema."""
    engine = make_engine(settings.database_url)
    upgrade(engine)
    return Workspace(engine=engine, content=content, writer=settings.writer)
