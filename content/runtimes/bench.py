"""The bench that runs programs of every runtime, started where it is needed and closed after."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Final, Protocol

from content.runtimes.bash import BashBench
from content.runtimes.javascript import JavascriptBench
from content.runtimes.pandas import PandasBench
from content.runtimes.python import PythonBench
from content.runtimes.react import ReactBench
from content.runtimes.sqlite import SqliteBench
from content.runtimes.typescript import TypescriptBench
from content.runtimes.values import PATIENCE, Patience, Program, Run


class RuntimeBench(Protocol):
    """What runs the programs of one runtime."""

    def run(self, programs: Sequence[Program]) -> list[Run]:
        """One run for each program, in order."""

    def close(self) -> None:
        """End what was started."""


def _browser(patience: Patience) -> RuntimeBench:
    # Not above: it needs Playwright, which the app does without.
    from content.runtimes.browser import BrowserBench

    return BrowserBench(patience)


RUNTIMES: Final[Mapping[str, Callable[[Patience], RuntimeBench]]] = {
    "bash": BashBench,
    "browser": _browser,
    "javascript": JavascriptBench,
    "pandas": PandasBench,
    "python": PythonBench,
    "react": ReactBench,
    "sqlite": SqliteBench,
    "typescript": TypescriptBench,
}
"""By the name that a model gives. Each starts with its first program, and may need what only
requirements-dev.txt installs."""


class Bench:
    """Runs batches; a runtime starts with its first program."""

    def __init__(self, patience: Patience) -> None:
        self._patience = patience
        self._started: dict[str, RuntimeBench] = {}

    def run(self, programs: Sequence[Program]) -> list[Run]:
        """One run for each program, in order. All programs of a batch have one runtime."""
        if not programs:
            return []
        runtime = programs[0].runtime
        if runtime not in self._started:
            self._started[runtime] = RUNTIMES[runtime](self._patience)
        return self._started[runtime].run(programs)

    def close(self) -> None:
        """End what was started."""
        while self._started:
            self._started.popitem()[1].close()


@contextmanager
def open_bench(patience: Patience = PATIENCE) -> Iterator[Bench]:
    """A bench for the length of a `with` block; each of its runs may take so long."""
    bench = Bench(patience)
    try:
        yield bench
    finally:
        bench.close()
