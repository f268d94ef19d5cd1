"""A database that others lock: the embedded one, with a writer that does not finish."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from sqlalchemy import Engine

SHORT_MS = 50
"""How long the app's own writers wait meanwhile, instead of ten seconds."""


@contextmanager
def locked(engine: Engine) -> Iterator[None]:
    """For the length of the block somebody else holds SQLite's write lock."""
    name = engine.url.database
    assert name is not None
    other = sqlite3.connect(name, isolation_level=None)
    engine.dispose()  # connections read how long they wait when they are made
    try:
        other.execute("begin immediate")
        with patch("db.engine.BUSY_TIMEOUT_MS", SHORT_MS):
            yield
    finally:
        other.close()
        engine.dispose()
