"""What a rule of the linter is, and how a small function becomes one."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from content.checks.question import Question
from content.problems import Severity

Finding = tuple[Question, str]
"""A question and what is wrong with it, as a sentence without a full stop."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A named rule: `find` goes through all questions."""

    name: str
    severity: Severity
    find: Callable[[Sequence[Question]], Iterable[Finding]]


def each(name: str, severity: Severity, judge: Callable[[Question], Iterable[str]]) -> Rule:
    """A rule that judges one question at a time."""

    def find(asked: Sequence[Question]) -> Iterator[Finding]:
        for question in asked:
            for sentence in judge(question):
                yield question, sentence

    return Rule(name, severity, find)


def each_written(name: str, severity: Severity, judge: Callable[[Question], Iterable[str]]) -> Rule:
    """A rule about questions whose options a person typed, one at a time."""
    return each(name, severity, lambda question: judge(question) if question.written else ())


def together(
    name: str,
    severity: Severity,
    group: Callable[[Question], str],
    judge: Callable[[Sequence[Question]], Iterable[Finding]],
) -> Rule:
    """A rule about all questions of one group (a topic, a block) at a time."""

    def find(asked: Sequence[Question]) -> Iterator[Finding]:
        groups: dict[str, list[Question]] = {}
        for question in asked:
            groups.setdefault(group(question), []).append(question)
        for members in groups.values():
            yield from judge(members)

    return Rule(name, severity, find)
