"""One engine for the embedded database and for PostgreSQL, with what each needs to be trusted."""

from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import Connection, make_url

BUSY_TIMEOUT_MS = 10_000
"""How long a writer waits for another one before it gives up, on SQLite."""

BEGIN_OPTION = "sqlite_begin"
"""Execution option that names how a transaction begins; writers take the lock at once."""


def default_url(folder: Path) -> str:
    """The embedded database's address, in `folder`, which is made if it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    return f"sqlite+pysqlite:///{folder / 'careerlytics.sqlite3'}"


def normalised(url: str) -> str:
    """`postgres://` and `postgresql://` as hosts hand them out, with the driver we ship."""
    for prefix in ("postgres://", "postgresql://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    return url


def make_engine(url: str, *, pool_size: int = 10) -> Engine:
    """An engine for `url`. SQLite gets WAL, enforced foreign keys and explicit transactions."""
    url = normalised(url)
    if make_url(url).get_backend_name() != "sqlite":
        return create_engine(
            url,
            pool_size=pool_size,
            max_overflow=pool_size,
            pool_pre_ping=True,
            # Statements kept prepared get a plan that fits any values: over the totals it takes twice
            # as long as one made for the values at hand, and poolers in between may not keep them.
            connect_args={"prepare_threshold": None},
        )
    engine = create_engine(url, pool_size=pool_size, max_overflow=pool_size)

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        # The driver's own transaction handling is switched off: it would commit behind our back.
        connection.isolation_level = None
        for pragma in (
            "journal_mode = wal",
            "synchronous = normal",
            "foreign_keys = on",
            f"busy_timeout = {BUSY_TIMEOUT_MS}",
        ):
            connection.execute(f"pragma {pragma}")
        # Its own knows ASCII only, so that nobody called Émile was ever found.
        connection.create_function("lower", 1, _lower, deterministic=True)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        how = connection.get_execution_options().get(BEGIN_OPTION, "begin")
        connection.exec_driver_sql(how)

    return engine


def _lower(text: str | None) -> str | None:
    """In small letters, as PostgreSQL does it."""
    return None if text is None else text.lower()


def writing(engine: Engine) -> Engine:
    """The same pool, but each transaction takes SQLite's write lock before it reads.

    Otherwise two writers could both decide on what they read and one would then fail midway.
    """
    return engine.execution_options(**{BEGIN_OPTION: "begin immediate"})
