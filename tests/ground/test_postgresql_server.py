"""The run's PostgreSQL server stays up whatever other test runs do, and gives out empty databases."""

import os
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import psutil
import pytest
from sqlalchemy import create_engine, text

from tests.support.abandoned import remove_abandoned
from tests.support.postgresql import PREFIX, PostgresqlServer
from tests.support.server import REPOSITORY

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


def test_each_database_is_its_own_and_goes_when_the_next_one_comes(
    postgresql: PostgresqlServer,
) -> None:
    with (
        postgresql.database("ground_first") as first,
        postgresql.database("ground_second") as second,
    ):
        assert one(first, "select current_database()") == "ground_first"
        assert one(second, "select count(*) from user_registration") == 0
    with postgresql.database("ground_third") as third:
        left = one(
            third, "select string_agg(datname, ' ') from pg_database where datname like 'ground_%'"
        )
    assert left == "ground_third"


ABANDONS_ITS_SERVER = """
import os, sys, tempfile
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from tests.support.postgresql import running_server
folder = Path(sys.argv[2])
tempfile.tempdir = str(folder)
held = running_server("lost", lock=folder / "lock")
held.__enter__()
os._exit(0)
"""


def test_the_server_of_a_killed_run_is_ended_by_the_next_one() -> None:
    with tempfile.TemporaryDirectory(prefix="ground-") as name:
        folder = Path(name)
        command = [sys.executable, "-c", ABANDONS_ITS_SERVER, str(REPOSITORY), name]
        subprocess.run(command, check=True, timeout=300)
        (cluster,) = folder.glob(f"{PREFIX}*")
        server = psutil.Process(int((cluster / "postmaster.pid").read_text().splitlines()[0]))
        assert server.is_running()
        assert remove_abandoned(folder, PREFIX) == [cluster]
        assert not server.is_running()
        assert not cluster.exists()


def test_a_server_in_use_is_left_alone(postgresql: PostgresqlServer) -> None:
    files = Path(str(one(postgresql.named("postgres"), "show data_directory")))
    assert files not in remove_abandoned(files.parent, files.name)
    assert one(postgresql.named("postgres"), "select 1") == 1
