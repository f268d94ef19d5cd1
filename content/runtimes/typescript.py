"""TypeScript: type-checked by the compiler under `strict`, and run as JavaScript where that is asked."""

import re
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from content.runtimes.javascript import JavascriptBench
from content.runtimes.servers import NodeServer
from content.runtimes.values import PATIENCE, Patience, Program, Run

MAIN: Final = "program.ts"
NO_ERROR: Final = "no error"
_SERVER: Final = Path(__file__).with_name("typescript_server.cjs")
_FILE: Final = re.compile(r"^// (?P<name>[\w-]+(\.[\w-]+)*\.ts)[ \t]*$", re.MULTILINE)
_ORDERS: Final = ("stable", "first-come")
"""How the two checkers order the members of a union: as TypeScript 7 shows them, and as 6 does."""

Checked = Mapping[str, Any]
"""A checker's answer: `errors`, `types`, `emitted`; or `fault`."""


class TypescriptBench:
    """Checks each program with two compilers, and runs it in two Node processes if it is to print."""

    def __init__(self, patience: Patience = PATIENCE) -> None:
        self._checkers = [
            NodeServer(_SERVER, [order], flags=["--max-old-space-size=1024"]) for order in _ORDERS
        ]
        self._threads = ThreadPoolExecutor(max_workers=len(_ORDERS))
        self._javascript = JavascriptBench(patience)

    def run(self, programs: Sequence[Program]) -> list[Run]:
        """One run for each program, in order."""
        first, second = self._threads.map(
            lambda checker: [_check(checker, program) for program in programs], self._checkers
        )
        runs: list[Run | None] = []
        to_run: list[Program] = []
        for program, one, other in zip(programs, first, second, strict=True):
            if program.asks == "output" and _clean(one) and _clean(other):
                to_run.append(_compiled(program, one))
                runs.append(None)
            else:
                runs.append(_agree(_said(program, one), _said(program, other)))
        ran = iter(self._javascript.run(to_run))
        return [run if run is not None else next(ran) for run in runs]

    def close(self) -> None:
        """End the compilers and the threads."""
        self._threads.shutdown()
        for checker in self._checkers:
            checker.close()
        self._javascript.close()


def _check(checker: NodeServer, program: Program) -> Checked:
    starts = list(_FILE.finditer(program.setup))
    if program.setup and (not starts or starts[0].start() != 0):
        return {"fault": "has a setup that does not begin with a file's name: `// name.ts`"}
    ends = [start.start() for start in starts[1:]] + [len(program.setup)]
    beside = {
        start["name"]: program.setup[start.start() : end]
        for start, end in zip(starts, ends, strict=False)
    }
    try:
        answer = checker.ask({"files": {**beside, MAIN: program.code}})
    except TimeoutError:
        answer = None
    return {"fault": "is too much for the compiler"} if answer is None else answer


def _clean(checked: Checked) -> bool:
    return "fault" not in checked and not checked["errors"]


def _compiled(program: Program, checked: Checked) -> Program:
    emitted = dict(checked["emitted"])
    code = emitted.pop(MAIN.replace(".ts", ".js"))
    setup = "".join(f"// {name}\n{text}\n" for name, text in emitted.items())
    return replace(program, runtime="javascript", code=code, setup=setup)


def _said(program: Program, checked: Checked) -> Run:
    """What the compiler alone says of the program, in the form that the model asks for."""
    if "fault" in checked:
        return Run.failed(checked["fault"])
    errors = checked["errors"]
    shown = [
        f"{error['file']} line {error['line']}: TS{error['code']}: {error['message']}"
        for error in errors
    ]
    elsewhere = [text for text, error in zip(shown, errors, strict=True) if error["file"] != MAIN]
    if elsewhere:
        return Run.failed(f"does not compile: {elsewhere[0]}")
    match program.asks:
        case "lines":
            lines = sorted({error["line"] for error in errors})
            said = ", ".join(map(str, lines))
            return Run(f"line{'s' if len(lines) > 1 else ''} {said}" if lines else NO_ERROR)
        case "message" if len(errors) > 1:
            return Run.failed(f"gives more than one error: {'; '.join(shown)}")
        case "message":
            return Run(f"TS{errors[0]['code']}: {errors[0]['message']}" if errors else NO_ERROR)
        case "type" if not errors and not checked["types"]:
            return Run.failed("has no `// ^?` under what is asked about")
        case "type" if not errors:
            return Run("\n".join(checked["types"]))
    return Run.failed(f"does not compile: {shown[0]}")


def _agree(stable: Run, first_come: Run) -> Run:
    """What TypeScript 7 shows, if 6 shows the same but for the order of union members."""
    if _pieces(stable) != _pieces(first_come):
        return Run.failed(
            "gives different results in two runs: "
            f"{stable.output or stable.fault!r} and {first_come.output or first_come.fault!r}"
        )
    return stable


def _pieces(run: Run) -> list[str]:
    return sorted(re.findall(r"\w+|\S", run.output or run.fault or ""))
