"""Rules about code: its language is named, it fits a phone, and what can be run is run."""

import re
from collections.abc import Iterator

from content.checks.question import Question

WIDEST = 64
"""Columns: more scrolls sideways on a phone."""
LONGEST = 25


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
    """Code fits a phone."""
    for part, text in (("setup", question.item.setup), ("code", question.item.code)):
        lines = (text or "").splitlines()
        widest = max((len(line) for line in lines), default=0)
        if widest > WIDEST:
            yield f"{part} is {widest} columns wide (at most {WIDEST})"
        if len(lines) > LONGEST:
            yield f"{part} has {len(lines)} lines (at most {LONGEST})"


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
