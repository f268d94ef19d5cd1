"""Learners near the end of the road, without walking all of it: weeks passed, sittings answered at once."""

from dataclasses import dataclass
from uuid import UUID

from db.queries import attempts, plans
from db.tables import AttemptAnswer
from plan_engine.lifecycles import DayStatus, WeekStatus
from plan_engine.values import TargetId
from services.days import complete_day
from services.final_tests import (
    start_final_test,
    start_retest,
    submit_final_test,
    submit_retest,
)
from services.workspace import Workspace
from tests.support.clock import Clock
from tests.support.learners import Knows, Walker, knows_first

KEY = 0
"""The key's place in an item's own order of options."""


@dataclass
class Finisher(Walker):
    """Walks one learner along the last stretch."""

    def answers(self, attempt_id: UUID, knows: Knows, seconds: float = 40.0) -> None:
        """Answer a whole form at once; the adaptive assessment goes question by question."""
        with self.work.reading() as session:
            served = attempts.items_of(session, attempt_id)
        if len(served) < 30:
            super().answers(attempt_id, knows, seconds)
            return
        with self.work.transaction() as session:
            for item in served:
                right = list(item.option_order).index(KEY)
                is_right = knows(item)
                session.add(
                    AttemptAnswer(
                        attempt_item_id=item.id,
                        choice=right if is_right else (right + 1) % len(item.option_order),
                        outcome="right" if is_right else "wrong",
                        seconds=seconds,
                        answered_at=self.clock.advance(seconds=seconds),
                    )
                )

    def has_passed_every_week(self, plan_id: UUID) -> None:
        """Write the weeks and days as done; how they are done has tests of its own."""
        with self.work.transaction() as session:
            for week in plans.weeks_of(session, plan_id):
                week.status = WeekStatus.COMPLETED
                for day in plans.days_of_week(session, week.id):
                    day.status = DayStatus.COMPLETED
                    day.completed_at = self.clock()

    def sits_final(self, plan_id: UUID, knows: Knows) -> UUID:
        """Sit and hand in the final test; the key of its result."""
        attempt_id = start_final_test(self.work, self.learner, plan_id)
        self.answers(attempt_id, knows)
        return submit_final_test(self.work, self.learner, attempt_id)

    def works_through_correction(self, plan_id: UUID) -> int:
        """Complete every day of the correction plan, one a date; how many there were."""
        with self.work.reading() as session:
            correction = plans.correction_of(session, plan_id)
        assert correction is not None
        done = 0
        while True:
            with self.work.reading() as session:
                days = plans.days_of_correction(session, correction.id)
            open_day = next((day for day in days if day.status is DayStatus.UNLOCKED), None)
            if open_day is None:
                return done
            complete_day(self.work, self.learner, open_day.id)
            self.clock.advance(days=1)
            done += 1

    def sits_retest(self, plan_id: UUID, knows: Knows) -> UUID:
        """Sit and hand in the comprehensive retest; the key of its result."""
        attempt_id = start_retest(self.work, self.learner, plan_id)
        self.answers(attempt_id, knows)
        return submit_retest(self.work, self.learner, attempt_id)


def at_the_final(
    work: Workspace, clock: Clock, learner: UUID, target: TargetId, right: int = 18
) -> tuple[Finisher, UUID]:
    """A learner whose final test is open, and the plan; `right` of the assessment's 36 were right."""
    finisher = Finisher(work, clock, learner, target)
    plan_id = finisher.starts_plan(knows_first(right))
    finisher.has_passed_every_week(plan_id)
    return finisher, plan_id
