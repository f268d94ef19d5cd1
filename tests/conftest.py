"""Fixtures for every test: databases of both kinds, a clock that tests move, content, the workspace."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import Engine

from tests.support.clock import Clock, Identifiers
from tests.support.databases import (
    FreshEngine,
    fresh_postgresql,
    fresh_sqlite,
    migrated_sqlite_file,
)
from tests.support.postgresql import PostgresqlServer, running_server

if TYPE_CHECKING:
    from content.library import Library
    from services.workspace import Workspace

# How long an example takes says more about the machine's other work than about the code.
settings.register_profile(
    "suite", deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("suite")

REPOSITORY = Path(__file__).resolve().parent.parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Journeys in a browser first: they take longest, and the quick tests fill up what they leave."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is None)


@pytest.fixture(scope="session", autouse=True)
def _no_resume_is_refused_because_the_machine_is_busy() -> Iterator[None]:
    """What a file costs is bounded by processor time all the same."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("services.resumes.reader.WALL_SECONDS", 60.0)
        yield


@pytest.fixture(autouse=True)
def _patched_code_is_walked_anew(request: pytest.FixtureRequest) -> Iterator[None]:
    if "monkeypatch" not in request.fixturenames:
        yield
        return
    from tests.support.remembering import walking_anew

    with walking_anew():
        yield


@pytest.fixture
def clock() -> Clock:
    """Stands at 2026-03-02 09:00 UTC until the test moves it."""
    return Clock()


@pytest.fixture
def new_id() -> Identifiers:
    """Identifiers that are the same on every run."""
    return Identifiers()


@pytest.fixture(scope="session")
def library() -> "Library":
    """The real curriculum and question bank, loaded once."""
    from content.loader import load_library

    return load_library(REPOSITORY / "content")


@pytest.fixture(scope="session")
def tiny_library() -> "Library":
    """Four blocks of seven topics of fifteen made-up items: enough for every service, whatever the bank holds."""
    from tests.support.content import a_library

    return a_library()


@pytest.fixture(scope="session")
def run_folder(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """One folder for the whole run, the same in each of its processes."""
    base = tmp_path_factory.getbasetemp()
    return base if worker_id == "master" else base.parent


@pytest.fixture(scope="session")
def postgresql(run_folder: Path, testrun_uid: str) -> Iterator[PostgresqlServer]:
    """The run's PostgreSQL server; ask it for databases."""
    with running_server(testrun_uid, lock=run_folder / "postgresql.lock") as server:
        yield server


@pytest.fixture(scope="session")
def postgresql_url(postgresql: PostgresqlServer, worker_id: str) -> Iterator[str]:
    """A migrated PostgreSQL database for tests that only need an address."""
    with postgresql.database(f"shared_{worker_id}") as url:
        yield url


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty database file to copy."""
    return migrated_sqlite_file(tmp_path_factory.mktemp("sqlite-template"))


@pytest.fixture(scope="session")
def fresh_postgresql_engine(postgresql: PostgresqlServer, worker_id: str) -> FreshEngine:
    """Opens one empty, migrated PostgreSQL database after another."""
    return fresh_postgresql(postgresql, f"test_{worker_id}")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def fresh_engine(
    request: pytest.FixtureRequest, tmp_path: Path, sqlite_template: Path
) -> FreshEngine:
    """Opens one empty, migrated database after another: `with fresh_engine() as engine`. Both kinds."""
    if request.param == "sqlite":
        return fresh_sqlite(sqlite_template, tmp_path)
    opened: FreshEngine = request.getfixturevalue("fresh_postgresql_engine")
    return opened


@pytest.fixture
def engine(fresh_engine: FreshEngine) -> Iterator[Engine]:
    """An engine on an empty, migrated database: SQLite (a file, with WAL), then PostgreSQL."""
    with fresh_engine() as engine:
        yield engine


@pytest.fixture
def work(
    engine: Engine, tiny_library: "Library", clock: Clock, new_id: Callable[[], UUID]
) -> "Workspace":
    """A workspace on an empty database with the made-up content; the test's clock and identifiers."""
    from services.workspace import Workspace

    return Workspace(engine=engine, content=tiny_library, clock=clock, new_id=new_id)


@pytest.fixture
def fresh_work(
    fresh_engine: FreshEngine, tiny_library: "Library"
) -> "Callable[[], AbstractContextManager[tuple[Workspace, Clock]]]":
    """For tests that need many empty workspaces in a row, as Hypothesis does: workspace and its clock."""
    from services.workspace import Workspace

    @contextmanager
    def opened() -> "Iterator[tuple[Workspace, Clock]]":
        clock = Clock()
        with fresh_engine() as engine:
            yield (
                Workspace(engine=engine, content=tiny_library, clock=clock, new_id=Identifiers()),
                clock,
            )

    return opened
