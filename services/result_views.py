"""Results as they are read: the assessment's, a weekly test's, and the review of every item."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from db.queries import attempts, plans
from db.tables import AssessmentResult, TestAttempt
from plan_engine.diagnosis import Counts, Evidence, WeakTopic, diagnose
from plan_engine.kinds import TestType
from plan_engine.measurement.domain import DomainScore
from plan_engine.measurement.mastery import BlockMastery, TopicMastery
from plan_engine.measurement.pace import Consistency, Speed
from plan_engine.values import BlockId, Outcome, TargetId, TopicId
from services.attempts import KEY
from services.errors import NotFound
from services.forms import thawed
from services.receipts import Receipt, receipt
from services.scoring import report_of
from services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class TopicResult:
    """One topic in one result."""

    title: str
    short: str
    block: str
    right: int
    served: int
    mastery: TopicMastery


@dataclass(frozen=True, slots=True)
class WeakResult:
    """One topic that is more likely than not below the bar, and what shows it."""

    title: str
    figures: WeakTopic
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class ResultView:
    """One test's result."""

    id: UUID
    attempt_id: UUID
    test_type: TestType
    target: TargetId
    target_title: str
    is_role: bool
    """Whether the target is a role; otherwise it is a language."""
    plan_id: UUID | None
    week_id: UUID | None
    week_number: int | None
    week_title: str | None
    is_last_week: bool
    """Whether no other week of the plan follows."""
    ordinal: int
    created_at: datetime
    right: int
    total: int
    score: int
    low: int
    high: int
    pass_probability: float | None
    passed: bool | None
    topics: tuple[TopicResult, ...]
    blocks: tuple[tuple[str, BlockMastery], ...]
    weak: tuple[WeakResult, ...]
    """The weak topics, most probable first."""
    forecast: DomainScore
    speed: Speed | None
    consistency: Consistency | None
    rapid: int
    unanswered: int
    dont_know: int
    receipt: Receipt


@dataclass(frozen=True, slots=True)
class ReviewedItem:
    """One item after handing in: what was asked, chosen and right, and why."""

    position: int
    topic: str
    stem: str
    setup: str | None
    code: str | None
    language: str | None
    options: tuple[str, ...]
    key: int
    choice: int | None
    outcome: Outcome | None
    """None where nothing was answered."""
    misconception: str | None
    """Why people choose what was chosen, if it was wrong."""
    explanation: str
    source: str | None
    runs_in: str | None


def result_view(work: Workspace, learner: UUID, result_id: UUID) -> ResultView:
    """A result of the learner. Raises NotFound."""
    with work.reading() as session:
        return _view(session, work, _own_result(session, learner, result_id))


def latest_assessment(work: Workspace, learner: UUID) -> UUID | None:
    """The newest initial result: one that waits for its plan, or the active plan's own."""
    with work.reading() as session:
        return attempts.newest_result(session, learner, TestType.INITIAL)


def latest_weekly_result(work: Workspace, learner: UUID) -> UUID | None:
    """The newest weekly result."""
    with work.reading() as session:
        return attempts.newest_result(session, learner, TestType.WEEKLY)


def review(work: Workspace, learner: UUID, result_id: UUID) -> Sequence[ReviewedItem]:
    """Every item of a handed-in test, as it was served. Raises NotFound."""
    with work.reading() as session:
        result = _own_result(session, learner, result_id)
        items = attempts.items_of(session, result.attempt_id)
        answers = attempts.answers_of(session, result.attempt_id)
        versions = attempts.versions_of(session, {item.content_hash for item in items})
    reviewed = []
    for item in items:
        frozen = thawed(versions[item.content_hash])
        answer = answers.get(item.id)
        choice = answer.choice if answer else None
        wrong = choice is not None and item.option_order[choice] != KEY
        reviewed.append(
            ReviewedItem(
                position=item.position,
                topic=work.content.topics[TopicId(item.topic)].title,
                stem=frozen.stem,
                setup=frozen.setup,
                code=frozen.code,
                language=frozen.language,
                options=tuple(frozen.options[i] for i in item.option_order),
                key=item.option_order.index(KEY),
                choice=choice,
                outcome=Outcome(answer.outcome) if answer else None,
                misconception=frozen.misconceptions[item.option_order[choice] - 1]
                if wrong and choice is not None
                else None,
                explanation=frozen.explanation,
                source=frozen.source,
                runs_in=frozen.runs_in,
            )
        )
    return reviewed


def _own_result(session: Session, learner: UUID, result_id: UUID) -> AssessmentResult:
    result = session.get(AssessmentResult, result_id)
    if result is None or result.user_id != learner:
        raise NotFound("There is no such result of yours.")
    return result


def _view(session: Session, work: Workspace, result: AssessmentResult) -> ResultView:
    attempt = session.get_one(TestAttempt, result.attempt_id)
    weeks = (
        plans.weeks_of(session, result.personalized_plan_id)
        if result.weekly_plan_id is not None and result.personalized_plan_id is not None
        else []
    )
    week = next((week for week in weeks if week.id == result.weekly_plan_id), None)
    report = report_of(result)
    topics = tuple(
        _topic(work, topic, report.here[topic], report.mastery.topics[topic])
        for topic in report.mastery.topics
        if topic in report.here
    )
    found = diagnose(report.mastery, list(report.here), at_least_one=result.passed is False)
    target = TargetId(attempt.target)
    return ResultView(
        id=result.id,
        attempt_id=attempt.id,
        test_type=result.test_type,
        target=target,
        target_title=work.content.targets[target].title,
        is_role=work.content.targets[target].role is not None,
        plan_id=result.personalized_plan_id,
        week_id=week.id if week else None,
        week_number=week.week_number if week else None,
        week_title=_block_title(work, week.skill_focus) if week else None,
        is_last_week=week is not None and week is weeks[-1],
        ordinal=attempt.ordinal,
        created_at=result.created_at,
        right=result.right_answers,
        total=result.total_questions,
        score=result.score,
        low=result.score_low,
        high=result.score_high,
        pass_probability=result.pass_probability,
        passed=result.passed,
        topics=topics,
        blocks=tuple((_block_title(work, b), m) for b, m in report.mastery.blocks.items()),
        weak=tuple(
            WeakResult(
                title=work.content.topics[weak.topic].title,
                figures=weak,
                evidence=weak.evidence(Counts(*report.here[weak.topic])),
            )
            for weak in found.weak
        ),
        forecast=report.mastery.overall,
        speed=report.speed,
        consistency=report.consistency,
        rapid=report.rapid,
        unanswered=report.unanswered,
        dont_know=report.dont_know,
        receipt=receipt(session, result.user_id, result.created_at),
    )


def _topic(
    work: Workspace, topic: TopicId, here: tuple[int, int], known: TopicMastery
) -> TopicResult:
    described = work.content.topics[topic]
    right, served = here
    return TopicResult(
        title=described.title,
        short=described.short,
        block=work.content.blocks[described.block].title,
        right=right,
        served=served,
        mastery=known,
    )


def _block_title(work: Workspace, block: str) -> str:
    return work.content.blocks[BlockId(block)].title
