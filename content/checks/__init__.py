"""The linter of the bank: each rule a small function, all of them listed here."""

from collections.abc import Iterator, Sequence
from itertools import chain

from content.checks.question import Question, questions
from content.checks.rules import Rule
from content.problems import Problem

__all__ = ["Question", "Rule", "lint", "questions"]


def lint(asked: Sequence[Question]) -> list[Problem]:
    """What every rule finds in these questions, without repetition, in reading order."""
    from content.checks.registry import RULES

    found = chain.from_iterable(_apply(rule, asked) for rule in RULES)
    return sorted(dict.fromkeys(found), key=lambda one: (one.path, one.line, one.rule))


def _apply(rule: Rule, asked: Sequence[Question]) -> Iterator[Problem]:
    for question, sentence in rule.find(asked):
        yield Problem(
            question.path, question.line, f"{question.name}: {sentence}", rule.name, rule.severity
        )
