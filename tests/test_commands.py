"""The commands of the Makefile: found, explained, and clear about what is missing."""

import os
import re
import stat
import subprocess
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent
OF_A_RUNNING_MAKE = {"MAKEFLAGS", "MAKELEVEL", "MFLAGS", "MAKEOVERRIDES"}
COMMANDS = ["run", "test", "check", "bench", "demo", "migrate", "setup"]


def ran(*command: str | Path, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [str(word) for word in command],
        cwd=REPOSITORY,
        env={name: value for name, value in os.environ.items() if name not in OF_A_RUNNING_MAKE}
        | environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def a_program(path: Path, script: str) -> Path:
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def test_make_alone_lists_every_command() -> None:
    said = ran("make")
    assert said.returncode == 0
    listed = re.findall(r"^  (\w+) +\w", said.stdout, re.MULTILINE)
    assert set(COMMANDS) <= set(listed)


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_a_recipe(command: str) -> None:
    planned = ran("make", "--dry-run", command)
    assert planned.returncode == 0, planned.stderr


def test_continuous_integration_runs_make_test() -> None:
    script = REPOSITORY / ".ci" / "run"
    assert os.access(script, os.X_OK)
    lines = script.read_text().splitlines()
    assert "set -euo pipefail" in lines
    assert lines[-1].endswith("make test")


def test_too_old_a_python_is_refused_with_what_to_do(tmp_path: Path) -> None:
    old = a_program(
        tmp_path / "old-python", 'case "$*" in *platform*) echo 3.9.2;; *) exit 1;; esac'
    )
    said = ran("scripts/pick_python.sh", PYTHON=str(old))
    assert said.returncode == 1
    assert "needs Python 3.11 or newer" in said.stderr
    assert f"{old} (3.9.2)" in said.stderr


def test_a_python_without_venv_is_refused_with_what_to_install(tmp_path: Path) -> None:
    bare = a_program(
        tmp_path / "bare-python", 'case "$*" in *ensurepip*) exit 1;; *) exit 0;; esac'
    )
    said = ran("scripts/pick_python.sh", PYTHON=str(bare))
    assert said.returncode == 1
    assert "install python3-venv" in said.stderr


def test_this_machines_python_is_found() -> None:
    found = ran("scripts/pick_python.sh")
    assert found.returncode == 0
    assert found.stdout.strip()


def test_a_port_in_use_is_refused_with_what_to_do() -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as taken:
        said = ran("scripts/run.sh", HOST="127.0.0.1", PORT=str(taken.getsockname()[1]))
    assert said.returncode == 1
    assert "make run PORT=8600" in said.stderr
