"""A counsellor's caseload: the learners assigned to them, those who need a word first, paged in SQL."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, func, select

from db.tables import Intervention, LearnerSummary, UserRegistration
from plan_engine.progression import Verdict
from plan_engine.risk import Reason, RiskKind, holding
from plan_engine.stages import Stage
from plan_engine.values import TargetId
from services.calendars import local_date
from services.counsellor.access import learners_of, require_counsellor
from services.counsellor.contact import (
    MESSAGE_COLUMNS,
    NEWEST_MESSAGE,
    Contact,
    LastMessage,
    Writer,
    last_message,
    wrote,
)
from services.counsellor.need import Need, holds, need_of, needs, total_weight
from services.counsellor.standing import Readiness
from services.counsellor.summaries import REASONS, bring_up_to_date, kept_readiness
from services.people_list import named_like
from services.workspace import Workspace

PAGE_ROWS: Final = 25
"""Learners on one page."""


class Order(StrEnum):
    """What a caseload is sorted by."""

    NEED = "need"
    NAME = "name"
    READINESS = "readiness"
    LAST_ACTIVITY = "last_activity"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which learners are looked for; nothing given means all. Every word of `search` must be found."""

    search: str = ""
    target: str | None = None
    stage: Stage | None = None
    verdict: Verdict | None = None
    need: Need | None = None
    risk: RiskKind | None = None
    contact: Contact | None = None
    order: Order = Order.NEED


@dataclass(frozen=True, slots=True)
class LearnerRow:
    """One learner in a caseload."""

    id: UUID
    name: str
    username: str
    need: Need
    reasons: tuple[Reason, ...]
    """Those that hold today, heaviest first."""
    today: date
    """The date where the learner is."""
    target: str | None
    """Title."""
    stage: Stage
    week: int | None
    day: int | None
    readiness: Readiness | None
    trend: int | None
    """Points of readiness since the test before the last one."""
    last_score: int | None
    verdict: Verdict | None
    last_active_on: date | None
    last_message: LastMessage | None
    streak: int


@dataclass(frozen=True, slots=True)
class Caseload:
    """One page of the learners that were looked for, with figures over all of those."""

    rows: Sequence[LearnerRow]
    total: int
    urgent: int
    in_need: int
    """Urgent or not, somebody for whom a reason holds."""

    @property
    def pages(self) -> int:
        """How many pages there are; 1 also where there is nobody."""
        return max(1, -(-self.total // PAGE_ROWS))


def caseload(
    work: Workspace, counsellor_id: UUID, wanted: Wanted | None = None, *, page: int = 1
) -> Caseload:
    """A page of this counsellor's learners, 1 being the first. Raises Refused for everybody else."""
    wanted = wanted or Wanted()
    now = work.clock()
    _admit(work, counsellor_id)
    with work.reading() as session:
        shown = session.execute(_rows(counsellor_id, wanted, now, page)).all()
        # A page after the last one has no row that could tell how many there are.
        counted = shown or session.execute(_rows(counsellor_id, wanted, now, 1).limit(1)).all()
        total, urgent, in_need = counted[0][-3:] if counted else (0, 0, 0)
    rows = [_row(work, counsellor_id, row, now) for row in shown]
    return Caseload(rows, total, urgent, in_need)


def whole_caseload(work: Workspace, counsellor_id: UUID, wanted: Wanted) -> Iterator[LearnerRow]:
    """All of the learners that were looked for, in their order. Raises Refused as `caseload` does."""
    now = work.clock()
    _admit(work, counsellor_id)
    with work.reading() as session:
        for row in session.execute(_rows(counsellor_id, wanted, now)):
            yield _row(work, counsellor_id, row, now)


def _admit(work: Workspace, counsellor_id: UUID) -> None:
    with work.reading() as session:
        require_counsellor(session, counsellor_id)
    bring_up_to_date(work, counsellor_id)


def _rows(
    counsellor_id: UUID, wanted: Wanted, now: datetime, page: int | None = None
) -> Select[*tuple[Any, ...]]:
    """The learners with what their row shows, all or a page of them; the last three columns count over all.

    Keys are sorted first, and only those of the page are looked up: rows are wide, keys are not.
    """
    weight = total_weight(now)
    order = (*_order(wanted.order, weight), *_BY_NAME)
    keys = (
        select(
            LearnerSummary.learner_id,
            weight.label("weight"),
            func.count().over().label("total"),
            func.sum(case((needs(Need.URGENT, weight), 1), else_=0)).over().label("urgent"),
            func.sum(case((weight > 0, 1), else_=0)).over().label("in_need"),
        )
        .join(UserRegistration, UserRegistration.id == LearnerSummary.learner_id)
        .where(
            UserRegistration.id.in_(learners_of(counsellor_id)), *_conditions(wanted, weight, now)
        )
    )
    if page is not None:
        keys = keys.order_by(*order).limit(PAGE_ROWS).offset(PAGE_ROWS * (max(page, 1) - 1))
    found = keys.subquery()
    return (
        select(
            UserRegistration.id,
            UserRegistration.username,
            UserRegistration.first_name,
            UserRegistration.last_name,
            UserRegistration.timezone,
            LearnerSummary,
            *MESSAGE_COLUMNS,
            found.c.weight,
            found.c.total,
            found.c.urgent,
            found.c.in_need,
        )
        .join(found, found.c.learner_id == UserRegistration.id)
        .join(LearnerSummary, LearnerSummary.learner_id == UserRegistration.id)
        .outerjoin(Intervention, Intervention.id == NEWEST_MESSAGE)
        .outerjoin(Writer, Writer.id == Intervention.counsellor_id)
        .order_by(*order)
    )


_BY_NAME = (UserRegistration.last_name, UserRegistration.first_name, UserRegistration.username)


def _conditions(
    wanted: Wanted, weight: ColumnElement[int], now: datetime
) -> list[ColumnElement[bool]]:
    found = named_like(wanted.search)
    if wanted.target is not None:
        found.append(LearnerSummary.target == wanted.target)
    if wanted.stage is not None:
        found.append(LearnerSummary.stage == wanted.stage)
    if wanted.verdict is not None:
        found.append(LearnerSummary.verdict == wanted.verdict)
    if wanted.need is not None:
        found.append(needs(wanted.need, weight))
    if wanted.risk is not None:
        found.append(and_(holds(wanted.risk, now)))
    if wanted.contact is not None:
        found.append(wrote(wanted.contact, now))
    return found


def _order(order: Order, weight: ColumnElement[int]) -> tuple[Any, ...]:
    quietest_first = (LearnerSummary.last_active_on.is_(None), LearnerSummary.last_active_on)
    match order:
        case Order.NEED:
            return weight.desc(), *quietest_first
        case Order.READINESS:
            return LearnerSummary.readiness.is_(None), LearnerSummary.readiness.desc()
        case Order.LAST_ACTIVITY:
            return quietest_first
        case Order.NAME:
            return ()


def _row(work: Workspace, counsellor_id: UUID, row: Any, now: datetime) -> LearnerRow:
    key, username, first, last, timezone, summary, *message, weight, _, _, _ = row
    today = local_date(now, timezone)
    is_alive = summary.streak_until is None or now < summary.streak_until
    return LearnerRow(
        id=key,
        name=f"{first} {last}",
        username=username,
        need=need_of(weight),
        reasons=holding(REASONS.validate_python(summary.reasons), today),
        today=today,
        target=title_of(work, summary.target),
        stage=summary.stage,
        week=summary.week,
        day=summary.day,
        readiness=kept_readiness(summary),
        trend=summary.trend,
        last_score=summary.last_score,
        verdict=summary.verdict,
        last_active_on=summary.last_active_on,
        last_message=last_message(tuple(message), counsellor_id, timezone),
        streak=summary.streak if is_alive else 0,
    )


def title_of(work: Workspace, target: str | None) -> str | None:
    """A target's title; its id where the curriculum no longer has it."""
    if target is None:
        return None
    known = work.content.targets.get(TargetId(target))
    return known.title if known else target
