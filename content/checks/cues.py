"""Rules about cues: nothing but knowledge should lead to the key."""

import re
from collections.abc import Callable, Iterator, Sequence

from content.checks.question import Question
from content.checks.rules import Finding

LONGEST_KEY_RATE = 0.30
"""Share of a block's prose items in which the key may be uniquely the longest option."""
SHORTEST_KEY_RATE = 0.40
RARELY_LONGEST = 0.05
ENOUGH_FOR_NEVER = 20
"""Prose items from which a key that is never the longest is no accident."""
ECHO_LEAD = 2
"""Words of the stem that a key may not repeat more than any distractor."""
ENOUGH_TO_JUDGE = 10
"""Prose items from which a rate says something."""

_ABSOLUTES = re.compile(
    r"\b(always|never|only|all|every|none|completely|impossible)\b", re.IGNORECASE
)
_HEDGES = re.compile(r"\b(usually|typically|generally|often|sometimes|may|might)\b", re.IGNORECASE)
_CODE = re.compile(r"(`+).+?\1", re.DOTALL)
_WORD = re.compile(r"[a-z][a-z-]{3,}")
_COMMON = frozenset(
    re.findall(
        r"\S+",
        "about after again also answer because been before being between both call calls code could "
        "different does done each else every first following from found give gives given happens has "
        "have here into just last likely made make makes many means more most much must need needs "
        "next none once only option other over please reason result right same shows should some "
        "still such sure take takes than that the their them then there these they thing things this "
        "those three through time under using value values want wants what what's when where which "
        "while whose will with would wrong",
    )
)


def longest_key(question: Question) -> bool:
    """Whether the key is longer than every distractor."""
    key, *distractors = (len(option) for option in question.options)
    return key > max(distractors)


def shortest_key(question: Question) -> bool:
    """Whether the key is shorter than every distractor."""
    key, *distractors = (len(option) for option in question.options)
    return key < min(distractors)


def key_longest(asked: Sequence[Question]) -> Iterator[Finding]:
    """In a block the key is not the longest option more often than chance would have it."""
    yield from _too_often(asked, "longest", longest_key, LONGEST_KEY_RATE)


def key_shortest(asked: Sequence[Question]) -> Iterator[Finding]:
    """Nor is it the shortest."""
    yield from _too_often(asked, "shortest", shortest_key, SHORTEST_KEY_RATE)


def key_never_longest(asked: Sequence[Question]) -> Iterator[Finding]:
    """Nor is it so rarely the longest that the longest option can be struck out unread."""
    written = [question for question in asked if question.written]
    count = sum(map(longest_key, written))
    if len(written) >= ENOUGH_FOR_NEVER and count < RARELY_LONGEST * len(written):
        yield (
            written[0],
            f"the key is the longest option in {count} of {len(written)} prose items of the block: "
            "whoever strikes out the longest option gains by it",
        )


def _too_often(
    asked: Sequence[Question], kind: str, is_so: Callable[[Question], bool], limit: float
) -> Iterator[Finding]:
    written = [question for question in asked if question.written]
    found = [question for question in written if is_so(question)]
    if len(written) >= ENOUGH_TO_JUDGE and len(found) > limit * len(written):
        names = ", ".join(question.name for question in found)
        yield (
            found[0],
            f"the key is the {kind} option in {len(found)} of {len(written)} prose items of the "
            f"block ({len(found) / len(written):.0%}, at most {limit:.0%}): {names}",
        )


def echoed_words(question: Question) -> set[str]:
    """The stem's words in the key, if they are clearly more than in every distractor."""
    stem = _words(question.item.stem)
    key, *distractors = (_words(option) & stem for option in question.item.options)
    lead = len(key) - max(len(words) for words in distractors)
    return key if lead >= ECHO_LEAD else set()


def echoes(question: Question) -> Iterator[str]:
    """The key does not repeat more words of the stem than every distractor does."""
    echoed = echoed_words(question)
    if echoed:
        yield f"the key repeats more of the stem than any distractor: {', '.join(sorted(echoed))}"


def absolutes(question: Question) -> Iterator[str]:
    """No option stands out by an absolute word."""
    having = [bool(_ABSOLUTES.search(_prose(option))) for option in question.item.options]
    if any(having) and not all(having):
        found = [
            match[0]
            for option in question.item.options
            if (match := _ABSOLUTES.search(_prose(option)))
        ]
        yield f"absolute words in some options: {', '.join(found)}"


def hedges(question: Question) -> Iterator[str]:
    """The key is not the one option with a hedge."""
    key, *distractors = (bool(_HEDGES.search(_prose(option))) for option in question.item.options)
    if key and not any(distractors):
        yield "only the key has a hedge (usually, may, often …)"


def _prose(text: str) -> str:
    return _CODE.sub(" ", text)


def _words(text: str) -> set[str]:
    words = _WORD.findall(_prose(text).lower())
    return {word.rstrip("s") for word in words if word not in _COMMON}
