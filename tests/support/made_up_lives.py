"""Learners as raw rows: what the product team's figures are counted from, and nothing else."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

import numpy as np

from plan_engine.kinds import DayKind, TestType
from plan_engine.lifecycles import AttemptStatus, DayStatus, PlanStatus
from plan_engine.placements import Outcome
from plan_engine.roles import Role
from tests.support.rows import RowMaker


def at(day: date, hour: int = 12) -> datetime:
    """An instant on a UTC date."""
    return datetime.combine(day, time(hour), UTC)


class Lives:
    """Writes rows about learners; each call is one event."""

    def __init__(self, rows: RowMaker) -> None:
        """Rows go through `rows`."""
        self.rows = rows

    def learner(self, registered: date) -> UUID:
        """An account."""
        key: UUID = self.rows.add(
            "user_registration", role=Role.LEARNER, created_at=at(registered, 8)
        )
        return key

    def plan(
        self,
        learner: UUID,
        made: date,
        *,
        target: str = "backend",
        weeks: int = 3,
        version: str = "v1",
        initial: int = 40,
    ) -> tuple[UUID, list[UUID]]:
        """An assessment and the plan made from it; its key and its weeks'."""
        key: UUID = self.rows.add(
            "personalized_plan",
            user_id=learner,
            target=target,
            content_version=version,
            status=PlanStatus.PAUSED,
            created_at=at(made, 10),
        )
        week_keys = [
            self.rows.add("weekly_plan", personalized_plan_id=key, week_number=number)
            for number in range(1, weeks + 1)
        ]
        self.rows.add(
            "daily_task", weekly_plan_id=week_keys[0], day_number=1, kind=DayKind.REGULAR,
            status=DayStatus.UNLOCKED, source_result_id=None,
        )  # fmt: skip
        self._result(
            learner, key, None, TestType.INITIAL, made, initial, None, target, version, hour=9
        )
        return key, week_keys

    def first_day_done(self, learner: UUID, made: date, done: date) -> UUID:
        """A plan whose first day is done, and nothing more; the plan's key."""
        key: UUID = self.rows.add(
            "personalized_plan", user_id=learner, status=PlanStatus.PAUSED, created_at=at(made)
        )
        week = self.rows.add("weekly_plan", personalized_plan_id=key, week_number=1)
        self.rows.add(
            "daily_task",
            weekly_plan_id=week,
            day_number=1,
            status=DayStatus.COMPLETED,
            completed_at=at(done),
            source_result_id=None,
        )
        return key

    def sits_week(
        self, learner: UUID, plan: UUID, week: UUID, day: date, *, passed: bool, hour: int = 12
    ) -> None:
        """A week's test, handed in."""
        self._result(learner, plan, week, TestType.WEEKLY, day, 50, passed, "-", "-", hour)

    def sits_final(
        self,
        learner: UUID,
        plan: UUID,
        day: date,
        score: int,
        kind: TestType = TestType.FINAL,
    ) -> None:
        """The final or the comprehensive test, handed in."""
        passed = score > 70 if kind is TestType.FINAL else score >= 60
        self._result(learner, plan, None, kind, day, score, passed, "-", "-")

    def active(self, learner: UUID, day: date, *, tasks: int = 1) -> None:
        """An active date."""
        self.rows.add(
            "daily_activity",
            user_id=learner,
            date=day,
            is_active=True,
            tasks_completed=tasks,
            week_number=1,
            day_number=1,
        )

    def rests(self, learner: UUID, plan: UUID, first: date, until: date | None) -> None:
        """A pause from `first` until before `until`."""
        self.rows.add(
            "plan_pause",
            user_id=learner,
            personalized_plan_id=plan,
            started_on=first,
            ended_on=until,
        )

    def reports(
        self, learner: UUID, plan: UUID, day: date, outcome: Outcome, confirmed: date | None = None
    ) -> None:
        """A report about the search for work, and when a counsellor confirmed it."""
        self.rows.add(
            "placement_outcome",
            user_id=learner,
            personalized_plan_id=plan,
            outcome=outcome,
            reported_at=at(day),
            confirmed_at=None if confirmed is None else at(confirmed),
        )

    def _result(
        self,
        learner: UUID,
        plan: UUID,
        week: UUID | None,
        kind: TestType,
        day: date,
        score: int,
        passed: bool | None,
        target: str,
        version: str,
        hour: int = 12,
    ) -> None:
        attempt = self.rows.add(
            "test_attempt",
            user_id=learner,
            personalized_plan_id=plan,
            weekly_plan_id=week,
            test_type=kind,
            target=target,
            content_version=version,
            status=AttemptStatus.SUBMITTED,
            started_at=at(day, hour - 1),
        )
        self.rows.add(
            "assessment_result",
            user_id=learner,
            personalized_plan_id=plan,
            weekly_plan_id=week,
            attempt_id=attempt,
            test_type=kind,
            score=score,
            passed=passed,
            created_at=at(day, hour),
        )


def at_random(lives: Lives, learners: int, first: date, last: date, seed: int) -> None:
    """So many learners who do this and that between two dates."""
    rng = np.random.default_rng(seed)
    for _ in range(learners):
        _one(lives, rng, first, last)


def _one(lives: Lives, rng: np.random.Generator, first: date, last: date) -> None:
    day = first + timedelta(days=int(rng.integers((last - first).days - 10)))
    learner = lives.learner(day)
    for target in ("backend", "frontend")[: int(rng.integers(0, 3))]:
        if day > last:
            return
        version = "v1" if day < first + (last - first) / 2 else "v2"
        plan, weeks = lives.plan(
            learner,
            day,
            target=target,
            weeks=int(rng.integers(3, 5)),
            version=version,
            initial=int(rng.integers(20, 80)),
        )
        if rng.random() < 0.3:
            start = day + timedelta(days=int(rng.integers(1, 9)))
            length = int(rng.integers(0, 12))
            lives.rests(learner, plan, start, start + timedelta(days=length))
        begun = day
        for week in weeks:
            day += timedelta(days=int(rng.integers(6, 12)))
            if day > last or rng.random() < 0.08:
                break
            passed = False
            while not passed and day <= last and rng.random() < 0.9:
                passed = bool(rng.random() < 0.75)
                lives.sits_week(learner, plan, week, day, passed=passed)
                day += timedelta(days=int(rng.integers(1, 9)))
            if not passed:
                break
        else:
            if day <= last:
                score = int(rng.integers(50, 100))
                lives.sits_final(learner, plan, day, score)
                later = day + timedelta(days=15)
                if score <= 70 and later <= last:
                    again = int(rng.integers(40, 95))
                    lives.sits_final(learner, plan, later, again, TestType.CORRECTION)
                    if again >= 60:
                        _search(lives, learner, plan, later, again)
                elif score > 70:
                    _search(lives, learner, plan, day, score)
        for k in range((min(day, last) - begun).days):
            if rng.random() < 0.5:
                lives.active(learner, begun + timedelta(days=k))
        day += timedelta(days=2)


def _search(lives: Lives, learner: UUID, plan: UUID, completed: date, score: int) -> None:
    """What came of a completed plan; it follows from the score, so that nothing else is drawn anew."""
    reported = completed + timedelta(days=score % 30)
    match score % 4:
        case 0:
            lives.reports(learner, plan, reported, Outcome.LOOKING)
        case 1:
            confirmed = reported + timedelta(days=score % 13)
            lives.reports(learner, plan, reported, Outcome.PLACED_IN_FIELD, confirmed)
        case 2:
            lives.reports(learner, plan, reported, Outcome.PLACED_OUT_OF_FIELD, reported)
        case _:
            pass  # says nothing
