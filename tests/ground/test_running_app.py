"""The runner of server processes: up when it says so, the same address after a crash, gone at the end."""

import os
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.server import RunningApp, ServerDied


@pytest.fixture
def page(tmp_path: Path) -> Path:
    script = tmp_path / "page.py"
    script.write_text("import streamlit as st\n\nst.title('Here')\n")
    return script


@pytest.fixture
def running(tmp_path: Path, page: Path) -> Iterator[RunningApp]:
    with RunningApp(tmp_path / "home", script=page, working_folder=tmp_path) as app:
        yield app


def answers(app: RunningApp) -> bool:
    try:
        with urllib.request.urlopen(f"{app.url}/_stcore/health", timeout=60) as answer:
            return bool(answer.status == 200)
    except urllib.error.URLError:
        return False


def test_a_killed_server_is_gone_and_comes_back_at_the_same_address(running: RunningApp) -> None:
    before, address = running.pid, running.url
    assert answers(running)
    running.kill()
    assert not answers(running)
    running.start()
    assert answers(running)
    assert running.url == address
    assert running.pid != before


def test_leaving_the_block_ends_the_process(tmp_path: Path, page: Path) -> None:
    with RunningApp(tmp_path / "home", script=page, working_folder=tmp_path) as app:
        pid = app.pid
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_a_server_that_cannot_start_says_why(tmp_path: Path) -> None:
    missing = RunningApp(tmp_path / "home", script=tmp_path / "nothing.py", working_folder=tmp_path)
    with pytest.raises(ServerDied, match=r"nothing\.py"):
        missing.start()
