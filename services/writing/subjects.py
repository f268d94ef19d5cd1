"""The facts that a text is written from, read from curriculum and plan: nothing that anybody typed."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from content.library import Library
from db.queries import plans
from db.tables import (
    AssessmentResult,
    CorrectionPlan,
    DailyTask,
    PersonalizedPlan,
    WeakTopicDiagnosis,
    WeeklyPlan,
    WritingJob,
)
from plan_engine.kinds import DayKind
from plan_engine.lifecycles import DayStatus, PlanStatus, WeekStatus
from plan_engine.rules import WEEKLY_PASS_SCORE
from plan_engine.values import TargetId, TopicId
from plan_engine.writing.facts import (
    Before,
    DayFacts,
    DiagnosisFacts,
    Facts,
    Link,
    TopicFacts,
    TopicState,
    WeekFacts,
    band_of,
    distance,
    weakness,
)
from services.day_rows import reason_of
from services.plan_view import PlanView, WeekCard, read_plan
from services.workspace import Workspace

_OPEN_PLANS = frozenset({PlanStatus.ACTIVE, PlanStatus.PAUSED})


def facts_for(session: Session, work: Workspace, job: WritingJob) -> Facts | None:
    """What a wanted text is written from; None when nobody needs it any more."""
    if job.daily_task_id is not None:
        return _of_open_day(session, work, job.daily_task_id)
    if job.weekly_plan_id is not None:
        week, plan = _open_week(session, job.weekly_plan_id)
        if plan is None:
            return None
        view = read_plan(session, work, plan)
        return week_facts(view, next(card for card in view.weeks if card.id == week.id))
    found = session.get_one(WeakTopicDiagnosis, job.weak_topic_diagnosis_id)
    result = session.get_one(AssessmentResult, found.assessment_result_id)
    assert result.weekly_plan_id is not None  # only weekly tests are diagnosed
    week, plan = _open_week(session, result.weekly_plan_id)
    if plan is None:
        return None
    days = plans.days_of_week(session, week.id)
    return diagnosis_facts(work.content, plan.target, found, result, days)


def day_facts(content: Library, day: DailyTask, target: str) -> DayFacts:
    """One day's facts. `target` is the plan's."""
    topic = content.topics[TopicId(day.topic)]
    return DayFacts(
        target=content.targets[TargetId(target)].title,
        block=content.blocks[topic.block].title,
        kind=day.kind.value,
        depth=day.depth,
        topic=TopicFacts(
            id=topic.id,
            title=topic.title,
            mission=topic.mission,
            objectives=topic.objectives,
            misconceptions=topic.misconceptions,
            links=tuple(
                Link(r.title, r.url) for r in content.resources_for(topic.id, TargetId(target))
            ),
        ),
        state=band_of(reason_of(day)),
        also=tuple(content.topics[TopicId(other)].title for other in day.reason["also"]),
    )


def week_facts(plan: PlanView, week: WeekCard) -> WeekFacts:
    """A week's facts, as they were when it opened: extra days come later and change nothing here."""
    last = next((w for w in plan.weeks if w.number == week.number - 1), None)
    return WeekFacts(
        target=plan.title,
        block=week.title,
        week=week.number,
        weeks=len(plan.weeks),
        before=_before(week, last),
        days=tuple(
            TopicState(day.topic, day.title, band_of(day.reason))
            for day in week.days
            if day.kind is DayKind.REGULAR
        ),
    )


def diagnosis_facts(
    content: Library,
    target: str,
    found: WeakTopicDiagnosis,
    result: AssessmentResult,
    days: Sequence[DailyTask],
) -> DiagnosisFacts:
    """A diagnosis's facts: how far from passing, which topics, which extra days among the week's."""
    weak = [(content.topics[TopicId(one["topic"])], one["p_weak"]) for one in found.weak_topics]
    return DiagnosisFacts(
        target=content.targets[TargetId(target)].title,
        block=content.blocks[weak[0][0].block].title,
        result=distance(result.score, WEEKLY_PASS_SCORE),
        weak=tuple(TopicState(topic.id, topic.title, weakness(p)) for topic, p in weak),
        extra_days=tuple(
            content.topics[TopicId(day.topic)].title
            for day in days
            if day.source_result_id == result.id
        ),
    )


def _of_open_day(session: Session, work: Workspace, task_id: UUID) -> DayFacts | None:
    day = session.get_one(DailyTask, task_id)
    if day.weekly_plan_id is not None:
        plan_id = session.get_one(WeeklyPlan, day.weekly_plan_id).personalized_plan_id
    else:
        assert day.correction_plan_id is not None  # the table's CHECK
        plan_id = session.get_one(CorrectionPlan, day.correction_plan_id).personalized_plan_id
    plan = session.get_one(PersonalizedPlan, plan_id)
    if day.status is DayStatus.COMPLETED or plan.status not in _OPEN_PLANS:
        return None
    return day_facts(work.content, day, plan.target)


def _open_week(session: Session, week_id: UUID) -> tuple[WeeklyPlan, PersonalizedPlan | None]:
    """A week, and its plan while words about the week are of use."""
    week = session.get_one(WeeklyPlan, week_id)
    plan = session.get_one(PersonalizedPlan, week.personalized_plan_id)
    is_open = plan.status in _OPEN_PLANS and week.status is not WeekStatus.COMPLETED
    return week, plan if is_open else None


def _before(week: WeekCard, last: WeekCard | None) -> Before:
    if last is None:
        return Before.FIRST
    if any(day.kind is DayKind.EXTRA for day in last.days):
        return Before.RECOVERED
    return Before.PASSED_STRONGLY if week.tier > 0 else Before.PASSED
