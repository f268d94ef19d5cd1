"""A learner of tests: registers, answers as told, works through days, all through the real services."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from db.queries import attempts, plans
from db.tables import AttemptItem, UserRegistration
from plan_engine.kinds import TestType
from plan_engine.lifecycles import DayStatus
from plan_engine.roles import Role
from plan_engine.values import TargetId
from services.assessments import answer_in_assessment, finish_assessment, start_assessment
from services.attempts import answer, question
from services.days import complete_day
from services.plans import start_plan
from services.weekly_tests import start_weekly_test, submit_weekly_test
from services.workspace import Workspace
from tests.support.clock import Clock
from tests.support.remembering import alike, remembered

Knows = Callable[[AttemptItem], bool]
"""Whether the learner answers an item right."""


@alike
def knows_all(_item: AttemptItem) -> bool:
    """Answers everything right."""
    return True


@alike
def knows_nothing(_item: AttemptItem) -> bool:
    """Answers everything wrong."""
    return False


@cache
def knows_first(count: int) -> Knows:
    """Answers the first `count` questions right, the others wrong."""
    return alike(lambda item: item.position <= count)


def a_learner(work: Workspace, name: str = "ada", timezone: str = "UTC") -> UUID:
    """A registered learner; the key of the account."""
    key = work.new_id()
    with work.transaction() as session:
        session.add(
            UserRegistration(
                id=key,
                username=name,
                email=f"{name}@example.org",
                first_name=name.title(),
                last_name="Tester",
                password_hash="-",
                role=Role.LEARNER,
                timezone=timezone,
                failed_sign_ins=0,
                created_at=work.clock(),
            )
        )
    return key


@dataclass
class Walker:
    """Walks one learner along the road."""

    work: Workspace
    clock: Clock
    learner: UUID
    target: TargetId

    def answers(self, attempt_id: UUID, knows: Knows, seconds: float = 40.0) -> None:
        """Answer every open question of a sitting."""
        for position in range(1, question(self.work, self.learner, attempt_id).total + 1):
            shown = question(self.work, self.learner, attempt_id, position)
            self.clock.advance(seconds=seconds)
            save = answer_in_assessment if shown.test_type is TestType.INITIAL else answer
            save(
                self.work,
                self.learner,
                attempt_id,
                position,
                self.choice(attempt_id, position, knows),
            )

    @remembered
    def sits_assessment(self, knows: Knows = knows_nothing) -> UUID:
        """Sit and hand in the assessment; the key of its result."""
        attempt_id = start_assessment(self.work, self.learner, self.target)
        self.answers(attempt_id, knows)
        return finish_assessment(self.work, self.learner, attempt_id)

    @remembered
    def starts_plan(self, knows: Knows = knows_nothing) -> UUID:
        """Sit the assessment and make the plan; the plan's key."""
        return start_plan(self.work, self.learner, self.sits_assessment(knows))

    def week(self, number: int, plan_id: UUID) -> UUID:
        """The key of a week."""
        with self.work.reading() as session:
            return plans.weeks_of(session, plan_id)[number - 1].id

    @remembered
    def works_through(self, week_id: UUID, *, a_day_each: bool = True) -> int:
        """Complete every day of a week that is not done yet; how many there were."""
        done = 0
        while True:
            with self.work.reading() as session:
                days = plans.days_of_week(session, week_id)
            open_day = next((day for day in days if day.status is DayStatus.UNLOCKED), None)
            if open_day is None:
                return done
            complete_day(self.work, self.learner, open_day.id)
            done += 1
            if a_day_each:
                self.clock.advance(days=1)

    @remembered
    def sits_weekly_test(self, week_id: UUID, knows: Knows) -> UUID:
        """Sit and hand in a week's test; the key of its result."""
        attempt_id = start_weekly_test(self.work, self.learner, week_id)
        self.answers(attempt_id, knows)
        return submit_weekly_test(self.work, self.learner, attempt_id)

    def choice(self, attempt_id: UUID, position: int, knows: Knows) -> int:
        """Which option the learner chooses."""
        with self.work.reading() as session:
            item = next(i for i in attempts.items_of(session, attempt_id) if i.position == position)
        right = item.option_order.index(0)
        return right if knows(item) else (right + 1) % len(item.option_order)
