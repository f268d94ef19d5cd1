"""Taking the next wanted text and settling it: each a transaction, so that a killed writer loses nothing."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select, text, update
from sqlalchemy.orm import Session

from db.tables import UserRegistration, WritingJob, WritingRequest, WrittenText
from plan_engine.lifecycles import after
from plan_engine.writing.facts import Facts, digest, kind_of
from plan_engine.writing.kinds import NEXT_JOB_STATUS, REFUSED, JobAction, JobStatus, Outcome
from plan_engine.writing.limits import ANSWER_TOKENS_MOST, CHARACTERS_A_TOKEN
from plan_engine.writing.pace import (
    REFUSALS_MOST,
    REQUESTS_MOST,
    Amount,
    cost_in_micros,
    fits,
    wait_after,
)
from plan_engine.writing.prompts import PROMPT_VERSION, Prompt, prompt_for
from services.staff import is_active
from services.workspace import Workspace
from services.writing.settings import WriterSettings
from services.writing.subjects import facts_for

LOOKED_AT_ONCE: Final = 20
"""Wishes that may turn out to be dead ends in one transaction: it holds the write lock."""
LOCK: Final = 20261123
"""PostgreSQL's advisory lock under which budgets are looked at and spent from."""


class NotNow(StrEnum):
    """Why no request may be sent."""

    NOTHING_DUE = "nothing_due"
    BUDGET_SPENT = "budget_spent"
    LOOK_AGAIN = "look_again"
    """Only dead ends so far, and more to look at."""


@dataclass(frozen=True, slots=True)
class Taken:
    """One request that may be sent now."""

    request: UUID
    job: UUID
    facts: Facts
    prompt: Prompt
    failures: int
    """Requests for it so far that were not answered, this one counted: what its next wait goes by."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """What passed every check."""

    headline: str
    body: str


@dataclass(frozen=True, slots=True)
class Settled:
    """What came of a request. Tokens as the server counted them, or estimated."""

    outcome: Outcome
    milliseconds: int
    prompt_tokens: int = 0
    answer_tokens: int = 0
    accepted: Accepted | None = None
    retry_after: timedelta | None = None


def is_anything_due(work: Workspace) -> bool:
    """Whether a text waits to be asked for; looks only, so that idling locks nothing."""
    with work.reading() as session:
        found = session.scalar(select(WritingJob.id).where(*_due(work.clock())).limit(1))
    return found is not None


def take(work: Workspace, writer: WriterSettings) -> Taken | NotNow:
    """Take the next wanted text, its request written down as sent, if one may be asked for now.

    Wishes that nobody needs any more are dropped on the way; those of learners whose budget is
    spent wait until tomorrow (UTC).
    """
    with work.transaction() as session:
        if session.get_bind().dialect.name == "postgresql":
            session.execute(text("select pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        now = work.clock()
        today = _spent(session, WritingRequest.sent_at >= _midnight(now))
        for _ in range(LOOKED_AT_ONCE):
            job = session.scalars(
                select(WritingJob)
                .where(*_due(now))
                .order_by(WritingJob.place, WritingJob.due_at, WritingJob.id)
                .limit(1)
                .with_for_update(skip_locked=True)
            ).first()
            if job is None:
                return NotNow.NOTHING_DUE
            facts = _facts(session, work, job)
            if facts is None:
                _settle_job(job, JobAction.DROP, now)
                session.flush()
                continue
            prompt = prompt_for(facts, job.last_outcome)
            tokens = prompt.size // CHARACTERS_A_TOKEN + ANSWER_TOKENS_MOST
            if not fits(today, writer.installation, tokens):
                return NotNow.BUDGET_SPENT
            if not fits(_spent_on(session, job.user_id, now), writer.learner, tokens):
                job.due_at = _midnight(now) + timedelta(days=1)
                session.flush()
                continue
            return _send(session, work, writer, job, facts, prompt)
    return NotNow.LOOK_AGAIN


def settle(work: Workspace, writer: WriterSettings, taken: Taken, came: Settled, chance: float) -> Outcome:  # fmt: skip
    """Write down what came of a request: the text if it was accepted, when to ask again if not.

    An answer that somebody else's request has overtaken, or that the learner no longer wants, is
    not kept. What it cost always is. `chance`, from 0 to 1, spreads the waiting.
    """
    with work.transaction() as session:
        job = session.scalar(select(WritingJob).where(WritingJob.id == taken.job).with_for_update())
        is_ours = job is not None and job.held_by == taken.request
        outcome = came.outcome
        if job is not None and is_ours:
            job.held_by = job.held_until = None
            if job.status is JobStatus.WAITING:
                _conclude(session, work, writer, job, taken, came, chance)
            elif came.accepted is not None:
                outcome = Outcome.UNWANTED
        elif came.accepted is not None:
            outcome = Outcome.UNWANTED
        request = session.get_one(WritingRequest, taken.request)
        request.outcome = outcome
        request.milliseconds = came.milliseconds
        request.prompt_tokens = came.prompt_tokens
        request.answer_tokens = came.answer_tokens
        if writer.prices is not None:
            request.cost_micros = cost_in_micros(
                came.prompt_tokens, came.answer_tokens, writer.prices
            )
            request.currency = writer.currency
    return outcome


def let_go(work: Workspace, taken: Taken) -> None:
    """Give a text back at once: its writer is asked to end. The request counts as lost."""
    with work.transaction() as session:
        session.execute(
            update(WritingJob)
            .where(WritingJob.id == taken.job, WritingJob.held_by == taken.request)
            .values(held_by=None, held_until=None)
        )
        session.get_one(WritingRequest, taken.request).outcome = Outcome.LOST


def _due(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        WritingJob.status == JobStatus.WAITING,
        WritingJob.due_at <= now,
        or_(WritingJob.held_until.is_(None), WritingJob.held_until <= now),
        # For whoever is shut out nothing leaves the house; what they wanted waits for them.
        WritingJob.user_id.in_(select(UserRegistration.id).where(is_active())),
    )


def _facts(session: Session, work: Workspace, job: WritingJob) -> Facts | None:
    if not session.get_one(UserRegistration, job.user_id).written_words:
        return None
    try:
        return facts_for(session, work, job)
    except KeyError:
        return None  # the curriculum has lost the topic or the target since


def _send(
    session: Session,
    work: Workspace,
    writer: WriterSettings,
    job: WritingJob,
    facts: Facts,
    prompt: Prompt,
) -> Taken:
    now = work.clock()
    # One that is still "sent" had a writer that ended: this one would not be here otherwise.
    session.execute(
        update(WritingRequest)
        .where(WritingRequest.writing_job_id == job.id, WritingRequest.outcome == Outcome.SENT)
        .values(outcome=Outcome.LOST)
    )
    request = WritingRequest(
        id=work.new_id(),
        writing_job_id=job.id,
        kind=kind_of(facts),
        model=writer.model,
        prompt_version=PROMPT_VERSION,
        sent_at=now,
        outcome=Outcome.SENT,
        # Until it is known better: what a lost request may have cost counts towards the budget.
        prompt_tokens=prompt.size // CHARACTERS_A_TOKEN,
        answer_tokens=0,
    )
    session.add(request)
    job.held_by = request.id
    job.held_until = now + 2 * writer.timeout
    job.requests += 1
    return Taken(request.id, job.id, facts, prompt, job.requests - job.refusals)


def _conclude(
    session: Session,
    work: Workspace,
    writer: WriterSettings,
    job: WritingJob,
    taken: Taken,
    came: Settled,
    chance: float,
) -> None:
    now = work.clock()
    job.last_outcome = came.outcome
    if came.accepted is not None:
        session.add(
            WrittenText(
                id=work.new_id(),
                writing_job_id=job.id,
                headline=came.accepted.headline,
                body=came.accepted.body,
                model=writer.model,
                prompt_version=PROMPT_VERSION,
                facts_digest=digest(taken.facts),
                created_at=now,
            )
        )
        _settle_job(job, JobAction.ACCEPT, now)
        return
    is_refused = came.outcome in REFUSED
    job.refusals += is_refused
    if job.refusals >= REFUSALS_MOST or job.requests >= REQUESTS_MOST:
        _settle_job(job, JobAction.GIVE_UP, now)
        return
    tries = job.refusals if is_refused else taken.failures
    job.due_at = now + wait_after(tries, chance, came.retry_after)


def _settle_job(job: WritingJob, action: JobAction, now: datetime) -> None:
    job.status = after(NEXT_JOB_STATUS, job.status, action)
    job.settled_at = now


def _spent_on(session: Session, learner: UUID, now: datetime) -> Amount:
    theirs = select(WritingJob.id).where(WritingJob.user_id == learner)
    return _spent(
        session,
        WritingRequest.writing_job_id.in_(theirs) & (WritingRequest.sent_at >= _midnight(now)),
    )


def _spent(session: Session, which: ColumnElement[bool]) -> Amount:
    requests, tokens = session.execute(
        select(
            func.count(),
            func.coalesce(func.sum(WritingRequest.prompt_tokens + WritingRequest.answer_tokens), 0),
        ).where(which)
    ).one()
    return Amount(int(requests), int(tokens))


def _midnight(now: datetime) -> datetime:
    return datetime.combine(now.date(), time(), now.tzinfo)
