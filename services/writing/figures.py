"""How well the language model writes, fails and costs: whole weeks, and nothing about fewer than five people."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, TypeVar

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


Part = TypeVar("Part", TextKind, Outcome)
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
        by_kind=_by_kind(cells),
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


def _together(
    cells: _Cells, outcomes: Iterable[Outcome], kinds: Iterable[TextKind] = TextKind
) -> _Count:
    """Several cells as one. People may be in more than one, so at least as many as in the largest."""
    wanted, of = set(outcomes), set(kinds)
    found = [count for (kind, outcome), count in cells.items() if outcome in wanted and kind in of]
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
    kinds: Iterable[TextKind] = TextKind,
) -> Share | None:
    """A share, if those in it and those not in it are nobody or enough people."""
    all_of_it, some, of = set(whole), set(part), set(kinds)
    counted, rest = _together(cells, some, of), _together(cells, all_of_it - some, of)
    if not (counted.is_told and rest.is_told):
        return None
    return Share(counted.requests, counted.requests + rest.requests)


def _by_kind(cells: _Cells) -> Mapping[TextKind, Share | None]:
    """Accepted of answered. What is hidden must not follow from the sum, which is known."""
    counts = {kind: _together(cells, ANSWERED, {kind}).requests for kind in TextKind}
    asked = {kind: requests for kind, requests in counts.items() if requests}

    def share(kinds: Iterable[TextKind]) -> Share | None:
        return _share(cells, [Outcome.ACCEPTED], ANSWERED, kinds)

    def is_told(kinds: Collection[TextKind]) -> bool:
        return share(kinds) is not None

    told = _told(asked, is_told, is_told)
    return {kind: share({kind}) if kind in told else None for kind in asked}


def _reasons(cells: _Cells) -> Mapping[Outcome, int | None]:
    """Reasons with how often each came, the most frequent first."""
    counts = {outcome: _together(cells, [outcome]).requests for outcome in (*REFUSED, *FAILED)}
    came = {outcome: requests for outcome, requests in counts.items() if requests}
    told: set[Outcome] = set()

    def is_told(outcomes: Collection[Outcome]) -> bool:
        return _together(cells, outcomes).is_told

    def is_told_of_answers(hidden: Collection[Outcome]) -> bool:
        return is_told([*hidden, Outcome.ACCEPTED])

    # Each has a sum of its own that is known. Where those accepted are not, it is that of all answers.
    is_accepted_told = _share(cells, [Outcome.ACCEPTED], ANSWERED) is not None
    for one_of_two, is_rest_told in (
        (REFUSED, is_told if is_accepted_told else is_told_of_answers),
        (FAILED, is_told),
    ):
        own = {outcome: requests for outcome, requests in came.items() if outcome in one_of_two}
        told |= _told(own, is_told, is_rest_told)
    order = sorted(came, key=lambda outcome: (-came[outcome], outcome))
    return {outcome: came[outcome] if outcome in told else None for outcome in order}


def _told(
    requests: Mapping[Part, int],
    is_told: Callable[[Collection[Part]], bool],
    is_rest_told: Callable[[Collection[Part]], bool],
) -> set[Part]:
    """The parts of a known sum that may be told: each is, and so is what they leave over."""
    told = {part for part in requests if is_told({part})}
    while told and not is_rest_told(requests.keys() - told):
        told.remove(min(told, key=lambda part: (requests[part], part)))
    return told


def _instant(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
