"""Diagnosis of a failed test: which topics are weak, how surely, and the extra days they earn."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from plan_engine.measurement.errors import UnknownTopic
from plan_engine.measurement.mastery import Mastery, TopicMastery
from plan_engine.rules import (
    EXTRA_DAYS_MAX,
    EXTRA_DAYS_MIN,
    FEW_OWN_ANSWERS,
    SEVERITY_HIGH,
    SEVERITY_MEDIUM,
    WEAK_BAR,
    WEAK_PROBABILITY,
)
from plan_engine.values import TopicId


class Severity(StrEnum):
    """How sure it is that a topic is below the bar."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"

    @property
    def step(self) -> int:
        """0, 1, 2 from low to high."""
        return list(Severity).index(self)


class Evidence(StrEnum):
    """What a topic's own answers and its interval show, surest first; days do not depend on it."""

    CLEAR = "clear"
    """Own answers below the bar, and so is the whole interval."""
    LIKELY = "likely"
    """Own answers below the bar; the interval reaches above it, or rests on very few of them."""
    UNSURE = "unsure"
    """Own answers do not show a weakness: it was expected from the answers around them."""

    @property
    def place(self) -> int:
        """0, 1, 2 from the surest on."""
        return list(Evidence).index(self)


@dataclass(frozen=True, slots=True)
class Counts:
    """Right of answered."""

    right: int
    answered: int

    @property
    def are_below_bar(self) -> bool:
        """Whether they show less than the bar by themselves; no answers show nothing."""
        return self.right < WEAK_BAR * self.answered


def evidence(p_weak: float, high: float, here: Counts, in_all: Counts) -> Evidence:
    """What is shown of a topic that may be weak; `high` is the upper end of its interval.

    Own answers speak against a topic if those of the newest test do (`here`), or all so far.
    """
    if p_weak < WEAK_PROBABILITY or not (here.are_below_bar or in_all.are_below_bar):
        return Evidence.UNSURE
    is_clear = high < WEAK_BAR and in_all.answered >= FEW_OWN_ANSWERS
    return Evidence.CLEAR if is_clear else Evidence.LIKELY


@dataclass(frozen=True, slots=True)
class WeakTopic:
    """One topic of a diagnosis; scores are fractions with a 90% interval."""

    topic: TopicId
    p_weak: float
    domain_score: float
    low: float
    high: float
    severity: Severity
    right: int
    answered: int

    def evidence(self, here: Counts) -> Evidence:
        """What its own answers, those of the newest test and all so far, and its interval show."""
        return evidence(self.p_weak, self.high, here, Counts(self.right, self.answered))


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """The weak topics, most probable first, and the highest of their severities."""

    weak: tuple[WeakTopic, ...]
    severity: Severity


def severity_of(p_weak: float) -> Severity:
    """Low below 0.65, medium to 0.85, high above."""
    if p_weak > SEVERITY_HIGH:
        return Severity.HIGH
    return Severity.MEDIUM if p_weak >= SEVERITY_MEDIUM else Severity.LOW


def weakest_first(topic: TopicMastery) -> tuple[float, float, TopicId]:
    """Sorting key: most probably weak, then lowest domain score, then name."""
    return -topic.p_weak, topic.domain_score, topic.topic


def diagnose(
    mastery: Mastery, topics: Sequence[TopicId], *, at_least_one: bool = True
) -> Diagnosis:
    """The topics of a test that are weak with a probability of a half or more.

    Who failed must have something to work on, so the weakest topic is named even when none
    reaches that; `at_least_one=False` (an assessment, which nobody fails) leaves the set empty,
    its severity low. Raises UnknownTopic.
    """
    if missing := [topic for topic in topics if topic not in mastery.topics]:
        raise UnknownTopic(f"Topic {missing[0]} was not measured.")
    ranked = sorted((mastery.topics[topic] for topic in set(topics)), key=weakest_first)
    weak = [topic for topic in ranked if topic.p_weak >= WEAK_PROBABILITY]
    if not weak and at_least_one:
        weak = ranked[:1]
    found = tuple(_weak_topic(topic) for topic in weak)
    return Diagnosis(
        found, max((t.severity for t in found), key=lambda s: s.step, default=Severity.LOW)
    )


def extra_days(diagnosis: Diagnosis) -> int:
    """2 days, one more for each further weak topic and each step in severity, at most 4."""
    further = max(0, len(diagnosis.weak) - 1)
    return min(EXTRA_DAYS_MAX, EXTRA_DAYS_MIN + further + diagnosis.severity.step)


def extra_day_topics(diagnosis: Diagnosis) -> tuple[TopicId, ...]:
    """One topic for each extra day: the weakest first, and again once each has had its day.

    With more weak topics than days the least probable ones go without. Empty without weak topics.
    """
    if not diagnosis.weak:
        return ()
    days = range(extra_days(diagnosis))
    return tuple(diagnosis.weak[day % len(diagnosis.weak)].topic for day in days)


def _weak_topic(topic: TopicMastery) -> WeakTopic:
    return WeakTopic(
        topic=topic.topic,
        p_weak=topic.p_weak,
        domain_score=topic.domain_score,
        low=topic.low,
        high=topic.high,
        severity=severity_of(topic.p_weak),
        right=topic.right,
        answered=topic.answered,
    )
