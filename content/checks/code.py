"""Rules about code: its language is named, it fits a phone, and what can be run is run."""

import re
from collections.abc import Iterable, Iterator, Sequence

from content.checks.cues import ENOUGH_TO_JUDGE
from content.checks.question import Question
from content.checks.rules import Finding

WIDEST = 64
"""Columns: more scrolls sideways on a phone."""
LONGEST = 25
EXECUTED_SHARE = 0.60
"""Of a block's questions with code, those that must be item models; hidden programs count."""


def language(question: Question) -> Iterator[str]:
    """Code says what language it is in; a language without code is a mistake."""
    written = question.written
    if written is None:
        return
    if written.code is not None and written.language is None:
        yield "has code and does not name its language"
    if written.code is None and written.language is not None:
        yield "names a language and has no code"


def size(question: Question) -> Iterator[str]:
    """Code fits a phone, that of every clone."""
    for part in ("setup", "code"):
        texts = [getattr(item, part) or "" for item in question.items]
        widest = max(len(line) for text in texts for line in ["", *text.splitlines()])
        longest = max(len(text.splitlines()) for text in texts)
        if widest > WIDEST:
            yield f"{part} is {widest} columns wide (at most {WIDEST})"
        if longest > LONGEST:
            yield f"{part} has {longest} lines (at most {LONGEST})"


def with_code(asked: Iterable[Question]) -> list[Question]:
    """The questions that have a program, shown or not."""
    return [question for question in asked if question.model or question.item.code]


def executed_share(asked: Sequence[Question]) -> Iterator[Finding]:
    """Most of a block's questions with code have a key that was computed by running it."""
    programs = with_code(asked)
    believed = [question for question in programs if not question.model]
    share = 1 - len(believed) / len(programs) if programs else 1.0
    if len(programs) >= ENOUGH_TO_JUDGE and share < EXECUTED_SHARE:
        yield (
            believed[0],
            f"{share:.0%} of the block's {len(programs)} questions with code are executed "
            f"(at least {EXECUTED_SHARE:.0%})",
        )


def answered_by_running(question: Question) -> Iterator[str]:
    """Code that we can run and whose output is asked for is run, not believed."""
    written = question.written
    if written is None or written.language not in {
        "javascript",
        "jsx",
        "python",
        "sql",
        "typescript",
    }:
        return
    if re.search(r"\bwhat\b[^?]*\b(print|printed|output)s?\b", written.stem, re.IGNORECASE):
        yield "asks for output that could be run: make it an item model"
