"""What there is to look at: how far the figures reach, and what the filters offer."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any, Final, TypeVar

from sqlalchemy import CompoundSelect, Date, func, literal, null, select, union_all
from sqlalchemy.orm import Session

from db.dates import month
from db.tables import MilestoneRollup, RollupLease
from db.tables.rollups import NONE
from plan_engine.metrics.definitions import FEWEST_PEOPLE
from plan_engine.metrics.milestones import Milestone
from plan_engine.values import TargetId
from services.product.remembered import remembered
from services.rollups import lease
from services.rollups.window import monday_of
from services.workspace import Workspace

K = TypeVar("K")

_KEPT: Final = select(RollupLease.computed_at, RollupLease.version).where(
    RollupLease.name == lease.NAME
)


@dataclass(frozen=True, slots=True)
class Freshness:
    """When the totals were computed, and which dates they cover."""

    computed_at: datetime
    version: int
    """Of the totals: another one when they were written again."""
    until: date
    """The last date that is counted as a whole: the one before the totals were computed."""
    first_week: date
    """The Monday of the first week with anybody in it."""
    last_day: date
    """The Sunday of the last week that is over."""


@dataclass(frozen=True, slots=True)
class Choices:
    """The values that each filter can take: only what at least five people have."""

    targets: Sequence[tuple[str, str]]
    """Key and title."""
    cohorts: Sequence[date]
    """Months of registration, newest first."""
    versions: Sequence[tuple[str, date]]
    """Content versions with the date of the first plan made from each, newest first."""


def opening(work: Workspace) -> tuple[Freshness, Choices] | None:
    """What a page begins with: one statement, and one more when the totals were written since.

    None until the totals were computed for the first time, or while nobody has registered.
    """
    with work.reading() as session:
        found = session.connection().execute(_KEPT).one_or_none()
    if found is None or found.computed_at is None:
        return None
    offered = remembered(work, found.version, _offered)
    if offered is None:
        return None
    began, choices = offered
    until = found.computed_at.date() - timedelta(days=1)
    last = monday_of(until + timedelta(days=1)) - timedelta(days=1)
    first = min(monday_of(began), monday_of(last))
    return Freshness(found.computed_at, found.version, until, first, last), choices


def title_of(work: Workspace, target: str) -> str:
    """A target's title; its key where the curriculum no longer has it."""
    known = work.content.targets.get(TargetId(target))
    return known.title if known else target


Made = list[tuple[str, str, date, int]]
"""Target, content version, date of the first plan made, learners."""
Registered = list[tuple[date, date, int]]
"""Month of registration, date of the first, learners."""


def _offered(work: Workspace) -> tuple[date, Choices] | None:
    """The date of the first registration, and the choices; None while nobody has registered."""
    with work.reading() as session:
        made, registered = _segments(session)
    if not registered:
        return None
    return min(day for _, day, _ in registered), _choices(work, made, registered)


def _segments(session: Session) -> tuple[Made, Registered]:
    made: Made = []
    registered: Registered = []
    found = session.connection().execute(_statement())
    for target, version, registered_in, day, learners in found.all():
        if target == NONE:
            registered.append((registered_in, day, int(learners)))
        else:
            made.append((target, version, day, int(learners)))
    return made, registered


@cache
def _statement() -> CompoundSelect[Any]:
    row = MilestoneRollup
    first, people = func.min(row.day), func.sum(row.learners)
    cohort = month(row.cohort)
    plans = (
        select(row.target, row.content_version, null().cast(Date).label("cohort"), first, people)
        .where(row.milestone == Milestone.PLAN_MADE)
        .group_by(row.target, row.content_version)
    )
    accounts = (
        select(literal(NONE), literal(NONE), cohort.label("cohort"), first, people)
        .where(row.milestone == Milestone.REGISTERED)
        .group_by(cohort)
    )
    return union_all(plans, accounts)


def _choices(work: Workspace, made: Made, registered: Registered) -> Choices:
    by_target: Counter[str] = Counter()
    by_version: Counter[str] = Counter()
    first: dict[str, date] = {}
    for target, version, day, learners in made:
        by_target[target] += learners
        by_version[version] += learners
        first[version] = min(day, first.get(version, day))
    return Choices(
        targets=[(key, title_of(work, key)) for key in sorted(_enough(by_target))],
        cohorts=sorted(_enough(Counter({cohort: n for cohort, _, n in registered})), reverse=True),
        versions=sorted(
            ((version, first[version]) for version in _enough(by_version)),
            key=lambda one: (one[1], one[0]),
            reverse=True,
        ),
    )


def _enough(learners: Counter[K]) -> list[K]:
    return [key for key, people in learners.items() if people >= FEWEST_PEOPLE]
