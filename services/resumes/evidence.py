"""Which skills a learner has shown in tests: what carries a badge and may be suggested, never points."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from content.library import Library
from db.queries import attempts
from plan_engine.kinds import TestType
from plan_engine.resume.catalogue import Catalogue, Skill, SkillId
from plan_engine.rules import WEAK_BAR
from plan_engine.values import BlockId, TargetId, TopicId
from services.resumes.desk import ResumeDesk
from services.scoring import report_of

ITEMS_MIN = 3
"""Fewer questions on a skill's topics show nothing."""
NAMES = {
    TestType.FINAL: "Final test",
    TestType.CORRECTION: "Comprehensive retest",
}


@dataclass(frozen=True, slots=True)
class Verification:
    """A passed test that shows a skill."""

    test: str
    result_id: UUID
    at: datetime
    score: int
    right: int
    served: int
    """Right answers and questions on the skill's own topics in that test."""


def verified_skills(
    session: Session, desk: ResumeDesk, learner: UUID
) -> Mapping[SkillId, Verification]:
    """The newest passed test for each skill in which at least 70% of 3 or more questions on it were right."""
    results = attempts.results_of_learner(session, learner)
    targets = attempts.targets_of_results(session, learner)
    weeks = attempts.week_numbers(session, learner)
    topics = _topics_of_skills(desk.skills, desk.work.content)
    found: dict[SkillId, Verification] = {}
    for result in results:
        if result.passed is not True:
            continue
        here = report_of(result).here
        title = desk.work.content.targets[TargetId(targets[result.id])].title
        number = weeks.get(result.weekly_plan_id) if result.weekly_plan_id else None
        name = NAMES.get(result.test_type, f"Week {number} test")
        for skill, named in topics.items():
            right = sum(here[topic][0] for topic in named if topic in here)
            served = sum(here[topic][1] for topic in named if topic in here)
            if served >= ITEMS_MIN and right >= WEAK_BAR * served:
                found[skill] = Verification(
                    f"{name}, {title}", result.id, result.created_at, result.score, right, served
                )
    return found


def _topics_of_skills(skills: Catalogue, library: Library) -> Mapping[SkillId, list[TopicId]]:
    return {
        skill.id: topics
        for skill in skills.skills.values()
        if (topics := _topics_of(skill, library))
    }


def _topics_of(skill: Skill, library: Library) -> list[TopicId]:
    topics: dict[TopicId, None] = {}
    for name in skill.evidence:
        block = library.blocks.get(BlockId(name))
        if block is not None:
            topics |= dict.fromkeys(block.topics)
        elif TopicId(name) in library.topics:
            topics[TopicId(name)] = None
    return list(topics)
