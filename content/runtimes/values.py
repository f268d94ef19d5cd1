"""What goes into a run and what comes out of it."""

from dataclasses import dataclass
from typing import Final, Literal

from content.runtimes.browser_document import PageSetting

MEMORY_BYTES: Final = 256 * 1024 * 1024
"""Address space a Python program may use."""
OUTPUT_CHARACTERS: Final = 4_000
"""A program that prints more than this makes no readable option."""

RUNNER_VERSION: Final = 1
"""Raised when running or formatting changes what a program gives: all models are then built anew."""


Asks = Literal["output", "lines", "message", "type"]


@dataclass(frozen=True, slots=True)
class Patience:
    """How long one run of a program may take, in seconds."""

    cpu: int = 5
    """Of processor time, where a runtime can limit it."""
    wall: float = 8.0
    """On the clock."""

    @property
    def used_up(self) -> str:
        """The fault of a program whose processor time is limited."""
        return (
            f"did not end within {self.cpu} second{'' if self.cpu == 1 else 's'} of processor time"
        )

    @property
    def over(self) -> str:
        """The fault of a program that only the clock limits."""
        return f"did not end within {self.wall:.0f} seconds"


PATIENCE: Final = Patience()


@dataclass(frozen=True, slots=True)
class Program:
    """One program to run.

    `setup` makes the tables (SQLite), the files beside it (JavaScript, Bash), or the page (browser).
    """

    runtime: Literal[
        "bash", "browser", "javascript", "pandas", "python", "react", "sqlite", "typescript"
    ]
    code: str
    setup: str = ""
    expects_error: bool = False
    """The output is then the name of the exception."""
    same_in_any_order: bool = False
    """Run again with the rows inserted in reverse (SQLite), or in a wider viewport where the reader
    is not told how wide it is (browser); must give the same."""
    asks: Asks = "output"
    """What is wanted of it: what it prints, or what the compiler says (TypeScript only)."""
    page: PageSetting | None = None
    """How the page is loaded and what is asked of it (browser, React)."""


@dataclass(frozen=True, slots=True)
class Run:
    """What a program gave: `output`, or `fault`, a sentence that says why there is none."""

    output: str | None
    fault: str | None = None

    @staticmethod
    def failed(fault: str) -> "Run":
        """A run without usable output."""
        return Run(None, fault)
