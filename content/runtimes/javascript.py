"""JavaScript in plain Node processes, one for each run, within limits and Node's permission model."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from content.runtimes.limited import WORLDS, Ended, leave_the_network, run_limited
from content.runtimes.node import find_node
from content.runtimes.values import OUTPUT_CHARACTERS, PATIENCE, Patience, Program, Run

HEAP_MEGABYTES: Final = 128
"""What a program's objects may take; V8 ends the process beyond it."""
WRITABLE_BYTES: Final = 1024 * 1024 * 1024
"""Memory of the whole process, stacks of Node's own threads and buffers included."""

MAIN: Final = "program.js"
_GUARD: Final = Path(__file__).with_name("javascript_guard.cjs")
_FILE: Final = re.compile(
    r"^// (?P<name>[\w-]+(\.[\w-]+)*\.(?:js|mjs|cjs|json))[ \t]*$", re.MULTILINE
)


class JavascriptBench:
    """Runs batches of programs, each in two fresh Node processes; both must agree."""

    def __init__(self, patience: Patience = PATIENCE) -> None:
        self._patience = patience
        self._node = find_node()
        self._threads = ThreadPoolExecutor(max_workers=len(WORLDS), initializer=leave_the_network)

    def run(self, programs: Sequence[Program]) -> list[Run]:
        """One run for each program, in order."""
        first, second = self._threads.map(
            lambda world: [self._run_once(program, world) for program in programs], WORLDS
        )
        return [_agree(one, other) for one, other in zip(first, second, strict=True)]

    def close(self) -> None:
        """End the threads; no process outlives its run."""
        self._threads.shutdown()

    def _run_once(self, program: Program, world: Mapping[str, str]) -> Run:
        if program.setup and not _FILE.match(program.setup):
            return Run.failed("has a setup that does not begin with a file's name: `// name.mjs`")
        with TemporaryDirectory(prefix="question-") as made:
            folder = Path(made)
            for name, text in files_of(program):
                (folder / name).write_text(text, encoding="utf-8")
            command = (
                str(self._node),
                "--permission",
                "--allow-fs-read=*",
                f"--max-old-space-size={HEAP_MEGABYTES}",
                "--require",
                str(_GUARD),
                MAIN,
            )
            ended = run_limited(command, folder, world, WRITABLE_BYTES, self._patience)
            if ended.fault == "timeout":
                return Run.failed(self._patience.used_up)
            return _reading(program, replace(ended, report=ended.report.replace(f"{folder}/", "")))


def files_of(program: Program) -> Iterator[tuple[str, str]]:
    """The program's file, and those that its setup holds: each begins with its name in a comment."""
    yield MAIN, program.code
    starts = list(_FILE.finditer(program.setup))
    ends = [start.start() for start in starts[1:]] + [len(program.setup)]
    for start, end in zip(starts, ends, strict=False):
        yield start["name"], program.setup[start.start() : end]


def _agree(one: Run, other: Run) -> Run:
    if one != other:
        return Run.failed(
            "gives different results in two runs (the second in another time zone and locale): "
            f"{_short(one)} and {_short(other)}"
        )
    return one


def _reading(program: Program, ended: Ended) -> Run:
    reports = [json.loads(line) for line in ended.report.splitlines()]
    if ended.fault == "output" or len(ended.output) > OUTPUT_CHARACTERS:
        return Run.failed(f"prints more than {OUTPUT_CHARACTERS} characters")
    for kind, name, message in reports:
        if kind == "forbidden" or message.startswith("Access to this API has been restricted"):
            what = name if kind == "forbidden" else "writing files or starting programs"
            return Run.failed(f"needs what a question's program has not: {what}")
    if ended.status < 0:
        return Run.failed("ended Node itself: most likely it takes too much memory")
    thrown = [(name, message) for kind, name, message in reports if kind == "thrown"]
    if program.expects_error:
        if thrown:
            return Run(thrown[0][0])
        return Run.failed("throws nothing, though expects_error says it does")
    if thrown:
        return Run.failed(f"throws {thrown[0][0]}: {thrown[0][1]}")
    if "ERR_ACCESS_DENIED" in ended.output:
        return Run.failed("needs what a question's program has not: it prints ERR_ACCESS_DENIED")
    lines = ended.output.split("\n")
    return Run("\n".join(line.rstrip(" \t") for line in lines).rstrip("\n"))


def _short(run: Run) -> str:
    return repr((run.output if run.output is not None else run.fault or "")[:80])
