"""What of an answer is let through: everything is refused that was not given or is more than plain text."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from plan_engine.writing.facts import Facts, given_words, kind_of, links_of, topics_of
from plan_engine.writing.kinds import Outcome
from plan_engine.writing.limits import LIMITS

ENGLISH_SHARE: Final = 0.2
"""Of the words of English prose about half are among its hundred commonest; of other languages' hardly any."""

_DOMAINS: Final = "com|org|net|edu|gov|info|biz|io|dev|app|ai|co|me|uk|de|ru|cn|xyz|sh|ly|gg|tv|to|site|online|top|club|link|page|shop|store|tech|cloud"  # fmt: skip
_ADDRESS: Final = re.compile(
    rf"[a-z][a-z0-9+.-]*://\S+|\bwww\.\S+|\b(?:mailto|javascript|data|tel):\S*|\S+@\S+\.\w+"
    rf"|\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:{_DOMAINS})\b(?:/\S*)?",
    re.IGNORECASE,
)
_MARKUP: Final = re.compile(
    r"</?[a-z!]|&#?\w+;|`|\*\*|__|~~|\]\(|!\[|^\s*(?:#{1,6}\s|[-*+•]\s|\d+[.)]\s|>\s|\|)|\\[a-z(\[]|:[a-z_]+\[|:material/",
    re.IGNORECASE | re.MULTILINE,
)
_NUMBER: Final = re.compile(r"\d+(?:[.,:]\d+)*")
_OVERSTEPS: Final = re.compile(
    r"\b(?:may|can|could|should|free to) (?:safely )?(?:skip|ignore|leave out|postpone)\b"
    r"|\bno need to (?:do|sit|take|work|study)\b|\byou(?: have|’ve|'ve)? passed\b|\bjob[- ]ready\b"
    r"|\bguarantee|\bpassword|\bcredit card|\bbank account|\bwhatsapp|\btelegram|\bdiscord\b"
    r"|\b(?:e-?mail|call|text|contact|message) (?:me|us)\b|\bsystem prompt|\binstructions\b"
    r"|\bas an ai\b|\blanguage model",
    re.IGNORECASE,
)
_LANGUAGES: Final = re.compile(
    r"\b(?:Python|JavaScript|TypeScript|Java|Kotlin|(?-i:Swift|Ruby|Rust|Perl|Scala)|PHP|Golang|MATLAB|Haskell|COBOL|Fortran|Visual Basic)\b|\bC(?:\+\+|#)",
    re.IGNORECASE,
)
_COMMON: Final = frozenset(
    re.findall(
        r"\w+",
        """the be to of and a in that it for on with as you your at this but by from or an will
        one all would there what so up out if about which when make can like no just into them
        than then how our because any these is are was has have do does not""",
    )
)


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer of the right shape, not checked yet. `headline` is empty where the kind has none."""

    topics: tuple[str, ...]
    body: str
    links: tuple[str, ...] = ()
    headline: str = ""


def tidy(text: str) -> str:
    """The text in one paragraph: runs of white space become one space."""
    return " ".join(text.split())


def refusal(draft: Draft, facts: Facts, other_titles: Sequence[str] = ()) -> Outcome | None:
    """The first reason not to show this draft; None if it may be shown.

    `other_titles` are the curriculum's other topics: an answer about another one names it.
    """
    return next(_reasons(draft, facts, other_titles), None)


def _reasons(draft: Draft, facts: Facts, other_titles: Sequence[str]) -> Iterator[Outcome]:
    limits = LIMITS[kind_of(facts)]
    raw = f"{draft.headline}\n{draft.body}"
    lengths = ((len(tidy(draft.body)), limits.body), (len(tidy(draft.headline)), limits.headline))
    if any(length > high for length, (_, high) in lengths):
        yield Outcome.TOO_LONG
        return  # the patterns below are for texts of a few hundred characters
    if any(length < low for length, (low, _) in lengths):
        yield Outcome.TOO_SHORT
    if any(_is_hidden(character) for character in raw):
        yield Outcome.HIDDEN_CHARACTERS
    given = given_words(facts)
    text = unicodedata.normalize("NFKC", raw)
    if not draft.topics or not set(draft.topics) <= topics_of(facts):
        yield Outcome.WRONG_TOPIC
    if not set(draft.links) <= links_of(facts) or _has_invented_address(text, facts, given):
        yield Outcome.INVENTED_LINK
    if _MARKUP.search(_without_given(text, given)):
        yield Outcome.MARKUP
    if not _is_english(text, given):
        yield Outcome.NOT_ENGLISH
    if not set(_NUMBER.findall(text)) <= set(_NUMBER.findall(given)):
        yield Outcome.INVENTED_NUMBER
    if _names_other(text, given, other_titles):
        yield Outcome.OTHER_TOPIC
    if any(found.lower() not in given.lower() for found in _found(_OVERSTEPS, text)):
        yield Outcome.OVERSTEPS


def _is_hidden(character: str) -> bool:
    """Controls, marks of direction, characters without width, private ones."""
    return character not in "\n\r\t" and unicodedata.category(character)[0] == "C"


def _has_invented_address(text: str, facts: Facts, given: str) -> bool:
    rest = text
    for url in sorted(links_of(facts), key=len, reverse=True):
        # Only whole: an address that merely begins like one of ours leads somewhere else.
        rest = re.sub(rf"{re.escape(url)}(?=[\s)\],;]|[.!?:](?:\s|$)|$)", " ", rest)
    return any(found not in given for found in _found(_ADDRESS, rest)) or "://" in rest


def _without_given(text: str, given: str) -> str:
    """The text without the words that stand in the facts in the same characters: `__init__` is no emphasis."""
    words = {_bare(word) for word in given.split()}
    return re.sub(r"\S+", lambda word: "" if _bare(word[0]) in words else word[0], text)


def _bare(word: str) -> str:
    """A word without the punctuation after it; a mark that stands alone stays."""
    return word.rstrip(".,;:!?") or word


def _is_english(text: str, given: str) -> bool:
    foreign = [c for c in text if c.isalpha() and not _is_latin(c) and c not in given]
    words = re.findall(r"[a-z]+", text.lower())
    return not foreign and sum(word in _COMMON for word in words) >= ENGLISH_SHARE * len(words)


def _is_latin(character: str) -> bool:
    return character.isascii() or unicodedata.name(character, "").startswith("LATIN")


def _names_other(text: str, given: str, other_titles: Sequence[str]) -> bool:
    said, known = text.lower(), given.lower()
    titles = (title.lower() for title in other_titles if len(title.split()) > 1)
    named = {found.lower() for found in _found(_LANGUAGES, text)}
    languages = {found.lower() for found in _found(_LANGUAGES, given)}
    return any(t in said and t not in known for t in titles) or not named <= languages


def _found(pattern: re.Pattern[str], text: str) -> list[str]:
    return [match.group(0) for match in pattern.finditer(text)]
