"""Fresh, migrated databases of both kinds, made by copying one that was migrated once."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from itertools import count
from pathlib import Path

from sqlalchemy import Engine

from db.engine import default_url, make_engine
from db.migrate import upgrade
from tests.support.postgresql import PostgresqlServer

FreshEngine = Callable[[], AbstractContextManager[Engine]]
"""Opens an engine on an empty, migrated database of its own, and closes it at the end."""


def migrated_sqlite_file(folder: Path) -> Path:
    """An empty database file in `folder`, at the newest schema, with nothing left in its journal."""
    engine = make_engine(default_url(folder))
    upgrade(engine)
    name = engine.url.database
    engine.dispose()
    assert name is not None
    return Path(name)


def fresh_sqlite(template: Path, folder: Path) -> FreshEngine:
    """Copies of `template` in numbered folders below `folder`: files, so that WAL and threads are real."""
    numbers = count(1)

    @contextmanager
    def opened() -> Iterator[Engine]:
        url = default_url(folder / f"database-{next(numbers)}")
        shutil.copyfile(template, url.removeprefix("sqlite+pysqlite:///"))
        engine = make_engine(url)
        try:
            yield engine
        finally:
            engine.dispose()

    return opened


def fresh_postgresql(server: PostgresqlServer, prefix: str) -> FreshEngine:
    """Databases copied from the server's template; `prefix` keeps test processes apart."""
    numbers = count(1)

    @contextmanager
    def opened() -> Iterator[Engine]:
        with server.database(f"{prefix}_{next(numbers)}") as url:
            engine = make_engine(url)
            try:
                yield engine
            finally:
                engine.dispose()

    return opened
