"""The run's PostgreSQL server stays up whatever other test runs do, and gives out empty databases."""

import os
import stat
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from tests.support.postgresql import PostgresqlServer

pytestmark = pytest.mark.postgresql


def one(url: str, statement: str) -> object:
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            return connection.scalar(text(statement))
    finally:
        engine.dispose()


def test_its_files_are_out_of_reach_of_pytests_own_housekeeping(
    postgresql: PostgresqlServer, tmp_path_factory: pytest.TempPathFactory
) -> None:
    files = Path(str(one(postgresql.named("postgres"), "show data_directory")))
    # The outermost folder, which each run of pytest closes to everybody else.
    ours = tmp_path_factory.getbasetemp()
    closed = {folder for folder in (ours, *ours.parents) if folder.name.startswith("pytest-of-")}
    assert not closed & set(files.parents)


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root has another user run it"
)
def test_the_servers_own_user_can_reach_its_files(postgresql: PostgresqlServer) -> None:
    files = Path(str(one(postgresql.named("postgres"), "show data_directory")))
    for folder in files.parents:
        assert folder.stat().st_mode & stat.S_IXOTH, folder


def test_each_database_is_its_own_and_goes_at_the_end(postgresql: PostgresqlServer) -> None:
    with (
        postgresql.database("ground_first") as first,
        postgresql.database("ground_second") as second,
    ):
        assert one(first, "select current_database()") == "ground_first"
        assert one(second, "select count(*) from user_registration") == 0
    left = one(
        postgresql.named("postgres"),
        "select count(*) from pg_database where datname like 'ground_%'",
    )
    assert left == 0
