"""The bench that runs programs of every runtime, started where it is needed and closed after."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from content.runtimes.python import PythonBench
from content.runtimes.sqlite import run_sqlite
from content.runtimes.values import Program, Run


class Bench:
    """Runs batches; the Python interpreters start with the first Python program."""

    def __init__(self) -> None:
        self._python: PythonBench | None = None

    def run(self, programs: Sequence[Program]) -> list[Run]:
        """One run for each program, in order. All programs of a batch have one runtime."""
        if not programs:
            return []
        if programs[0].runtime == "sqlite":
            return [run_sqlite(program) for program in programs]
        if self._python is None:
            self._python = PythonBench()
        return self._python.run(programs)

    def close(self) -> None:
        """End what was started."""
        if self._python is not None:
            self._python.close()
            self._python = None


@contextmanager
def open_bench() -> Iterator[Bench]:
    """A bench for the length of a `with` block."""
    bench = Bench()
    try:
        yield bench
    finally:
        bench.close()
