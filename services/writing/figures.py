"""How well the language model writes, fails and costs: whole weeks, and nothing about fewer than five people."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.tables import WritingJob, WritingRequest
from plan_engine.metrics.definitions import FEWEST_PEOPLE
from plan_engine.writing.kinds import FAILED, REFUSED, Outcome, TextKind
from services.workspace import Workspace

WEEKS: Final = 4
ANSWERED: Final = REFUSED | {Outcome.ACCEPTED}


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    part: int
    whole: int


@dataclass(frozen=True, slots=True)
class Money:
    """What was spent, in units of a currency."""

    currency: str
    total: float
    per_text: float | None
    """For a text that was accepted, what was refused included; None without one."""


@dataclass(frozen=True, slots=True)
class WritingFigures:
    """Four whole weeks. None: it would be about too few people."""

    first: date
    last: date
    requests: int | None
    accepted: Share | None
    """Of answers."""
    failed: Share | None
    """Of requests."""
    by_kind: Mapping[TextKind, Share | None]
    """Accepted of answered, for each kind with an answer."""
    reasons: Mapping[Outcome, int | None]
    """Refusals and failures by reason."""
    tokens: tuple[int, int] | None
    """In and out."""
    costs: tuple[Money, ...] | None
    """None also stands for too few; empty where no prices were configured."""


@dataclass(frozen=True, slots=True)
class _Count:
    """Requests, and how many people they were for at least: accounts that are gone are not counted."""

    requests: int = 0
    people: int = 0
    prompt_tokens: int = 0
    answer_tokens: int = 0

    @property
    def is_told(self) -> bool:
        return not self.requests or self.people >= FEWEST_PEOPLE


_Cells = Mapping[tuple[TextKind, Outcome], _Count]


def writing_figures(work: Workspace) -> WritingFigures:
    """The figures of the last four weeks that are over (UTC)."""
    today = work.clock().date()
    end = today - timedelta(days=today.weekday())
    first = end - timedelta(weeks=WEEKS)
    with work.reading() as session:
        cells = _cells(session, first, end)
        costs = _costs(session, first, end)
    known = [outcome for outcome in Outcome if outcome is not Outcome.SENT]
    everything = _together(cells, known)
    accepted = _together(cells, [Outcome.ACCEPTED])
    return WritingFigures(
        first=first,
        last=end - timedelta(days=1),
        requests=everything.requests if everything.is_told else None,
        accepted=_share(cells, [Outcome.ACCEPTED], ANSWERED),
        failed=_share(cells, FAILED, known),
        by_kind={
            kind: _share(cells, [Outcome.ACCEPTED], ANSWERED, kind)
            for kind in TextKind
            if _together(cells, ANSWERED, kind).requests
        },
        reasons=_reasons(cells),
        tokens=(everything.prompt_tokens, everything.answer_tokens) if everything.is_told else None,
        costs=_told_costs(costs, accepted) if everything.is_told else None,
    )


def _cells(session: Session, first: date, end: date) -> _Cells:
    rows = session.execute(
        select(
            WritingRequest.kind,
            WritingRequest.outcome,
            func.count(),
            func.count(WritingJob.user_id.distinct()),
            func.sum(WritingRequest.prompt_tokens),
            func.sum(WritingRequest.answer_tokens),
        )
        .outerjoin(WritingJob, WritingJob.id == WritingRequest.writing_job_id)
        .where(WritingRequest.sent_at >= _instant(first), WritingRequest.sent_at < _instant(end))
        .group_by(WritingRequest.kind, WritingRequest.outcome)
    )
    return {(kind, outcome): _Count(*map(int, counts)) for kind, outcome, *counts in rows}


def _costs(session: Session, first: date, end: date) -> Mapping[str, int]:
    rows = session.execute(
        select(WritingRequest.currency, func.sum(WritingRequest.cost_micros))
        .where(
            WritingRequest.sent_at >= _instant(first),
            WritingRequest.sent_at < _instant(end),
            WritingRequest.currency.is_not(None),
        )
        .group_by(WritingRequest.currency)
        .order_by(WritingRequest.currency)
    )
    return {str(currency): int(micros or 0) for currency, micros in rows}


def _told_costs(costs: Mapping[str, int], accepted: _Count) -> tuple[Money, ...]:
    texts = accepted.requests if accepted.is_told and len(costs) == 1 else 0
    return tuple(
        Money(currency, micros / 1e6, micros / 1e6 / texts if texts else None)
        for currency, micros in costs.items()
    )


def _together(cells: _Cells, outcomes: Iterable[Outcome], kind: TextKind | None = None) -> _Count:
    """Several cells as one. People may be in more than one, so at least as many as in the largest."""
    wanted = set(outcomes)
    found = [
        count for (of, outcome), count in cells.items() if outcome in wanted and kind in {None, of}
    ]
    return _Count(
        sum(one.requests for one in found),
        max((one.people for one in found), default=0),
        sum(one.prompt_tokens for one in found),
        sum(one.answer_tokens for one in found),
    )


def _share(
    cells: _Cells,
    part: Iterable[Outcome],
    whole: Iterable[Outcome],
    kind: TextKind | None = None,
) -> Share | None:
    """A share, if those in it and those not in it are nobody or enough people."""
    all_of_it, some = set(whole), set(part)
    counted, rest = (_together(cells, some, kind), _together(cells, all_of_it - some, kind))
    if not (counted.is_told and rest.is_told):
        return None
    return Share(counted.requests, counted.requests + rest.requests)


def _reasons(cells: _Cells) -> Mapping[Outcome, int | None]:
    """Reasons with how often each came. Where one is hidden, the smallest told one is, too: the sum is known."""
    counts = {outcome: _together(cells, [outcome]) for outcome in (*REFUSED, *FAILED)}
    counts = {outcome: count for outcome, count in counts.items() if count.requests}
    told = {outcome for outcome, count in counts.items() if count.is_told}
    if told and len(told) < len(counts):
        told.remove(min(told, key=lambda outcome: (counts[outcome].requests, outcome)))
    order = sorted(counts, key=lambda outcome: (-counts[outcome].requests, outcome))
    return {outcome: counts[outcome].requests if outcome in told else None for outcome in order}


def _instant(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
