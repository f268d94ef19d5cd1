"""What can be sat now: the open sitting, or the week whose test is open."""

from dataclasses import dataclass
from uuid import UUID

from db.queries import attempts, plans
from plan_engine.kinds import TestType
from plan_engine.values import TargetId
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
class LongLobby:
    """Where the learner stands before the final test or the comprehensive retest."""

    plan: PlanView | None
    """The active plan."""
    test: TestType | None
    """Which of the two is open or under way; None while neither is."""
    sitting: UUID | None
    """Its open sitting."""


def open_assessment(work: Workspace, learner: UUID) -> OpenSitting | None:
    """The initial assessment that is under way, the one begun last."""
    with work.reading() as session:
        for attempt in attempts.open_attempts(session, learner):
            if attempt.test_type is TestType.INITIAL:
                title = work.content.targets[TargetId(attempt.target)].title
                return OpenSitting(attempt.id, attempt.test_type, title)
    return None


def weekly_lobby(work: Workspace, learner: UUID) -> Lobby:
    """The week under way and its test."""
    with work.reading() as session:
        plan = plans.active_plan(session, learner)
        if plan is None:
            return Lobby(None, None, None)
        view = read_plan(session, work, plan)
        week = view.current_week
        sitting = None
        if week is not None:
            found = attempts.open_attempt(session, learner, f"weekly:{week.id}")
            sitting = found.id if found else None
        return Lobby(view, week, sitting)


def long_lobby(work: Workspace, learner: UUID) -> LongLobby:
    """The final test or the retest, whichever can be sat now."""
    with work.reading() as session:
        plan = plans.active_plan(session, learner)
        if plan is None:
            return LongLobby(None, None, None)
        view = read_plan(session, work, plan)
        test = view.ending.test_to_sit
        found = next(
            (
                sitting.id
                for sitting in attempts.open_attempts(session, learner)
                if sitting.personalized_plan_id == plan.id and sitting.test_type is test
            ),
            None,
        )
        return LongLobby(view, test, found)
