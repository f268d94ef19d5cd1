"""Python programs with pandas and NumPy, and with scikit-learn where they ask for it.

Importing pandas takes half a second, so the interpreters import it once and every program gets a
fork of them. Warnings are errors: what pandas is about to change makes no lasting question.
"""

from collections.abc import Sequence
from typing import Final

from content.runtimes.python import PythonBench
from content.runtimes.values import PATIENCE, Patience, Program, Run

TABLES: Final = ("pandas", "numpy")
LEARNING: Final = (
    *TABLES,
    "sklearn.cluster",
    "sklearn.compose",
    "sklearn.dummy",
    "sklearn.ensemble",
    "sklearn.impute",
    "sklearn.linear_model",
    "sklearn.metrics",
    "sklearn.model_selection",
    "sklearn.neighbors",
    "sklearn.pipeline",
    "sklearn.preprocessing",
    "sklearn.tree",
)
MEMORY_BYTES: Final = 2 * 1024 * 1024 * 1024
"""Address space of a program; the libraries themselves lay claim to most of it."""


class PandasBench:
    """Two pairs of interpreters: the one with scikit-learn starts with the first program for it."""

    def __init__(self, patience: Patience = PATIENCE) -> None:
        self._patience = patience
        self._pairs: dict[tuple[str, ...], PythonBench] = {}

    def run(self, programs: Sequence[Program]) -> list[Run]:
        """One run for each program, in order."""
        modules = LEARNING if any("sklearn" in program.code for program in programs) else TABLES
        if modules not in self._pairs:
            self._pairs[modules] = PythonBench(self._patience, modules, MEMORY_BYTES)
        return self._pairs[modules].run(programs)

    def close(self) -> None:
        """End the interpreters."""
        for pair in self._pairs.values():
            pair.close()
        self._pairs.clear()
