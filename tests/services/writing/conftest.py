"""A language model's server on this machine, a workspace that is configured with it, and a learner to write for."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from db.queries import plans
from db.tables import WritingJob, WritingRequest, WrittenText
from plan_engine.kinds import TestType
from plan_engine.writing.kinds import JobStatus, Outcome
from services.plans import start_plan
from services.scoring import REPORT, Report, mastery_over, topics_of
from services.workspace import Workspace
from services.writing.model import opened_model
from services.writing.settings import WriterSettings
from services.writing.worker import Written, write_waiting
from tests.support.chat_server import ChatServer, chat_server
from tests.support.clock import Clock
from tests.support.content import ROLE
from tests.support.learners import Walker, a_learner
from tests.support.rows import RowMaker


@pytest.fixture
def server() -> Iterator[ChatServer]:
    """Answers well until it is told otherwise."""
    with chat_server() as server:
        yield server


@pytest.fixture
def writer(server: ChatServer) -> WriterSettings:
    """The server's settings; patient, since the machine may be busy."""
    return WriterSettings(
        url=server.url, model="made-up-7b", key="k-123", timeout=timedelta(seconds=30)
    )


@dataclass
class Desk:
    """A learner with a new plan, and the writer that writes for them."""

    work: Workspace
    clock: Clock
    walker: Walker
    plan: UUID

    @property
    def learner(self) -> UUID:
        """Whose plan it is."""
        return self.walker.learner

    @property
    def days(self) -> list[UUID]:
        """The days of the first week."""
        with self.work.reading() as session:
            week = plans.weeks_of(session, self.plan)[0]
            return [day.id for day in plans.days_of_week(session, week.id)]

    def writes(self, chance: Callable[[], float] = lambda: 0.5) -> Written:
        """One run of the writer."""
        writer = self.work.writer
        assert writer is not None

        async def run() -> Written:
            async with opened_model(writer, self.clock) as ask:
                return await write_waiting(self.work, writer, ask, chance)

        return asyncio.run(run())

    def jobs(self) -> list[WritingJob]:
        """What was ever wanted, the first first."""
        with self.work.reading() as session:
            order = (WritingJob.place, WritingJob.kind)
            return list(session.scalars(select(WritingJob).order_by(*order)))

    def statuses(self) -> list[JobStatus]:
        """Where each wish stands."""
        return [job.status for job in self.jobs()]

    def outcomes(self) -> list[Outcome]:
        """What came of each request, in order."""
        with self.work.reading() as session:
            order = (WritingRequest.sent_at, WritingRequest.milliseconds)
            return list(session.scalars(select(WritingRequest.outcome).order_by(*order)))

    def texts(self) -> list[WrittenText]:
        """Everything that was accepted."""
        with self.work.reading() as session:
            return list(session.scalars(select(WrittenText)))


def plan_made(work: Workspace, learner: UUID) -> UUID:
    """A plan made by the real service, from an assessment without answers: nobody needs to sit one for it."""
    rows = RowMaker(work.engine, work.new_id)
    with work.reading() as session:
        nothing_known = mastery_over(session, work, topics_of(work, ROLE), [])
    report = Report(nothing_known, {}, None, None, rapid=0, unanswered=0, dont_know=0)
    nobodys = {"personalized_plan_id": None, "weekly_plan_id": None}
    attempt = rows.add(
        "test_attempt", user_id=learner, test_type=TestType.INITIAL, target=ROLE, **nobodys
    )
    result = rows.add(
        "assessment_result",
        user_id=learner,
        attempt_id=attempt,
        test_type=TestType.INITIAL,
        report=REPORT.dump_python(report, mode="json"),
        **nobodys,
    )
    return start_plan(work, learner, result)


@pytest.fixture
def desk(work: Workspace, clock: Clock, writer: WriterSettings) -> Desk:
    """Somebody who has just got a plan: a note and seven days are wanted, nothing is written."""
    configured = replace(work, writer=writer)
    walker = Walker(configured, clock, a_learner(configured), ROLE)
    return Desk(configured, clock, walker, plan_made(configured, walker.learner))
