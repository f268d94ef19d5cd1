"""Days as rows: made with a plan, after a failed test, for a correction; unlocked one by one."""

from dataclasses import asdict
from uuid import UUID

from sqlalchemy.orm import Session

from db.queries import plans
from db.tables import DailyTask, PersonalizedPlan, WeeklyPlan
from plan_engine import progression, rules
from plan_engine.curriculum import TopicOutline
from plan_engine.diagnosis import Diagnosis, extra_day_topics
from plan_engine.kinds import DayKind
from plan_engine.lifecycles import NEXT_DAY_STATUS, DayAction, DayStatus, after
from plan_engine.planning import DayOutline, Depth, Reason, ReasonKind, at_tier
from plan_engine.values import TopicId
from services.descriptions import describe_day
from services.workspace import Workspace
from services.writing.wishes import wish_for_days, wish_for_week


def day_row(
    work: Workspace,
    outline: DayOutline,
    kind: DayKind,
    *,
    week_id: UUID | None = None,
    correction_id: UUID | None = None,
    tier: int = 0,
) -> DailyTask:
    """A day as the plan laid it out, locked, in a week or in a correction plan."""
    return DailyTask(
        id=work.new_id(),
        weekly_plan_id=week_id,
        correction_plan_id=correction_id,
        day_number=outline.number,
        kind=kind,
        topic=outline.topic,
        description=describe_day(work.content, outline),
        reason={**asdict(outline.reason), "also": list(outline.also)},
        depth=outline.depth.value,
        tier=tier,
        estimated_minutes=outline.minutes,
        status=DayStatus.LOCKED,
        xp_reward=rules.XP_DAILY_TASK,
    )


def unlock(day: DailyTask) -> None:
    """Open a locked day. Raises NotAllowed."""
    day.status = after(NEXT_DAY_STATUS, day.status, DayAction.UNLOCK)


def open_week(session: Session, work: Workspace, week: WeeklyPlan) -> None:
    """Unlock a week's first day, its ordinary days raised to the week's tier."""
    days = plans.days_of_week(session, week.id)
    for day in days:
        raised = at_tier(_outline(day), _topic_outline(work, TopicId(day.topic)), week.tier)
        day.depth = raised.depth.value
        day.estimated_minutes = raised.minutes
        day.description = describe_day(work.content, raised)
        day.tier = week.tier
    unlock(days[0])
    learner = _owner(session, week)
    wish_for_days(session, work, learner, days)
    wish_for_week(session, work, learner, week)


def add_extra_days(
    session: Session, work: Workspace, week: WeeklyPlan, found: Diagnosis, result_id: UUID
) -> list[DailyTask]:
    """Append the days that a diagnosis asks for, one tier gentler; the first is unlocked."""
    last = max(day.day_number for day in plans.days_of_week(session, week.id))
    tier = progression.extra_days_tier(week.tier)
    weak = {topic.topic: topic for topic in found.weak}
    added = []
    for number, topic in enumerate(extra_day_topics(found), start=last + 1):
        figures = weak[topic]
        reason = Reason(ReasonKind.WEAK, figures.right, figures.answered, figures.p_weak)
        known = _topic_outline(work, topic)
        ordinary = DayOutline(number, topic, Depth.NORMAL, known.minutes, reason)
        added.append(
            day_row(
                work,
                at_tier(ordinary, known, tier),
                DayKind.EXTRA,
                week_id=week.id,
                tier=tier,
            )
        )
    for day in added:
        day.source_result_id = result_id
    session.add_all(added)
    unlock(added[0])
    session.flush()
    wish_for_days(session, work, _owner(session, week), added)
    return added


def _owner(session: Session, week: WeeklyPlan) -> UUID:
    return session.get_one(PersonalizedPlan, week.personalized_plan_id).user_id


def _topic_outline(work: Workspace, topic: TopicId) -> TopicOutline:
    known = work.content.topics[topic]
    return TopicOutline(known.id, known.block, known.minutes, frozenset(known.prerequisites))


def _outline(day: DailyTask) -> DayOutline:
    reason = reason_of(day)
    return DayOutline(
        number=day.day_number,
        topic=TopicId(day.topic),
        depth=Depth(day.depth),
        minutes=day.estimated_minutes,
        reason=reason,
        also=tuple(day.reason["also"]),
    )


def reason_of(day: DailyTask) -> Reason:
    """Why a day is in the plan, as it was decided."""
    kept = day.reason
    return Reason(
        kind=ReasonKind(kept["kind"]),
        right=kept["right"],
        answered=kept["answered"],
        p_weak=kept["p_weak"],
        in_place_of=kept["in_place_of"],
    )
