"""Shell programs in a fresh folder and fresh processes, with a clock for Git that nobody can read off."""

import os
import re
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from content.runtimes.limited import Ended, leave_the_network, run_limited
from content.runtimes.shell_tools import SYSTEM_PATH, Tools, find_tools
from content.runtimes.values import (
    MEMORY_BYTES,
    OUTPUT_CHARACTERS,
    PATIENCE,
    Patience,
    Program,
    Run,
)

FILE_BYTES: Final = 4 * 1024 * 1024
NOBODY: Final = 65534
"""The user that programs run as where we are root: permissions must mean something."""
WORLDS: Final = (("UTC", 1_700_000_000), ("Asia/Kathmandu", 1_650_000_000))
"""Time zone, and the second at which Git's clock starts: an answer with a date or a commit's hash
in it differs between the two."""
_CLOCK: Final = """#!/bin/sh
read -r now <'{clock}'
echo $((now + 60)) >'{clock}'
GIT_AUTHOR_DATE="@$now +0000" GIT_COMMITTER_DATE="@$now +0000" exec '{git}' "$@"
"""
"""Stands in front of Git: each command is a minute later than the one before, so that a commit made
again is another commit, as it is for people."""
_ERRORS_ARE_REPORTED: Final = ("/bin/sh", "-c", 'exec "$@" 2>&3 3>&-', "sh")
_NETWORK: Final = re.compile(
    r"(?m)(?:^|[;&|(]|\b(?:do|then|sudo|xargs|exec)\b)\s*(curl|wget|ssh|scp|sftp|rsync|nc|telnet|ping)\b"
    r"(?=\s)|(/dev/(?:tcp|udp)/)"
)
_BROKEN: Final = re.compile(
    r"^.*(?:command not found|syntax error|unexpected EOF).*$", re.MULTILINE
)
_NO_PROXY_THERE: Final = "http://127.0.0.1:9"


class BashBench:
    """Runs batches of programs, each in two fresh folders; both must agree."""

    def __init__(self, patience: Patience = PATIENCE) -> None:
        self._patience = patience
        self._tools = find_tools()
        self._threads = ThreadPoolExecutor(max_workers=len(WORLDS), initializer=leave_the_network)

    def run(self, programs: Sequence[Program]) -> list[Run]:
        """One run for each program, in order."""
        first, second = self._threads.map(
            lambda world: [
                _run_once(self._tools, program, self._patience, *world) for program in programs
            ],
            WORLDS,
        )
        return [_agree(one, other) for one, other in zip(first, second, strict=True)]

    def close(self) -> None:
        """End the threads; no process outlives its run."""
        self._threads.shutdown()


def _run_once(tools: Tools, program: Program, patience: Patience, zone: str, starts_at: int) -> Run:
    if program.expects_error:
        return Run.failed("cannot be expected to raise: let it print `$?`")
    reached = _NETWORK.search(f"{program.setup}\n{program.code}")
    if reached:
        return Run.failed(f"needs what a question's program has not: {reached[1] or reached[2]}")
    with TemporaryDirectory(prefix="question-", ignore_cleanup_errors=True) as made:
        room = Path(made)
        folder = _furnish(room, program, tools, starts_at)
        environment = _environment(room, zone)
        if program.setup:
            prepared = _execute(tools, ("-e", "../setup.sh"), folder, environment, patience)
            if prepared.status != 0 or prepared.fault != "none":
                said = (prepared.report.splitlines() or ["no word of why"])[-1]
                return Run.failed(f"cannot be set up: {said}")
        ended = _execute(tools, ("../program.sh",), folder, environment, patience)
        for kept in room.rglob("*"):
            if kept.is_dir() and not kept.is_symlink():
                kept.chmod(0o700)
    return Run.failed(patience.used_up) if ended.fault == "timeout" else _reading(ended)


def _furnish(room: Path, program: Program, tools: Tools, starts_at: int) -> Path:
    """The program's files, its home and the folder it works in; gives the last."""
    folder = room / "work"
    for made in (room / "bin", room / "home", folder):
        made.mkdir()
    (room / "setup.sh").write_text(program.setup, encoding="utf-8")
    (room / "program.sh").write_text(program.code, encoding="utf-8")
    clock = room / "clock"
    clock.write_text(f"{starts_at}\n", encoding="utf-8")
    git = room / "bin" / "git"
    git.write_text(_CLOCK.format(clock=clock, git=tools.git), encoding="utf-8")
    git.chmod(0o755)
    if os.geteuid() == 0:
        for path in (room, *room.rglob("*")):
            os.chown(path, NOBODY, NOBODY)
    return folder


def _environment(room: Path, zone: str) -> Mapping[str, str]:
    return {
        "HOME": str(room / "home"),
        "PATH": f"{room / 'bin'}:{SYSTEM_PATH}",
        "LC_ALL": "C.UTF-8",
        "TZ": zone,
        "TERM": "dumb",
        "USER": "learner",
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": "/dev/null",
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "init.defaultBranch",
        "GIT_CONFIG_VALUE_0": "main",
        "GIT_AUTHOR_NAME": "Learner",
        "GIT_AUTHOR_EMAIL": "learner@example.org",
        "GIT_COMMITTER_NAME": "Learner",
        "GIT_COMMITTER_EMAIL": "learner@example.org",
        "GIT_EDITOR": "true",
        "GIT_PAGER": "cat",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_ALLOW_PROTOCOL": "file",
        "http_proxy": _NO_PROXY_THERE,
        "https_proxy": _NO_PROXY_THERE,
    }


def _execute(
    tools: Tools,
    arguments: Sequence[str],
    folder: Path,
    environment: Mapping[str, str],
    patience: Patience,
) -> Ended:
    dropped = tools.as_nobody if os.geteuid() == 0 else ()
    started = (*dropped, *tools.signals_as_usual, tools.bash, "--noprofile", "--norc")
    command = (*_ERRORS_ARE_REPORTED, *started, *arguments)
    return run_limited(command, folder, environment, MEMORY_BYTES, patience, FILE_BYTES)


def _agree(one: Run, other: Run) -> Run:
    if one != other:
        return Run.failed(
            "gives different results in two runs (the second in another time zone, at another "
            f"time and in another folder): {_short(one)} and {_short(other)}"
        )
    return one


def _reading(ended: Ended) -> Run:
    if ended.fault == "output" or len(ended.output) > OUTPUT_CHARACTERS:
        return Run.failed(f"prints more than {OUTPUT_CHARACTERS} characters")
    broken = _BROKEN.search(ended.report)
    if broken:
        return Run.failed(
            f"is broken ({broken[0].strip()}); if that is the point, say `2>/dev/null`"
        )
    lines = ended.output.split("\n")
    return Run("\n".join(line.rstrip(" \t") for line in lines).rstrip("\n"))


def _short(run: Run) -> str:
    return repr((run.output if run.output is not None else run.fault or "")[:80])
