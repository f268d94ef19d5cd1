"""From a sitting to its result: score, mastery by topic, pace, and the report that is kept."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy.orm import Session

from db.queries import attempts
from db.tables import AssessmentResult, UserRegistration
from plan_engine.diagnosis import Diagnosis, diagnose
from plan_engine.measurement.mastery import Mastery, mastery, recency_weights
from plan_engine.measurement.model import is_rapid
from plan_engine.measurement.pace import Consistency, Speed, consistency, speed
from plan_engine.measurement.score import Score, score
from plan_engine.values import BlockId, Response, TargetId, TopicId
from services.attempts import Sitting, response_of
from services.bank import current_bank
from services.forms import parameters_of, reference_from_json
from services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Report:
    """What is kept with a result, as it was computed when the test was handed in."""

    mastery: Mastery
    """Of every topic and block of the target, from this test and earlier ones on its topics (the plan's
    own; for an assessment, other plans' too); `overall` is the readiness forecast."""
    here: dict[TopicId, tuple[int, int]]
    """Right and served in this test alone, by topic."""
    speed: Speed | None
    consistency: Consistency | None
    rapid: int
    """Answers given faster than the question can be read."""
    unanswered: int
    dont_know: int
    verdict_probability: float | None = None
    """Of a final or comprehensive test: how likely the true score lies in the verdict's band."""


REPORT = TypeAdapter(Report)
DIAGNOSIS = TypeAdapter(Diagnosis)


def report_of(result: AssessmentResult) -> Report:
    """The report that was kept with a result."""
    return REPORT.validate_python(result.report)


def topics_of(work: Workspace, target: str) -> list[TopicId]:
    """All topics of a target in the order of its weeks."""
    return list(work.content.topics_of(TargetId(target)))


def blocks_over(work: Workspace, topics: Collection[TopicId]) -> Mapping[BlockId, list[TopicId]]:
    """Topics by their skill block, in the order given."""
    grouped: dict[BlockId, list[TopicId]] = {}
    for topic in topics:
        grouped.setdefault(work.content.topics[topic].block, []).append(topic)
    return grouped


def mastery_over(
    session: Session,
    work: Workspace,
    topics: Sequence[TopicId],
    dated: Sequence[tuple[int, Response]],
) -> Mastery:
    """Mastery of `topics` from responses, each with the number of its attempt (later is larger)."""
    references = current_bank(session, work.content).references(topics)
    responses = [response for _, response in dated]
    weights = weights_by_topic(dated, topics)
    return mastery(responses, blocks_over(work, topics), references, weights=weights)


def weights_by_topic(
    dated: Sequence[tuple[int, Response]], topics: Collection[TopicId]
) -> list[float]:
    """What each answer counts, 0 for answers on topics that are not among `topics`."""
    weights = [0.0] * len(dated)
    for topic in topics:
        # An answer ages with the later tests of its own topic, not with tests of other topics.
        own = [k for k, (_, response) in enumerate(dated) if response.item.topic == topic]
        for k, weight in zip(own, recency_weights([dated[k][0] for k in own]), strict=True):
            weights[k] = weight
    return weights


def dated_responses(session: Session, attempt_ids: Sequence[UUID]) -> list[tuple[int, Response]]:
    """All responses of several sittings, each with the order of its sitting."""
    order = {attempt_id: number for number, attempt_id in enumerate(attempt_ids)}
    return [
        (order[item.attempt_id], response_of(item, answer))
        for item, answer in attempts.answered_items(session, attempt_ids)
    ]


def score_of(sitting: Sitting, cut: int) -> Score:
    """The score of a handed-in sitting against its reference form."""
    return score(
        sitting.responses(),
        [parameters_of(item) for item in sitting.items],
        reference_from_json(sitting.attempt.reference),
        cut,
    )


def report_on(
    session: Session,
    work: Workspace,
    sitting: Sitting,
    earlier: Sequence[UUID] = (),
) -> Report:
    """The report of a sitting; answers of `earlier` sittings, oldest first, count less."""
    responses = sitting.responses()
    dated = dated_responses(session, earlier) if earlier else []
    dated += [(len(earlier), response) for response in responses]
    here: dict[TopicId, tuple[int, int]] = {}
    for response in responses:
        right, served = here.get(response.item.topic, (0, 0))
        here[response.item.topic] = (right + response.is_right, served + 1)
    return Report(
        mastery=mastery_over(session, work, topics_of(work, sitting.attempt.target), dated),
        here=here,
        speed=speed(responses, extra_time_of(session, sitting.attempt.user_id)),
        consistency=consistency(responses),
        rapid=sum(is_rapid(r.seconds, r.item.expected_seconds) for r in responses),
        unanswered=len(sitting.items) - len(sitting.answers),
        dont_know=sum(answer.choice is None for answer in sitting.answers.values()),
    )


def extra_time_of(session: Session, learner: UUID) -> int:
    """The extra time that a learner was granted, in percent."""
    return session.get_one(UserRegistration, learner).extra_time_percent


def weak_areas(report: Report) -> list[dict[str, Any]]:
    """The weak topics of a report as the specification's column keeps them."""
    found = diagnose(report.mastery, list(report.here), at_least_one=False)
    return [
        {"topic": weak.topic, "probability": round(weak.p_weak, 4), "severity": weak.severity.value}
        for weak in found.weak
    ]


def keep_result(
    session: Session,
    work: Workspace,
    sitting: Sitting,
    scored: Score,
    report: Report,
    *,
    passed: bool | None,
) -> AssessmentResult:
    """Store what came of a sitting."""
    attempt = sitting.attempt
    result = AssessmentResult(
        id=work.new_id(),
        user_id=attempt.user_id,
        personalized_plan_id=attempt.personalized_plan_id,
        weekly_plan_id=attempt.weekly_plan_id,
        attempt_id=attempt.id,
        test_type=attempt.test_type,
        score=scored.percent,
        total_questions=scored.total,
        right_answers=scored.right,
        score_low=scored.low,
        score_high=scored.high,
        pass_probability=None if passed is None else scored.p_pass,
        passed=passed,
        weak_areas=weak_areas(report),
        report=REPORT.dump_python(report, mode="json"),
        created_at=attempt.submitted_at or work.clock(),
    )
    session.add(result)
    session.flush()
    return result
