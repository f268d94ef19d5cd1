"""One day as it is worked through."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from content.library import Resource
from db.queries import plans
from db.tables import CorrectionPlan, PersonalizedPlan, WeeklyPlan
from plan_engine.kinds import DayKind
from plan_engine.lifecycles import DayStatus, PlanStatus, WeekStatus
from plan_engine.planning import Depth, Reason
from plan_engine.values import TargetId, TopicId
from plan_engine.writing.kinds import TextKind
from services.broken_links import reported_by
from services.day_rows import reason_of
from services.guards import own_task
from services.receipts import Receipt, receipt
from services.workspace import Workspace
from services.writing.shown import Words, if_true, words_about
from services.writing.subjects import day_facts


@dataclass(frozen=True, slots=True)
class DayView:
    """What to learn, why, with what, and where the day stands."""

    id: UUID
    plan_id: UUID
    plan_status: PlanStatus
    week_number: int | None
    """None for a day of a correction plan."""
    is_week_passed: bool
    """Whether the test that its week leads to is behind the learner."""
    number: int
    days_in_week: int
    kind: DayKind
    title: str
    description: str
    depth: Depth
    reason: Reason
    objectives: tuple[str, ...]
    misconceptions: tuple[str, ...]
    resources: tuple[Resource, ...]
    reported: frozenset[str]
    """Addresses of those that the learner has reported as broken."""
    minutes: int
    status: DayStatus
    started_at: datetime | None
    completed_at: datetime | None
    receipt: Receipt | None
    """What it earned; None before it is completed."""
    next_day: UUID | None
    is_last: bool
    words: Words | None
    """The description as a language model puts it; None where there is none that may be shown."""


def day_view(work: Workspace, learner: UUID, task_id: UUID) -> DayView:
    """A day of the learner, locked ones too: the plan is no secret. Raises NotFound."""
    with work.reading() as session:
        day = own_task(session, learner, task_id)
        if day.weekly_plan_id is not None:
            week = session.get_one(WeeklyPlan, day.weekly_plan_id)
            week_number: int | None = week.week_number
            is_week_passed = week.status is WeekStatus.COMPLETED
            plan_id = week.personalized_plan_id
            siblings = plans.days_of_week(session, week.id)
        else:
            assert day.correction_plan_id is not None  # the table's CHECK
            week_number = None
            is_week_passed = False
            plan_id = session.get_one(CorrectionPlan, day.correction_plan_id).personalized_plan_id
            siblings = plans.days_of_correction(session, day.correction_plan_id)
        following = next((d for d in siblings if d.day_number > day.day_number), None)
        topic = work.content.topics[TopicId(day.topic)]
        plan = session.get_one(PersonalizedPlan, plan_id)
        words = words_about(session, work, TextKind.DAY, day.id)
        return DayView(
            id=day.id,
            plan_id=plan_id,
            plan_status=plan.status,
            week_number=week_number,
            is_week_passed=is_week_passed,
            number=day.day_number,
            days_in_week=len(siblings),
            kind=day.kind,
            title=topic.title,
            description=day.description,
            depth=Depth(day.depth),
            reason=reason_of(day),
            objectives=topic.objectives,
            misconceptions=topic.misconceptions,
            resources=work.content.resources_for(topic.id, TargetId(plan.target)),
            reported=reported_by(session, learner, topic),
            minutes=day.estimated_minutes,
            status=day.status,
            started_at=day.started_at,
            completed_at=day.completed_at,
            receipt=receipt(session, learner, day.completed_at) if day.completed_at else None,
            next_day=following.id if following else None,
            is_last=following is None,
            words=if_true(words, day_facts(work.content, day, plan.target)) if words else None,
        )
