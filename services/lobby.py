"""What can be sat now: the open sitting, or the week whose test is open."""

from dataclasses import dataclass
from uuid import UUID

from db.queries import attempts, plans
from db.tables import TestAttempt
from plan_engine.kinds import TestType
from plan_engine.values import BlockId, TargetId
from services.plan_view import PlanView, WeekCard, read_plan
from services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class OpenSitting:
    """A sitting that was begun and not handed in."""

    attempt_id: UUID
    test_type: TestType
    title: str
    """The target's title."""


@dataclass(frozen=True, slots=True)
class Lobby:
    """Where the learner stands before a weekly test."""

    plan: PlanView | None
    week: WeekCard | None
    """The week under way in the active plan."""
    sitting: UUID | None
    """The open sitting of that week's test."""


@dataclass(frozen=True, slots=True)
class WeeklySitting:
    """A weekly test that is being sat."""

    attempt_id: UUID
    week_number: int
    title: str


@dataclass(frozen=True, slots=True)
class LongLobby:
    """Where the learner stands before the final test or the comprehensive retest."""

    plan: PlanView | None
    """The active plan."""
    test: TestType | None
    """Which of the two is open or under way; None while neither is."""
    sitting: UUID | None
    """Its open sitting."""


def open_assessment(
    work: Workspace, learner: UUID, asked: UUID | None = None
) -> OpenSitting | None:
    """The initial assessment that is under way: the one `asked` for, or else the one begun last."""
    sittings = _assessments(work, learner)
    if not sittings:
        return None
    attempt = next((one for one in sittings if one.id == asked), sittings[0])
    title = work.content.targets[TargetId(attempt.target)].title
    return OpenSitting(attempt.id, attempt.test_type, title)


def assessed_targets(work: Workspace, learner: UUID) -> frozenset[TargetId]:
    """The targets whose assessment was begun and not handed in."""
    return frozenset(TargetId(attempt.target) for attempt in _assessments(work, learner))


def _assessments(work: Workspace, learner: UUID) -> list[TestAttempt]:
    """The initial assessments under way, the one begun last first."""
    with work.reading() as session:
        sittings = attempts.open_attempts(session, learner)
    return [sitting for sitting in sittings if sitting.test_type is TestType.INITIAL]


def weekly_lobby(work: Workspace, learner: UUID) -> Lobby:
    """The week under way and its test."""
    with work.reading() as session:
        plan = plans.active_plan(session, learner)
        if plan is None:
            return Lobby(None, None, None)
        sittings = attempts.open_attempts(session, learner)
        view = read_plan(session, work, plan, sittings=sittings)
        week = view.current_week
        sitting = next((s.id for s in sittings if week and s.weekly_plan_id == week.id), None)
        return Lobby(view, week, sitting)


def open_weekly_sitting(work: Workspace, learner: UUID) -> WeeklySitting | None:
    """The weekly test of the active plan that is being sat. One query: it is asked at every answer."""
    with work.reading() as session:
        row = attempts.open_weekly_attempt(session, learner)
    if row is None:
        return None
    attempt_id, number, block = row
    return WeeklySitting(attempt_id, number, work.content.blocks[BlockId(block)].title)


def week_under_way(work: Workspace, learner: UUID) -> UUID | None:
    """The week under way in the active plan."""
    with work.reading() as session:
        return plans.week_under_way(session, learner)


def open_day(work: Workspace, learner: UUID) -> UUID | None:
    """The day to work on now in the active plan, or in its correction plan."""
    with work.reading() as session:
        return plans.open_day(session, learner)


def long_lobby(work: Workspace, learner: UUID) -> LongLobby:
    """The final test or the retest, whichever can be sat now."""
    with work.reading() as session:
        plan = plans.active_plan(session, learner)
        if plan is None:
            return LongLobby(None, None, None)
        sittings = attempts.open_attempts(session, learner)
        view = read_plan(session, work, plan, sittings=sittings)
        test = view.ending.test_to_sit
        found = next(
            (
                sitting.id
                for sitting in sittings
                if sitting.personalized_plan_id == plan.id and sitting.test_type is test
            ),
            None,
        )
        return LongLobby(view, test, found)
