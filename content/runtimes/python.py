"""Two interpreters side by side: each program runs in both, under different hash seeds."""

import os
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, cast

from content.runtimes.values import (
    MEMORY_BYTES,
    OUTPUT_CHARACTERS,
    PATIENCE,
    Patience,
    Program,
    Run,
)

_SERVER = Path(__file__).with_name("python_server.py")
_ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
"""For linear algebra: a server that forks must not have threads, and sums keep their order."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one interpreter says of a program."""

    fault: str
    output: str
    error: str
    """Name and message of what was raised, on two lines; empty when nothing was."""


class Interpreter:
    """One server process; every program it is given runs in a fork of its own."""

    def __init__(self, modules: Sequence[str], memory: int, patience: Patience) -> None:
        self._folder = TemporaryDirectory(prefix="questions-", ignore_cleanup_errors=True)
        limits = (patience.cpu, patience.wall, memory, OUTPUT_CHARACTERS, ",".join(modules))
        flags = ["-I", "-B", "-X", "utf8"] if modules else ["-I", "-S", "-B", "-X", "utf8"]
        self._running = subprocess.Popen(  # noqa: S603 - our own server, no shell, no outside text
            [sys.executable, *flags, str(_SERVER), *map(str, limits)],
            env={**os.environ, **_ONE_THREAD} if modules else None,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=self._folder.name,
        )
        self._requests = cast("IO[bytes]", self._running.stdin)
        self._answers = cast("IO[bytes]", self._running.stdout)

    def run(self, code: str) -> Answer:
        """What the program printed and how it ended, as the server says it."""
        sent = code.encode()
        self._requests.write(f"{len(sent)}\n".encode() + sent)
        self._requests.flush()
        header = self._answers.readline().decode().split()
        if not header:
            raise RuntimeError("The interpreter that runs item models has ended.")
        fault, output, error = header
        return Answer(fault, self._read(int(output)), self._read(int(error)))

    def close(self) -> None:
        """End the server: its input ends, so it leaves."""
        self._requests.close()
        self._running.wait(timeout=10)
        self._answers.close()
        self._folder.cleanup()

    def _read(self, length: int) -> str:
        return self._answers.read(length).decode("utf-8", "replace")


class PythonBench:
    """Runs batches of programs on two interpreters at once; both must agree."""

    def __init__(
        self,
        patience: Patience = PATIENCE,
        modules: Sequence[str] = (),
        memory: int = MEMORY_BYTES,
    ) -> None:
        self._patience = patience
        self._pair = (
            Interpreter(modules, memory, patience),
            Interpreter(modules, memory, patience),
        )
        self._threads = ThreadPoolExecutor(max_workers=2)

    def run(self, programs: Sequence[Program]) -> list[Run]:
        """One run for each program, in order."""
        first, second = self._threads.map(
            lambda interpreter: [interpreter.run(program.code) for program in programs], self._pair
        )
        return [
            self._agree(program, one, other)
            for program, one, other in zip(programs, first, second, strict=True)
        ]

    def close(self) -> None:
        """End both interpreters."""
        self._threads.shutdown()
        for interpreter in self._pair:
            interpreter.close()

    def _agree(self, program: Program, *answers: Answer) -> Run:
        one, other = (_reading(program, answer, self._patience) for answer in answers)
        if one != other:
            return Run.failed(
                f"gives different results in two runs: {_short(one)} and {_short(other)}"
            )
        return one


def _reading(program: Program, answer: Answer, patience: Patience) -> Run:
    match answer.fault:
        case "timeout":
            return Run.failed(patience.used_up)
        case "output":
            return Run.failed(f"prints more than {OUTPUT_CHARACTERS} characters")
        case "crash":
            return Run.failed("ended the interpreter")
    name, _, message = answer.error.partition("\n")
    if program.expects_error:
        return (
            Run(name) if name else Run.failed("raises nothing, though expects_error says it does")
        )
    if name:
        return Run.failed(f"raises {name}: {message}")
    lines = answer.output.split("\n")
    return Run("\n".join(line.rstrip(" \t") for line in lines).rstrip("\n"))


def _short(run: Run) -> str:
    return repr((run.output if run.output is not None else run.fault or "")[:80])
