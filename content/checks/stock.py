"""Rules about a topic's stock: no repetition."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from content.checks.question import Question
from content.checks.rules import Finding

NEAR = 0.85
"""Share of common word pairs from which two questions are near-duplicates."""


def near_duplicates(asked: Sequence[Question]) -> Iterator[Finding]:
    """No two questions of a topic are nearly the same."""
    pairs = {question.name: _pairs(question) for question in asked}
    for one, other in combinations(asked, 2):
        first, second = pairs[one.name], pairs[other.name]
        if not first or not second:
            continue
        likeness = len(first & second) / len(first | second)
        if likeness >= NEAR:
            yield other, f"is {likeness:.0%} like {one.name}"


def _pairs(question: Question) -> set[tuple[str, str]]:
    entry = question.entry
    setup = question.model.setup if question.model is not None else None
    code = entry.code if question.item.code is not None else None
    text = "\n".join([entry.stem, setup or "", code or ""])
    words = re.findall(r"\w+|[^\w\s]", text.lower())
    return set(pairwise(words))
