"""What a counsellor sees: the learners assigned to them, who is stuck first."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session

from db.tables import (
    AssessmentResult,
    CounsellorAssignment,
    PersonalizedPlan,
    PlanProgress,
    UserRegistration,
    WeeklyPlan,
)
from plan_engine.kinds import TestType
from plan_engine.lifecycles import PlanStatus, WeekStatus
from plan_engine.roles import Role
from plan_engine.rules import FAILURES_BEFORE_HELP
from plan_engine.values import TargetId
from services.errors import Refused
from services.workspace import Workspace

PAGE_ROWS = 25
"""Learners on one page."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a learner stands in a plan."""

    target: str
    status: PlanStatus
    week: int
    day: int
    last_activity: datetime | None


@dataclass(frozen=True, slots=True)
class LearnerRow:
    """One learner."""

    id: UUID
    name: str
    username: str
    needs_help: bool
    """Failed the test of one week three times, and has not passed it since."""
    plan: Standing | None
    """The active plan, or else the one that changed last; None before the first."""
    last_score: int | None
    """Of the latest submitted test of any kind, in percent."""


@dataclass(frozen=True, slots=True)
class Caseload:
    """One page of a counsellor's learners, and the figures over all of them."""

    rows: Sequence[LearnerRow]
    total: int
    needing_help: int

    @property
    def pages(self) -> int:
        """How many pages there are; 1 also where there is nobody."""
        return max(1, -(-self.total // PAGE_ROWS))


def caseload(work: Workspace, counsellor_id: UUID, *, page: int = 1) -> Caseload:
    """A page of the learners assigned to this counsellor, 1 being the first. Raises Refused for others."""
    with work.reading() as session:
        counsellor = session.get(UserRegistration, counsellor_id)
        if counsellor is None or counsellor.role is not Role.COUNSELLOR:
            raise Refused("Only counsellors have a caseload.")
        assigned = _assigned_to(counsellor_id)
        people = session.execute(
            assigned.order_by(
                _IS_STUCK.desc(),
                UserRegistration.last_name,
                UserRegistration.first_name,
                UserRegistration.username,
            )
            .limit(PAGE_ROWS)
            .offset(PAGE_ROWS * (max(page, 1) - 1))
        ).all()
        everybody = assigned.subquery()
        total, stuck = session.execute(
            select(func.count(), func.count().filter(everybody.c.needs_help)).select_from(everybody)
        ).one()
        ids = [key for key, *_ in people]
        plans, scores = _plans_of(work, session, ids), _last_scores(session, ids)
    rows = [
        LearnerRow(
            id=key,
            name=f"{first} {last}",
            username=username,
            needs_help=needs_help,
            plan=plans.get(key),
            last_score=scores.get(key),
        )
        for key, username, first, last, needs_help in people
    ]
    return Caseload(rows, total, stuck)


_FAILED_TOO_OFTEN = (
    select(AssessmentResult.user_id)
    .join(WeeklyPlan, AssessmentResult.weekly_plan_id == WeeklyPlan.id)
    .where(
        AssessmentResult.test_type == TestType.WEEKLY,
        AssessmentResult.passed.is_(False),
        WeeklyPlan.status == WeekStatus.FAILED,
    )
    .group_by(AssessmentResult.user_id, AssessmentResult.weekly_plan_id)
    .having(func.count() >= FAILURES_BEFORE_HELP)
)
_IS_STUCK = (
    _FAILED_TOO_OFTEN.where(AssessmentResult.user_id == UserRegistration.id)
    .correlate(UserRegistration)
    .exists()
)


def _assigned_to(counsellor_id: UUID) -> Select[UUID, str, str, str, bool]:
    return (
        select(
            UserRegistration.id,
            UserRegistration.username,
            UserRegistration.first_name,
            UserRegistration.last_name,
            _IS_STUCK.label("needs_help"),
        )
        .join(CounsellorAssignment, CounsellorAssignment.learner_id == UserRegistration.id)
        .where(CounsellorAssignment.counsellor_id == counsellor_id)
    )


def _plans_of(
    work: Workspace, session: Session, learners: Collection[UUID]
) -> Mapping[UUID, Standing]:
    """For each learner the active plan, or else the one that changed last."""
    is_active = case((PersonalizedPlan.status == PlanStatus.ACTIVE, 0), else_=1)
    newest = func.row_number().over(
        partition_by=PersonalizedPlan.user_id,
        order_by=(is_active, PersonalizedPlan.updated_at.desc(), PersonalizedPlan.id),
    )
    ranked = (
        select(PersonalizedPlan.id, newest.label("place"))
        .where(PersonalizedPlan.user_id.in_(learners))
        .subquery()
    )
    found = session.execute(
        select(
            PersonalizedPlan.user_id,
            PersonalizedPlan.target,
            PersonalizedPlan.status,
            PersonalizedPlan.current_week,
            PersonalizedPlan.current_day,
            PlanProgress.last_activity,
        )
        .join(ranked, ranked.c.id == PersonalizedPlan.id)
        .outerjoin(PlanProgress, PlanProgress.personalized_plan_id == PersonalizedPlan.id)
        .where(ranked.c.place == 1)
    )
    return {
        learner: Standing(_title(work, target), status, week, day, last_activity)
        for learner, target, status, week, day, last_activity in found
    }


def _last_scores(session: Session, learners: Collection[UUID]) -> Mapping[UUID, int]:
    newest = func.row_number().over(
        partition_by=AssessmentResult.user_id,
        order_by=(AssessmentResult.created_at.desc(), AssessmentResult.id),
    )
    ranked = (
        select(AssessmentResult.user_id, AssessmentResult.score, newest.label("place"))
        .where(AssessmentResult.user_id.in_(learners))
        .subquery()
    )
    found = session.execute(select(ranked.c.user_id, ranked.c.score).where(ranked.c.place == 1))
    return {row.user_id: row.score for row in found}


def _title(work: Workspace, target: str) -> str:
    known = work.content.targets.get(TargetId(target))
    return known.title if known else target
