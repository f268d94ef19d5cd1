"""Telling a database that is busy or out of reach from a mistake of ours."""

import sqlite3
from typing import Final

from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as NoFreeConnection

SQLITE_BUSY: Final = frozenset(
    {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL}
)
"""Others hold the file's locks for longer than we wait. Primary codes."""
PRIMARY_CODE: Final = 0xFF
"""The part of SQLite's extended codes that holds the primary one."""
POSTGRESQL_CLASSES: Final = ("08", "40", "53", "57")
"""SQLSTATE classes (PostgreSQL, appendix A): connection, rollback for others' sake (deadlock), out of
resources, operator's intervention (shutdown, cancelled)."""
DISK_FULL: Final = "53100"
"""Of those classes the one that does not pass by itself."""
LOCK_NOT_AVAILABLE: Final = "55P03"


def outage(error: Exception) -> str | None:
    """The outage that an error of SQLAlchemy tells of, as a short code for the log; None for any other error.

    An outage passes by itself, and the same statement may succeed then.
    """
    if isinstance(error, NoFreeConnection):
        return "no free connection"
    if not isinstance(error, DBAPIError):
        return None
    if error.connection_invalidated:
        return "connection lost"
    if isinstance(error.orig, sqlite3.Error):
        return _of_sqlite(error.orig)
    return _of_postgresql(error)


def _of_sqlite(error: sqlite3.Error) -> str | None:
    code = getattr(error, "sqlite_errorcode", None)
    if code is None or code & PRIMARY_CODE not in SQLITE_BUSY:
        return None
    return error.sqlite_errorname


def _of_postgresql(error: DBAPIError) -> str | None:
    state: str | None = getattr(error.orig, "sqlstate", None)
    if state is None:
        # The server never answered, so there is no code of its own.
        return "no connection" if isinstance(error, OperationalError) else None
    passes = state.startswith(POSTGRESQL_CLASSES) and state != DISK_FULL
    return f"SQLSTATE {state}" if passes or state == LOCK_NOT_AVAILABLE else None
