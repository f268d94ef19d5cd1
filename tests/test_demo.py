"""The demonstration's learners are where their descriptions say, with the services as they are now."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import numpy as np
import pytest
from sqlalchemy import func, select

from content.library import Library
from db.queries import attempts, placements, plans
from db.tables import AssessmentResult, CorrectionPlan, DailyTask, TestAttempt
from plan_engine.kinds import TestType
from plan_engine.lifecycles import AttemptStatus, CorrectionStatus, DayStatus, WeekStatus
from plan_engine.placements import Outcome
from plan_engine.progression import Verdict, verdict
from plan_engine.rules import JOB_READY_SCORE
from scripts.demo.player import Hours, Player
from scripts.demo.stories import CHARACTERS
from services.waiting import waiting_assessments
from services.workspace import Workspace
from tests.support.clock import Clock
from tests.support.content import ROLE
from tests.support.databases import fresh_sqlite
from tests.support.learners import a_learner


@dataclass
class Played:
    """What the database holds after a story."""

    work: Workspace
    learner: UUID

    def weeks(self) -> list[WeekStatus]:
        with self.work.reading() as session:
            return [
                week.status
                for plan in plans.plans_of(session, self.learner)
                for week in plans.weeks_of(session, plan.id)
            ]

    def days_done(self) -> int:
        with self.work.reading() as session:
            done = select(func.count()).where(DailyTask.status == DayStatus.COMPLETED)
            return session.scalars(done).one()

    def weekly_failures(self) -> int:
        with self.work.reading() as session:
            failed = select(func.count()).where(AssessmentResult.passed.is_(False))
            return session.scalars(failed).one()

    def answered_in_open_test(self, kind: TestType) -> int:
        with self.work.reading() as session:
            sitting = session.scalars(
                select(TestAttempt).where(TestAttempt.status == AttemptStatus.OPEN)
            ).one()
            assert sitting.test_type is kind
            return len(attempts.answers_of(session, sitting.id))

    def last_score(self) -> int:
        with self.work.reading() as session:
            newest = select(AssessmentResult.score).order_by(AssessmentResult.created_at.desc())
            return session.scalars(newest.limit(1)).one()

    def correction(self) -> CorrectionStatus:
        with self.work.reading() as session:
            return session.scalars(select(CorrectionPlan.status)).one()

    def has_result_without_plan(self) -> bool:
        with self.work.reading() as session:
            own = plans.plans_of(session, self.learner)
            return bool(waiting_assessments(session, self.learner, own))


Play = Callable[[str], Played]


@pytest.fixture
def played(
    sqlite_template: Path, tmp_path: Path, tiny_library: Library, new_id: Callable[[], UUID]
) -> Iterator[Play]:
    """Plays one character, by user name, on a database of their own."""
    clock = Clock()
    with fresh_sqlite(sqlite_template, tmp_path)() as engine:
        work = Workspace(engine=engine, content=tiny_library, clock=clock, new_id=new_id)

        def play(username: str) -> Played:
            character = next(c for c in CHARACTERS if c.username == username)
            hours = Hours(clock.now - timedelta(days=character.days_ago, hours=1), clock.now)
            learner = a_learner(replace(work, clock=hours), username)
            rng = np.random.default_rng(7)
            character.story(Player(work, learner, ROLE, hours, rng, character.ability))
            return Played(work, learner)

        yield play


def test_the_newcomer_has_nothing_yet(played: Play) -> None:
    assert played("newcomer").weeks() == []


def test_the_candidate_is_in_the_middle_of_the_assessment(played: Play) -> None:
    assert played("candidate").answered_in_open_test(TestType.INITIAL) == 12


def test_the_assessed_one_has_a_result_and_no_plan(played: Play) -> None:
    assert played("assessed").has_result_without_plan()


def test_the_starter_has_done_three_days(played: Play) -> None:
    starter = played("starter")
    assert starter.days_done() == 3
    assert starter.weeks()[0] is WeekStatus.IN_PROGRESS


def test_the_recovering_one_has_failed_and_done_an_extra_day(played: Play) -> None:
    recovering = played("recovering")
    assert recovering.weeks()[0] is WeekStatus.FAILED
    assert recovering.days_done() == 8


def test_the_recovered_one_failed_first_and_is_in_the_second_week(played: Play) -> None:
    recovered = played("recovered")
    assert recovered.weekly_failures() >= 1
    assert recovered.weeks()[:2] == [WeekStatus.COMPLETED, WeekStatus.IN_PROGRESS]


def test_the_examinee_is_half_through_the_second_weeks_test(played: Play) -> None:
    examinee = played("examinee")
    assert examinee.weeks()[0] is WeekStatus.COMPLETED
    assert examinee.answered_in_open_test(TestType.WEEKLY) == 15


def test_the_steady_one_has_passed_three_weeks(played: Play) -> None:
    assert played("steady").weeks()[:3] == [WeekStatus.COMPLETED] * 3


def test_the_struggling_one_has_failed_three_times(played: Play) -> None:
    assert played("struggling").weekly_failures() == 3


def test_the_graduate_is_job_ready_and_reported_a_placement(played: Play) -> None:
    graduate = played("graduate")
    assert graduate.last_score() >= JOB_READY_SCORE
    with graduate.work.reading() as session:
        assert [report.outcome for report in placements.reports_of(session, graduate.learner)] == [
            Outcome.PLACED_IN_FIELD
        ]


def test_the_correcting_one_has_done_five_of_fourteen_days(played: Play) -> None:
    correcting = played("correcting")
    assert correcting.correction() is CorrectionStatus.ACTIVE
    assert correcting.days_done() == 7 * len(correcting.weeks()) + 5


def test_the_trainee_needs_training_after_the_retest(played: Play) -> None:
    trainee = played("trainee")
    assert trainee.correction() is CorrectionStatus.COMPLETED
    assert verdict(trainee.last_score()) is Verdict.NEEDS_TRAINING


def test_the_rethinking_one_is_no_fit_after_the_retest(played: Play) -> None:
    rethinking = played("rethinking")
    assert rethinking.correction() is CorrectionStatus.FAILED
    assert verdict(rethinking.last_score()) is Verdict.NOT_SUITABLE


def test_every_character_has_a_test_here() -> None:
    tested = {name for name in globals() if name.startswith("test_the_")}
    assert len(tested) == len(CHARACTERS)
