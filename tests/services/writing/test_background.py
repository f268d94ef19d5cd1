"""Writing beside the app and from the command line: started and stopped, killed, switched on late."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from plan_engine.writing.kinds import JobStatus, Outcome
from services.settings import Settings
from services.workspace import Workspace
from services.writing import __main__ as command
from services.writing import schedule
from services.writing.schedule import words_written
from tests.services.writing.conftest import Desk, plan_made
from tests.support.chat_server import ChatServer, slowly, status
from tests.support.databases import FreshEngine, fresh_sqlite
from tests.support.learners import a_learner
from tests.support.server import REPOSITORY

PATIENCE_S = 60.0
SOON = timedelta(milliseconds=20)

WRITER_PROCESS = """
import asyncio, sys
from datetime import datetime, timedelta

from db.engine import make_engine
from services.workspace import Workspace
from services.writing.model import opened_model
from services.writing.settings import WriterSettings
from services.writing.worker import write_waiting
from tests.support.content import a_library

database, url, now = sys.argv[1:]
moment = datetime.fromisoformat(now)
work = Workspace(make_engine(database), a_library(), clock=lambda: moment)
writer = WriterSettings(url=url, model="made-up-7b", timeout=timedelta(seconds=30))

async def run():
    async with opened_model(writer, work.clock) as ask:
        await write_waiting(work, writer, ask, lambda: 0.5)

asyncio.run(run())
"""


@pytest.fixture
def fresh_engine(tmp_path: Path, sqlite_template: Path) -> FreshEngine:
    return fresh_sqlite(sqlite_template, tmp_path)


async def until_received(server: ChatServer, count: int) -> None:
    """Wait until so many requests have come."""
    deadline = time.monotonic() + PATIENCE_S
    while len(server.received) < count:
        assert time.monotonic() < deadline, f"{len(server.received)} of {count} requests came"
        await asyncio.sleep(0.02)


def test_beside_the_app_words_are_written_as_they_are_wanted(
    desk: Desk, server: ChatServer
) -> None:
    async def serve() -> None:
        async with words_written(desk.work, SOON, SOON):
            await until_received(server, 8)
            other = a_learner(desk.work, "bea")
            await asyncio.to_thread(plan_made, desk.work, other)
            await until_received(server, 16)
            while JobStatus.WAITING in desk.statuses():  # the last one's answer is on its way
                await asyncio.sleep(0.02)

    asyncio.run(asyncio.wait_for(serve(), PATIENCE_S))
    assert len(desk.texts()) == 16


def test_stopping_waits_for_no_answer_and_gives_the_text_back(
    desk: Desk, server: ChatServer
) -> None:
    server.usual = slowly(PATIENCE_S)

    async def serve() -> float:
        async with words_written(desk.work, SOON, SOON):
            await until_received(server, 1)
            began = time.monotonic()
        return time.monotonic() - began

    assert asyncio.run(serve()) < PATIENCE_S / 4
    assert desk.outcomes() == [Outcome.LOST]
    assert all(job.held_by is None for job in desk.jobs())


def test_without_a_writer_nothing_runs_and_the_client_is_never_imported() -> None:
    lines = (
        "import asyncio, sys, types",
        "import ui.server",
        "from services.writing.schedule import words_written",
        "async def serve():",
        "    async with words_written(types.SimpleNamespace(writer=None)):",
        "        await asyncio.sleep(0)",
        "asyncio.run(serve())",
        "assert not {'openai', 'httpx2'} & set(sys.modules)",
    )
    subprocess.run([sys.executable, "-c", "\n".join(lines)], cwd=REPOSITORY, check=True)


def test_a_fault_of_ours_is_logged_and_the_writer_goes_on(
    desk: Desk, server: ChatServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs = 0
    real = schedule.write_waiting

    async def faulty(*args: object) -> object:
        nonlocal runs
        runs += 1
        if runs == 1:
            raise RuntimeError("on purpose")
        return await real(*args)  # type: ignore[arg-type]  # handed through

    monkeypatch.setattr(schedule, "write_waiting", faulty)

    async def serve() -> None:
        async with words_written(desk.work, SOON, SOON):
            await until_received(server, 8)

    asyncio.run(serve())
    assert runs >= 2


def test_an_ailing_model_is_left_alone_for_a_while(desk: Desk, server: ChatServer) -> None:
    server.usual = status(500)

    async def serve() -> None:
        async with words_written(desk.work, SOON, SOON):
            await until_received(server, 3)
            await asyncio.sleep(0.5)

    asyncio.run(serve())
    assert len(server.received) == 3


def test_a_killed_writers_text_is_written_by_the_next(desk: Desk, server: ChatServer) -> None:
    server.script = [slowly(PATIENCE_S)]
    database = desk.work.engine.url.render_as_string(hide_password=False)
    now = desk.clock.now.isoformat()
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER_PROCESS, database, server.url, now],
        cwd=REPOSITORY,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
    )
    try:
        asyncio.run(until_received(server, 1))
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait(10)
    assert desk.outcomes() == [Outcome.SENT]
    assert desk.writes().accepted == 7
    desk.clock.advance(minutes=1)
    assert desk.writes().accepted == 1
    assert sorted(desk.outcomes()) == sorted([Outcome.LOST, *8 * [Outcome.ACCEPTED]])


@pytest.fixture
def configured(desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Desk:
    """The command finds the test's workspace."""
    settings = Settings("", tmp_path, "s" * 64, secure_cookie=False, writer=desk.work.writer)
    monkeypatch.setattr(command, "read_settings", lambda: settings)
    monkeypatch.setattr(command, "load_library", lambda: desk.work.content)
    monkeypatch.setattr(command, "open_workspace", lambda *_: desk.work)
    return desk


def test_the_command_writes_what_waits_and_says_so(
    configured: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main([]) == 0
    assert "8 texts accepted, 0 refused, 0 failed." in capsys.readouterr().out


def test_plans_from_before_the_model_get_their_words_when_asked_for(
    configured: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = configured
    without: Workspace = replace(desk.work, writer=None)
    plan_made(without, a_learner(without, "bea"))
    assert command.main([]) == 0
    assert command.main(["--open-plans", "--again"]) == 0
    said = capsys.readouterr().out
    assert "Looked at 2 active plans." in said
    assert said.count("8 texts accepted") == 2
    assert len(desk.texts()) == 16


def test_the_command_says_what_is_missing_or_malformed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in list(os.environ):
        if name.startswith("CAREERLYTICS_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("CAREERLYTICS_HOME", str(tmp_path))
    assert command.main([]) == 1
    assert "No language model is configured" in capsys.readouterr().out
    monkeypatch.setenv("CAREERLYTICS_WRITER_URL", "https://models.example.org/v1")
    assert command.main([]) == 2
    assert "CAREERLYTICS_WRITER_MODEL is missing" in capsys.readouterr().err
