"""Rules about stems and explanations."""

import re
from collections.abc import Iterator, Sequence

from content.checks.question import Question
from content.checks.rules import Finding

_NEGATED_QUESTION = re.compile(
    r"\b(which|what|who)\b[^.?]*\b(not|except|least|cannot|isn't|doesn't)\b[^.?]*\?", re.IGNORECASE
)
_FOLLOWING = re.compile(r"\bwhich (one )?of (the following|these|them)\b", re.IGNORECASE)
_TRUE_ONES = re.compile(
    r"\bwhich (one )?(of the (following|statements?)|of these|statements?)\b[^?]*\b(true|false|correct|right)\b",
    re.IGNORECASE,
)
NEGATIVE_RATE = 0.10
SHORTEST_EXPLANATION = 40
WORDS_A_SECOND = 4.0
"""Faster than most people read prose, let alone code."""


def negative(question: Question) -> Iterator[str]:
    """A question that asks for the exception says NOT in capitals."""
    found = _NEGATED_QUESTION.search(question.item.stem)
    if found and found[2].lower() in {"not", "except"} and not found[2].isupper():
        yield f"a negative question says {found[2].upper()} in capitals"


def rarely_negative(asked: Sequence[Question]) -> Iterator[Finding]:
    """Negative questions are rare."""
    found = [
        question for question in asked if re.search(r"\b(NOT|EXCEPT)\b", _bare(question.item.stem))
    ]
    if len(found) > max(2, NEGATIVE_RATE * len(asked)):
        yield found[0], f"{len(found)} of {len(asked)} stems of the block are negative"


def true_ones(question: Question) -> Iterator[str]:
    """No "which of the following is true"; choosing between pieces of code is another matter."""
    if all(option.startswith("`") for option in question.item.options):
        return
    if _TRUE_ONES.search(question.item.stem):
        yield "asks which statement is true or false: ask one question instead"
    elif _FOLLOWING.search(question.item.stem):
        yield "“which of the following”: a good reader should be able to answer without the options"


def asks(question: Question) -> Iterator[str]:
    """A stem asks something."""
    if "?" not in question.item.stem and not question.item.stem.endswith((":", "…")):
        yield "the stem asks no question"


def explanation(question: Question) -> Iterator[str]:
    """The explanation gives a reason."""
    said = question.item.explanation
    if len(said) < SHORTEST_EXPLANATION:
        yield f"the explanation has {len(said)} characters: give the reason"


def source(question: Question) -> Iterator[str]:
    """What was not run can be checked somewhere."""
    if question.item.source is None and not question.item.is_executed:
        yield "has neither a source nor a program that was run"


def own_misconception(question: Question) -> Iterator[str]:
    """Each distractor has a misconception of its own, which is more than its text."""
    said = [text.casefold().rstrip(".") for text in question.item.misconceptions]
    if len(set(said)) < len(said):
        yield "two distractors have the same misconception"
    options = {option.casefold().rstrip(".") for option in question.item.options}
    for text in said:
        if text in options:
            yield f"the misconception “{text}” only repeats an option"


def time(question: Question) -> Iterator[str]:
    """The expected time is enough for reading."""
    item = question.item
    read = " ".join([item.stem, item.setup or "", item.code or "", *item.options])
    needed = len(read.split()) / WORDS_A_SECOND
    if item.seconds < needed:
        yield f"{item.seconds} s is short for {len(read.split())} words"


def _bare(text: str) -> str:
    return re.sub(r"(`+).+?\1", " ", text)
