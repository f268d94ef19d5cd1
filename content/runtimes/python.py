"""Two interpreters side by side: each program runs in both, under different hash seeds."""

import json
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO, Any, cast

from content.runtimes.values import (
    CPU_SECONDS,
    MEMORY_BYTES,
    OUTPUT_CHARACTERS,
    WALL_SECONDS,
    Program,
    Run,
)

_SERVER = Path(__file__).with_name("python_server.py")


class Interpreter:
    """One server process; every program it is given runs in a fork of its own."""

    def __init__(self) -> None:
        self._running = subprocess.Popen(  # noqa: S603 - our own server, no shell, no outside text
            [sys.executable, "-I", "-S", "-B", "-X", "utf8", str(_SERVER)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, code: str) -> dict[str, Any]:
        """What the program printed and how it ended, as the server says it."""
        request = {
            "code": code,
            "cpu_seconds": CPU_SECONDS,
            "wall_seconds": WALL_SECONDS,
            "memory_bytes": MEMORY_BYTES,
            "output_bytes": OUTPUT_CHARACTERS,
        }
        to_server = cast("IO[str]", self._running.stdin)
        to_server.write(json.dumps(request) + "\n")
        to_server.flush()
        answer: dict[str, Any] = json.loads(cast("IO[str]", self._running.stdout).readline())
        return answer

    def close(self) -> None:
        """End the server: its input ends, so it leaves."""
        cast("IO[str]", self._running.stdin).close()
        self._running.wait(timeout=10)
        cast("IO[str]", self._running.stdout).close()


class PythonBench:
    """Runs batches of programs on two interpreters at once; both must agree."""

    def __init__(self) -> None:
        self._pair = (Interpreter(), Interpreter())
        self._threads = ThreadPoolExecutor(max_workers=2)

    def run(self, programs: Sequence[Program]) -> list[Run]:
        """One run for each program, in order."""
        first, second = self._threads.map(
            lambda interpreter: [interpreter.run(program.code) for program in programs], self._pair
        )
        return [
            _agree(program, one, other)
            for program, one, other in zip(programs, first, second, strict=True)
        ]

    def close(self) -> None:
        """End both interpreters."""
        self._threads.shutdown()
        for interpreter in self._pair:
            interpreter.close()


def _agree(program: Program, one: dict[str, Any], other: dict[str, Any]) -> Run:
    runs = (_reading(program, one), _reading(program, other))
    if runs[0] != runs[1]:
        return Run.failed(
            f"gives different results in two runs: {_short(runs[0])} and {_short(runs[1])}"
        )
    return runs[0]


def _reading(program: Program, answer: dict[str, Any]) -> Run:
    match answer["fault"]:
        case "timeout":
            return Run.failed(f"did not end within {CPU_SECONDS} seconds of processor time")
        case "too much output":
            return Run.failed(f"prints more than {OUTPUT_CHARACTERS} characters")
        case "crash":
            return Run.failed("ended the interpreter")
    if program.expects_error:
        if answer["error"] is None:
            return Run.failed("raises nothing, though expects_error says it does")
        return Run(str(answer["error"]))
    if answer["error"] is not None:
        return Run.failed(f"raises {answer['error']}: {answer['message']}")
    lines = str(answer["stdout"]).split("\n")
    return Run("\n".join(line.rstrip(" \t") for line in lines).rstrip("\n"))


def _short(run: Run) -> str:
    return repr((run.output if run.output is not None else run.fault or "")[:80])
