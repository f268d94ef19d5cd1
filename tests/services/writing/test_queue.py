"""The queue of wanted texts, on both databases: one writer a text, budgets, what is left behind."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from sqlalchemy import select

from db.tables import UserRegistration, WritingJob, WritingRequest
from plan_engine.writing.kinds import JobStatus, Outcome
from plan_engine.writing.pace import Amount
from services.deactivation import deactivate, reactivate
from services.writing.queue import (
    Accepted,
    NotNow,
    Settled,
    Taken,
    is_anything_due,
    settle,
    take,
)
from tests.services.writing.conftest import Desk, plan_made
from tests.support import chat_server as said
from tests.support.chat_server import ChatServer
from tests.support.learners import a_learner

DONE = JobStatus.DONE


def test_a_text_whose_writer_died_is_taken_up_again_and_its_late_answer_thrown_away(
    desk: Desk,
) -> None:
    writer = desk.work.writer
    assert writer is not None
    died = take(desk.work, writer)
    assert isinstance(died, Taken)
    assert desk.writes().accepted == 7  # nobody touches what is held
    desk.clock.advance(seconds=2 * writer.timeout.total_seconds())
    assert desk.writes().accepted == 1
    late = Settled(Outcome.ACCEPTED, 1, 10, 10, Accepted("Late", "Too late."))
    assert settle(desk.work, writer, died, late, 0.5) is Outcome.UNWANTED
    assert "Too late." not in [text.body for text in desk.texts()]
    assert desk.statuses() == 8 * [DONE]


def test_nothing_is_asked_for_whoever_is_deactivated_until_they_are_back(
    desk: Desk, server: ChatServer
) -> None:
    deactivate(desk.work, "ada", actor=None)
    assert not is_anything_due(desk.work)
    assert desk.writes().accepted == 0
    assert server.received == []
    assert desk.statuses() == 8 * [JobStatus.WAITING]
    reactivate(desk.work, "ada", actor=None)
    assert desk.writes().accepted == 8


def test_two_writers_never_ask_for_the_same_text(desk: Desk) -> None:
    writer = desk.work.writer
    assert writer is not None
    taken = [take(desk.work, writer) for _ in range(10)]
    jobs = [one.job for one in taken if isinstance(one, Taken)]
    assert len(jobs) == len(set(jobs)) == 8
    assert taken[8:] == 2 * [NotNow.NOTHING_DUE]


def test_writers_at_the_same_time_take_each_text_once_and_never_overspend(desk: Desk) -> None:
    assert desk.work.writer is not None
    writer = replace(desk.work.writer, installation=Amount(5, 10**9))
    with ThreadPoolExecutor(8) as pool:
        taken = list(pool.map(lambda _: take(desk.work, writer), range(16)))
    jobs = [one.job for one in taken if isinstance(one, Taken)]
    assert len(jobs) == len(set(jobs)) == 5
    assert taken.count(NotNow.BUDGET_SPENT) == 11


def test_the_installations_budget_ends_the_day_and_not_the_wishes(
    desk: Desk, server: ChatServer
) -> None:
    writer = desk.work.writer
    assert writer is not None
    desk.work = replace(desk.work, writer=replace(writer, installation=Amount(3, 10**9)))
    assert desk.writes().accepted == 3
    assert desk.writes().accepted == 0
    desk.clock.advance(days=1)
    assert desk.writes().accepted == 3
    desk.work = replace(desk.work, writer=replace(writer, installation=Amount(10**9, 5_500)))
    desk.clock.advance(days=1)
    desk.writes()
    assert (
        len(server.received) == 8
    )  # 1,000 tokens each; the rest of the day's would not hold a third
    assert desk.statuses() == 8 * [DONE]


def test_a_learners_budget_holds_up_nobody_else(desk: Desk, server: ChatServer) -> None:
    writer = desk.work.writer
    assert writer is not None
    desk.work = replace(desk.work, writer=replace(writer, learner=Amount(2, 10**9)))
    other = a_learner(desk.work, "bea")
    plan_made(desk.work, other)
    assert desk.writes().accepted == 4
    with desk.work.reading() as session:
        owners = session.scalars(select(WritingJob.user_id).where(WritingJob.status == DONE)).all()
    assert sorted(map(owners.count, {desk.learner, other})) == [2, 2]
    desk.clock.advance(days=1)
    assert desk.writes().accepted == 4


def test_requests_are_kept_with_what_they_took_and_cost(desk: Desk, server: ChatServer) -> None:
    writer = desk.work.writer
    assert writer is not None
    priced = replace(writer, prices=(0.15, 0.60), currency="EUR")
    desk.work = replace(desk.work, writer=priced)
    server.script = [said.with_content("no")]
    desk.writes()
    with desk.work.reading() as session:
        rows = session.scalars(select(WritingRequest)).all()
    assert len(rows) == 8
    assert {(r.model, r.prompt_version, r.currency) for r in rows} == {("made-up-7b", "1", "EUR")}
    assert {r.cost_micros for r in rows} == {195}  # 900 tokens in, 100 out
    assert sorted(r.outcome for r in rows).count(Outcome.ACCEPTED) == 7


def test_what_the_account_owned_goes_with_it_and_what_was_spent_stays(desk: Desk) -> None:
    desk.writes()
    with desk.work.transaction() as session:
        session.delete(session.get_one(UserRegistration, desk.learner))
    assert desk.jobs() == desk.texts() == []
    with desk.work.reading() as session:
        rows = session.scalars(select(WritingRequest)).all()
    assert len(rows) == 8
    assert {row.writing_job_id for row in rows} == {None}
