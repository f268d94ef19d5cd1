"""What a command says."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from content.problems import Problem


@dataclass(frozen=True, slots=True)
class Said:
    """Lines to print and the exit status: 0 when there is nothing to mend."""

    lines: tuple[str, ...]
    status: int = 0


def said_of(problems: Sequence[Problem], before: Iterable[str] = ()) -> Said:
    """The problems, a line each, and their count; errors make the status 1."""
    errors = sum(problem.is_error for problem in problems)
    warnings = len(problems) - errors
    counted = f"{_count(errors, 'error')}, {_count(warnings, 'warning')}."
    return Said((*before, *map(str, problems), counted), 1 if errors else 0)


def of_blocks(problems: Iterable[Problem], blocks: Sequence[str]) -> list[Problem]:
    """The problems in files of these blocks; all of them where no block is named."""
    return [problem for problem in problems if not blocks or _block_of(problem) in blocks]


def _block_of(problem: Problem) -> str:
    path = Path(problem.path)
    return path.parent.name if path.parent.parent.name == "bank" else path.stem


def _count(count: int, noun: str) -> str:
    return f"{count} {noun}{'s' if count != 1 else ''}"
