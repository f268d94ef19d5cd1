"""Role switch: other targets by what a learner's answers say about them, and what each would take."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from sqlalchemy.orm import Session

from content.library import Library, Target
from db.queries import attempts, plans
from db.tables import PersonalizedPlan
from plan_engine.kinds import TestType
from plan_engine.lifecycles import PlanStatus, WeekStatus
from plan_engine.measurement.domain import DomainScore
from plan_engine.progression import Verdict, verdict
from plan_engine.rules import FAILURES_BEFORE_HELP
from plan_engine.transfer import Carry, TargetTransfer, ranked, transfer
from plan_engine.values import BlockId, TargetId, TopicId
from services.assessments import earlier_sittings
from services.bank import current_bank
from services.guards import own_plan
from services.scoring import dated_responses, weights_by_topic
from services.waiting import UNDER_WAY, waiting_assessments
from services.workspace import Workspace


class SwitchReason(StrEnum):
    """Why other targets are suggested."""

    NOT_YET_A_FIT = "not_yet_a_fit"
    THREE_FAILURES = "three_failures"


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another target as it looks from where the learner is."""

    target: TargetId
    title: str
    summary: str
    forecast: DomainScore | None
    shared: int
    """Blocks of it that have been measured."""
    is_mostly_known: bool
    """Half of its blocks or more have been measured."""
    judged: int
    """Blocks of it that the forecast covers: those that have questions."""
    blocks: int
    carries_over: tuple[str, ...]
    to_learn: tuple[str, ...]
    unknown: tuple[str, ...]
    missing: tuple[str, ...]
    """Sentences that say what keeps it from being started; empty when it can be."""
    plan_id: UUID | None
    """A plan for it that the learner has already, active or paused."""
    waiting_result: UUID | None
    """Its assessment, handed in, which waits for the plan to be made."""
    is_assessing: bool
    """Its assessment is under way."""


@dataclass(frozen=True, slots=True)
class RoleSwitchView:
    """The plan that is looked away from, why, and the alternatives, most surely near first."""

    plan_id: UUID
    title: str
    status: PlanStatus
    reason: SwitchReason | None
    """None: nothing suggests a switch."""
    alternatives: tuple[Alternative, ...]


def role_switch_view(work: Workspace, learner: UUID, plan_id: UUID) -> RoleSwitchView:
    """What else the learner could go for, judged from all recent answers. Raises NotFound."""
    with work.reading() as session:
        plan = own_plan(session, learner, plan_id)
        reason = switch_reason(session, plan)
        found = _transfers(session, work, learner, TargetId(plan.target)) if reason else ()
        standing = _standing(session, learner)
    return RoleSwitchView(
        plan_id=plan.id,
        title=work.content.targets[TargetId(plan.target)].title,
        status=plan.status,
        reason=reason,
        alternatives=tuple(_alternative(work.content, each, standing) for each in found),
    )


def plan_to_switch_from(work: Workspace, learner: UUID) -> UUID | None:
    """The learner's newest plan that suggests a switch."""
    with work.reading() as session:
        for plan in plans.plans_of(session, learner):
            if switch_reason(session, plan) is not None:
                return plan.id
    return None


def switch_reason(session: Session, plan: PersonalizedPlan) -> SwitchReason | None:
    """Whether a plan suggests another target: below 60 on the retest, or a week failed three times."""
    results = attempts.results_of_plan(session, plan.id)
    retest = next((r for r in results if r.test_type is TestType.CORRECTION), None)
    if retest is not None and verdict(retest.score) is Verdict.NOT_SUITABLE:
        return SwitchReason.NOT_YET_A_FIT
    for week in plans.weeks_of(session, plan.id):
        failures = sum(r.weekly_plan_id == week.id and r.passed is False for r in results)
        if week.status is WeekStatus.FAILED and failures >= FAILURES_BEFORE_HELP:
            return SwitchReason.THREE_FAILURES
    return None


@dataclass(frozen=True, slots=True)
class _Standing:
    """What the learner has under way already, by target."""

    plans: Mapping[str, UUID]
    waiting: Mapping[str, UUID]
    assessing: frozenset[str]


def _standing(session: Session, learner: UUID) -> _Standing:
    own = plans.plans_of(session, learner)
    return _Standing(
        plans={plan.target: plan.id for plan in own if plan.status in UNDER_WAY},
        waiting={one.target: one.result for one in waiting_assessments(session, learner, own)},
        assessing=frozenset(
            sitting.target
            for sitting in attempts.open_attempts(session, learner)
            if sitting.test_type is TestType.INITIAL
        ),
    )


def _transfers(
    session: Session, work: Workspace, learner: UUID, current: TargetId
) -> Sequence[TargetTransfer]:
    dated = dated_responses(session, earlier_sittings(session, work, learner))
    responses = [response for _, response in dated]
    weights = weights_by_topic(dated, {response.item.topic for response in responses})
    topics = _judged(work.content)
    others = [target for target in work.content.targets.values() if target.id != current]
    wanted = {t for target in others for block in target.blocks for t in topics.get(block, ())}
    reference = current_bank(session, work.content).references(sorted(wanted))
    return ranked(
        transfer(target.id, target.blocks, topics, responses, weights, reference)
        for target in others
    )


def _judged(content: Library) -> Mapping[BlockId, Sequence[TopicId]]:
    """The blocks of which every topic has questions, so that they can be judged at all."""
    return {
        block.id: block.topics
        for block in content.blocks.values()
        if block.is_written and all(content.by_topic.get(topic) for topic in block.topics)
    }


def _alternative(content: Library, found: TargetTransfer, standing: _Standing) -> Alternative:
    target: Target = content.targets[found.target]

    def titles(carry: Carry) -> tuple[str, ...]:
        return tuple(content.blocks[b.block].title for b in found.blocks if b.carry is carry)

    return Alternative(
        target=target.id,
        title=target.title,
        summary=target.summary,
        forecast=found.forecast,
        shared=found.shared,
        is_mostly_known=found.is_mostly_known,
        judged=sum(block.expected is not None for block in found.blocks),
        blocks=len(found.blocks),
        carries_over=titles(Carry.CARRIES_OVER),
        to_learn=titles(Carry.TO_LEARN),
        unknown=titles(Carry.UNKNOWN),
        missing=tuple(str(shortage) for shortage in content.readiness_to_start(target.id)),
        plan_id=standing.plans.get(target.id),
        waiting_result=standing.waiting.get(target.id),
        is_assessing=target.id in standing.assessing,
    )
