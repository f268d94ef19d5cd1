"""A simulated learner walks the whole road through the real services, up to the verdict."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from bench.measurement.learner import SimulatedLearner
from db.queries import attempts, plans
from db.tables import AssessmentResult, AttemptItem, DailyTask, UserRegistration, WeeklyPlan
from plan_engine.kinds import TestType
from plan_engine.lifecycles import DayStatus, WeekStatus
from plan_engine.progression import needs_correction, verdict
from plan_engine.roles import Role
from plan_engine.values import ItemId, ItemParameters, Outcome, TargetId, TopicId
from services.assessments import answer_in_assessment, finish_assessment, start_assessment
from services.attempts import answer, question
from services.days import complete_day
from services.final_tests import (
    start_final_test,
    start_retest,
    submit_final_test,
    submit_retest,
)
from services.plans import start_plan
from services.weekly_tests import start_weekly_test, submit_weekly_test
from services.workspace import Workspace
from tests.support.clock import Clock

DaysOf = Callable[[Session], Sequence[DailyTask]]
FAILURES_BEFORE_LEAVING: Final = 4
"""Failed tests of one week after which a simulated learner leaves."""


@dataclass(frozen=True, slots=True)
class StudyDay:
    """One day that was worked through, `share` of its topic's ordinary minutes long."""

    topic: TopicId
    share: float


@dataclass(frozen=True, slots=True)
class Journey:
    """What came of one learner's road."""

    days: tuple[StudyDay, ...]
    weeks: int
    forecast: float
    """Readiness that the assessment forecast, as a share."""
    failed_tests: int
    final: int | None
    """Score of the final test; None for who left before."""
    retest: int | None
    """Score of the comprehensive retest; None for who did not need it."""

    @property
    def ends(self) -> str:
        """What came of it, in words."""
        if self.final is None:
            return "left before the final test"
        if self.retest is None:
            return f"final {self.final} ({_words(self.final)})"
        return f"final {self.final}, retest {self.retest} ({_words(self.retest)})"


@dataclass
class Traveller:
    """One learner in the product."""

    work: Workspace
    clock: Clock
    learner: SimulatedLearner
    items: Mapping[ItemId, ItemParameters]
    """What the items are really like."""
    account: UUID

    def travels(self, target: TargetId) -> Journey:
        """From the assessment to the verdict, or to leaving."""
        attempt = start_assessment(self.work, self.account, target)
        self._answers(attempt)
        result = finish_assessment(self.work, self.account, attempt)
        plan = start_plan(self.work, self.account, result)
        forecast = self._score(result)[0] / 100
        days: list[StudyDay] = []
        failed = 0
        with self.work.reading() as session:
            weeks = [week.id for week in plans.weeks_of(session, plan)]
        for week in weeks:
            failures = 0
            days += self._works_through(self._week(week))
            while not self._passes(week):
                failures += 1
                if failures == FAILURES_BEFORE_LEAVING:
                    return Journey(tuple(days), len(weeks), forecast, failed + failures, None, None)
                days += self._works_through(self._week(week))
            failed += failures
        final = self._sits(start_final_test(self.work, self.account, plan), submit_final_test)
        retest = None
        if needs_correction(final):
            days += self._works_through(self._correction(plan))
            retest = self._sits(start_retest(self.work, self.account, plan), submit_retest)
        return Journey(tuple(days), len(weeks), forecast, failed, final, retest)

    def _sits(self, attempt: UUID, submit: Callable[[Workspace, UUID, UUID], UUID]) -> int:
        self._answers(attempt)
        return self._score(submit(self.work, self.account, attempt))[0]

    @staticmethod
    def _week(week: UUID) -> DaysOf:
        return lambda session: plans.days_of_week(session, week)

    def _correction(self, plan: UUID) -> DaysOf:
        with self.work.reading() as session:
            correction = plans.correction_of(session, plan)
        assert correction is not None
        return lambda session: plans.days_of_correction(session, correction.id)

    def _works_through(self, days_of: DaysOf) -> list[StudyDay]:
        worked = []
        while True:
            with self.work.reading() as session:
                days = days_of(session)
            day = next((day for day in days if day.status is DayStatus.UNLOCKED), None)
            if day is None:
                return worked
            topic = TopicId(day.topic)
            share = day.estimated_minutes / self.work.content.topics[topic].minutes
            self.learner.study(topic, share)
            worked.append(StudyDay(topic, share))
            complete_day(self.work, self.account, day.id)
            self.clock.advance(days=1)

    def _passes(self, week: UUID) -> bool:
        attempt = start_weekly_test(self.work, self.account, week)
        self._answers(attempt)
        submit_weekly_test(self.work, self.account, attempt)
        with self.work.reading() as session:
            return session.get_one(WeeklyPlan, week).status is WeekStatus.COMPLETED

    def _answers(self, attempt: UUID) -> None:
        total = question(self.work, self.account, attempt).total
        for position in range(1, total + 1):
            shown = question(self.work, self.account, attempt, position)
            with self.work.reading() as session:
                served = next(
                    item
                    for item in attempts.items_of(session, attempt)
                    if item.position == position
                )
            outcome, seconds = self.learner.answer(self.items[ItemId(served.item_id)])
            self.clock.advance(seconds=seconds)
            save = answer_in_assessment if shown.test_type is TestType.INITIAL else answer
            save(self.work, self.account, attempt, position, _choice(served, outcome))

    def _score(self, result: UUID) -> tuple[int, bool | None]:
        with self.work.reading() as session:
            row = session.get_one(AssessmentResult, result)
            return row.score, row.passed


def an_account(work: Workspace, name: str) -> UUID:
    """A registered learner who never signs in."""
    key = work.new_id()
    with work.transaction() as session:
        session.add(
            UserRegistration(
                id=key,
                username=name,
                email=f"{name}@example.org",
                first_name="Simulated",
                last_name="Learner",
                password_hash="-",
                role=Role.LEARNER,
                timezone="UTC",
                failed_sign_ins=0,
                created_at=work.clock(),
            )
        )
    return key


def _choice(served: AttemptItem, outcome: Outcome) -> int | None:
    order = list(served.option_order)
    if outcome is Outcome.DONT_KNOW:
        return None
    key = order.index(0)
    return key if outcome is Outcome.RIGHT else (key + 1) % len(order)


def _words(score: int) -> str:
    return verdict(score).replace("_", " ")
