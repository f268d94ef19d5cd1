"""Rules about a topic's stock: no repetition."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from content.checks.question import Question
from content.checks.rules import Finding

NEAR = 0.85
"""Share of common word pairs from which two questions are near-duplicates."""
NEAR_STEM = 0.80
"""The same for stems alone, where there is no code to tell two questions apart."""


def near_duplicates(asked: Sequence[Question]) -> Iterator[Finding]:
    """No two questions of a topic are nearly the same."""
    pairs = {question.name: _pairs(question) for question in asked}
    for one, other in combinations(asked, 2):
        likeness = _likeness(pairs[one.name], pairs[other.name])
        if likeness >= NEAR:
            yield other, f"is {likeness:.0%} like {one.name}"


def near_duplicate_stems(asked: Sequence[Question]) -> Iterator[Finding]:
    """No two questions of a block that are all words ask nearly the same, in whatever topics."""
    words = [one for one in asked if one.item.code is None and one.item.setup is None]
    pairs = {question.name: _word_pairs(question.entry.stem) for question in words}
    for one, other in combinations(words, 2):
        likeness = _likeness(pairs[one.name], pairs[other.name])
        if likeness >= NEAR_STEM:
            yield other, f"its stem is {likeness:.0%} like that of {one.name}"


def known_enemies(asked: Sequence[Question]) -> Iterator[Finding]:
    """Enemies are other questions that exist."""
    names = {question.name for question in asked}
    for question in asked:
        for enemy in question.entry.enemies:
            if enemy == question.name:
                yield question, "names itself as its enemy"
            elif enemy not in names:
                yield question, f"names an enemy that is not there: {enemy}"


def _pairs(question: Question) -> set[tuple[str, str]]:
    entry = question.entry
    setup = question.model.setup if question.model is not None else None
    code = entry.code if question.item.code is not None else None
    return _word_pairs("\n".join([entry.stem, setup or "", code or ""]))


def _word_pairs(text: str) -> set[tuple[str, str]]:
    return set(pairwise(re.findall(r"\w+|[^\w\s]", text.lower())))


def _likeness(first: set[tuple[str, str]], second: set[tuple[str, str]]) -> float:
    """The share of word pairs that two texts have in common."""
    return len(first & second) / len(first | second) if first and second else 0.0
