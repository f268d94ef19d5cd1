"""The loop of the plan without a database: assessment, weeks, tests, extra days.

The same functions of plan_engine in the same order as the services call them (the real services are
walked in bench.measurement.journeys), so that hundreds of learners take a minute.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from bench.measurement.learner import SimulatedLearner
from plan_engine.curriculum import TargetOutline
from plan_engine.diagnosis import diagnose, extra_day_topics
from plan_engine.measurement.adaptive import next_item
from plan_engine.measurement.assembly import assemble, blueprint, reference_form
from plan_engine.measurement.domain import DomainScore
from plan_engine.measurement.equating import equated_percent
from plan_engine.measurement.item_table import ItemTable, item_table
from plan_engine.measurement.mastery import (
    OLDER_ATTEMPT_WEIGHT,
    BlockMastery,
    Mastery,
    TopicMastery,
    mastery,
    recency_weights,
)
from plan_engine.planning import PlanOutline, make_plan
from plan_engine.progression import form_tier, next_week_tier, passes_week
from plan_engine.rules import MASTERY_BAR, WEAK_BAR, WEEKLY_PASS_SCORE, WEEKLY_TEST_ITEMS
from plan_engine.values import BlockId, ItemId, ItemParameters, Response, TopicId

FAILURES_BEFORE_LEAVING: Final = 4


@dataclass(frozen=True)
class Course:
    """A target with its bank as known and as it really is."""

    outline: TargetOutline
    known: Sequence[ItemParameters]
    real: Mapping[ItemId, ItemParameters]
    blocks: Mapping[BlockId, list[TopicId]] = field(init=False)
    minutes: Mapping[TopicId, int] = field(init=False)
    references: Mapping[TopicId, tuple[ItemParameters, ...]] = field(init=False)
    table: ItemTable = field(init=False)

    def __post_init__(self) -> None:
        """Work out what every learner needs."""
        topics = [topic for block in self.outline.blocks for topic in block.topics]
        derived = {
            "blocks": {b.id: [topic.id for topic in b.topics] for b in self.outline.blocks},
            "minutes": {topic.id: topic.minutes for topic in topics},
            "references": {t.id: reference_form(self.known, [t.id], 10) for t in topics},
            "table": item_table(self.known),
        }
        for name, value in derived.items():
            object.__setattr__(self, name, value)

    @property
    def topics(self) -> list[TopicId]:
        """All topics in the curriculum's order."""
        return [topic for topics in self.blocks.values() for topic in topics]

    def real_bank(self) -> dict[TopicId, list[ItemParameters]]:
        """The items as they really are, by topic."""
        return {t: [i for i in self.real.values() if i.topic == t] for t in self.topics}


@dataclass
class Walk:
    """One learner's way through a course."""

    course: Course
    learner: SimulatedLearner
    rng: np.random.Generator
    knows_all: bool = False
    """Whether the plan is made from the truth instead of the assessment: the best any plan could know."""
    studied: list[tuple[TopicId, float]] = field(default_factory=list)
    """Topic and share of its ordinary minutes of each study day."""
    failed: int = 0
    _answers: list[tuple[int, Response]] = field(default_factory=list)
    _seen: dict[ItemId, int] = field(default_factory=dict)

    def goes(self) -> PlanOutline:
        """From the assessment to the last week passed, or to leaving; the plan that was made."""
        plan = make_plan(self.course.outline, self._assessed())
        tier = 0
        for week in plan.weeks:
            for day in week.days:
                self._studies(day.topic, day.minutes / self.course.minutes[day.topic])
            for _ in range(FAILURES_BEFORE_LEAVING):
                percent = self._tested(week.block, tier)
                if passes_week(percent):
                    tier = next_week_tier(percent, tier)
                    break
                self.failed += 1
                for topic in extra_day_topics(
                    diagnose(self.measured(week.block), self.course.blocks[week.block])
                ):
                    self._studies(topic, 1.0)
            else:
                break
        return plan

    def _studies(self, topic: TopicId, share: float) -> None:
        self.learner.study(topic, share)
        self.studied.append((topic, share))

    def _answers_to(self, item: ItemParameters) -> Response:
        outcome, seconds = self.learner.answer(self.course.real[item.id])
        self._seen[item.id] = len(self._seen) + 1
        return Response(item, outcome, seconds)

    def _assessed(self) -> Mastery:
        given: list[Response] = []
        course = self.course
        while item := next_item(
            course.known,
            given,
            topics=course.topics,
            last_seen={},
            rng=self.rng,
            blocks=course.blocks,
            table=course.table,
        ):
            given.append(self._answers_to(item))
        self._answers += [(0, response) for response in given]
        if self.knows_all:
            return true_mastery(course, self.learner)
        return mastery(given, course.blocks, course.references)

    def _tested(self, block: BlockId, tier: int) -> int:
        topics = self.course.blocks[block]
        bank = [item for item in self.course.known if item.topic in set(topics)]
        seed = int(self.rng.integers(2**31))
        plan = blueprint(topics, WEEKLY_TEST_ITEMS, form_tier(tier), seed)
        form = assemble(bank, plan, last_seen=self._seen, cut=WEEKLY_PASS_SCORE, seed=seed).items
        given = [self._answers_to(item) for item in form]
        number = self._answers[-1][0] + 1
        self._answers += [(number, response) for response in given]
        reference = reference_form(bank, topics, WEEKLY_TEST_ITEMS)
        return equated_percent(sum(r.is_right for r in given), form, reference)

    def measured(self, block: BlockId, kept: float = OLDER_ATTEMPT_WEIGHT) -> Mastery:
        """Mastery after all answers on the block, those of older attempts keeping less weight."""
        topics = set(self.course.blocks[block])
        own = [(number, r) for number, r in self._answers if r.item.topic in topics]
        weights = [0.0] * len(own)
        for topic in topics:
            places = [k for k, (_, r) in enumerate(own) if r.item.topic == topic]
            for k, weight in zip(
                places, recency_weights([own[k][0] for k in places], kept), strict=True
            ):
                weights[k] = weight
        return mastery(
            [r for _, r in own], self.course.blocks, self.course.references, weights=weights
        )


def true_mastery(course: Course, learner: SimulatedLearner) -> Mastery:
    """The mastery of someone who sees into the learner: nothing in it is unsure."""
    scores = learner.domain_scores(course.real_bank())
    topics = {
        topic: TopicMastery(
            topic,
            1,
            0,
            0,
            score,
            score,
            score,
            float(score < WEAK_BAR),
            float(score >= MASTERY_BAR),
        )
        for topic, score in scores.items()
    }
    blocks = {}
    for block, members in course.blocks.items():
        score = float(np.mean([scores[topic] for topic in members]))
        blocks[block] = BlockMastery(block, score, score, score, float(score >= MASTERY_BAR))
    mean = float(np.mean(list(scores.values())))
    return Mastery(topics, blocks, DomainScore(mean, mean, mean))
