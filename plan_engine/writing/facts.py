"""What the model is told: curriculum and measured state in bands. There is no field for anything typed by a person."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from plan_engine.diagnosis import severity_of
from plan_engine.plan_values import Reason, ReasonKind
from plan_engine.rules import SEVERITY_HIGH, WEAK_PROBABILITY
from plan_engine.writing.kinds import TextKind

MOSTLY_KNOWN_BELOW = 0.2
"""Probability of being weak under which a topic is called mostly known (as a day's review is)."""


class Band(StrEnum):
    """How a topic stands, as coarsely as words need it."""

    UNTESTED = "not tested yet"
    SURELY_WEAK = "very likely below the bar"
    PROBABLY_WEAK = "probably below the bar"
    UNCLEAR = "unclear, more likely above the bar"
    MOSTLY_KNOWN = "mostly known"
    KNOWN = "known"


class Before(StrEnum):
    """How the week before went."""

    FIRST = "this is the first week"
    PASSED = "the week before was passed"
    PASSED_STRONGLY = "the week before was passed strongly, so this one goes deeper"
    RECOVERED = "the week before was passed after extra days"


class Distance(StrEnum):
    """How far from passing a failed test was."""

    JUST_BELOW = "just below passing"
    BELOW = "below passing"
    FAR_BELOW = "far below passing"


@dataclass(frozen=True, slots=True)
class Link:
    """An outside page of ours."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class TopicFacts:
    """A topic as the curriculum has it."""

    id: str
    title: str
    mission: str
    objectives: tuple[str, ...]
    misconceptions: tuple[str, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class TopicState:
    """A topic's name and how it stands."""

    id: str
    title: str
    state: str


@dataclass(frozen=True, slots=True)
class DayFacts:
    """One day. `depth` is basics, review, normal or deeper."""

    target: str
    block: str
    kind: str
    depth: str
    topic: TopicFacts
    state: Band
    also: tuple[str, ...]
    """Titles of topics to look back at briefly."""


@dataclass(frozen=True, slots=True)
class WeekFacts:
    """One week that has just opened."""

    target: str
    block: str
    week: int
    weeks: int
    before: Before
    days: tuple[TopicState, ...]
    """The topics in the order of their days."""


@dataclass(frozen=True, slots=True)
class DiagnosisFacts:
    """A failed test and the way out of it."""

    target: str
    block: str
    result: Distance
    weak: tuple[TopicState, ...]
    extra_days: tuple[str, ...]
    """Topics of the extra days, in order."""


Facts = DayFacts | WeekFacts | DiagnosisFacts


def kind_of(facts: Facts) -> TextKind:
    """What is to be written from these facts."""
    match facts:
        case DayFacts():
            return TextKind.DAY
        case WeekFacts():
            return TextKind.WEEK
        case DiagnosisFacts():
            return TextKind.DIAGNOSIS


def topics_of(facts: Facts) -> frozenset[str]:
    """The topics that a text may say it is about."""
    match facts:
        case DayFacts(topic=topic):
            return frozenset({topic.id})
        case WeekFacts(days=topics) | DiagnosisFacts(weak=topics):
            return frozenset(topic.id for topic in topics)


def links_of(facts: Facts) -> frozenset[str]:
    """The addresses that a text may name."""
    return frozenset(link.url for link in facts.topic.links) if isinstance(facts, DayFacts) else frozenset()  # fmt: skip


def as_json(facts: Facts) -> str:
    """The facts as the model reads them: the same facts give the same text."""
    return json.dumps(asdict(facts), ensure_ascii=False, sort_keys=True, indent=1)


def digest(facts: Facts) -> str:
    """SHA-256 of kind and facts: a text is shown only while what it was written from holds."""
    return hashlib.sha256(f"{kind_of(facts)}\n{as_json(facts)}".encode()).hexdigest()


def given_words(facts: Facts) -> str:
    """Everything that the facts say, as one text to look things up in."""
    return "\n".join(_strings(asdict(facts)))


def band_of(reason: Reason) -> Band:
    """How a day's topic stood when the day was planned."""
    if reason.kind is ReasonKind.UNTESTED:
        return Band.UNTESTED
    if reason.kind is ReasonKind.STRONG:
        return Band.KNOWN
    if reason.p_weak >= WEAK_PROBABILITY:
        return Band.SURELY_WEAK if reason.p_weak > SEVERITY_HIGH else Band.PROBABLY_WEAK
    return Band.MOSTLY_KNOWN if reason.p_weak < MOSTLY_KNOWN_BELOW else Band.UNCLEAR


def weakness(p_weak: float) -> str:
    """How sure it is that a topic held somebody back."""
    return f"{severity_of(p_weak).value} severity"


def distance(score: int, cut: int) -> Distance:
    """How far a score in whole percent is below the cut: under ten points, under twenty-five, more."""
    if cut - score < 10:
        return Distance.JUST_BELOW
    return Distance.BELOW if cut - score < 25 else Distance.FAR_BELOW


def _strings(value: Any) -> Iterator[str]:
    match value:
        case dict():
            for part in value.values():
                yield from _strings(part)
        case list() | tuple():
            for part in value:
                yield from _strings(part)
        case _:
            yield str(value)
