"""A counsellor's cohort: readiness by target, who is ready now, how far people came, shared weak topics."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from db.tables import LearnerSummary, UserRegistration
from plan_engine.progression import Verdict
from plan_engine.stages import Milestone
from plan_engine.values import TopicId
from services.caseload import title_of
from services.counsellor.access import learners_of, require_counsellor
from services.counsellor.standing import Readiness
from services.counsellor.summaries import bring_up_to_date, kept_readiness
from services.workspace import Workspace

READY_SHOWN: Final = 10
"""Of those who are ready, how many are listed; all are counted."""
TOPICS_SHOWN: Final = 10
BAND: Final = 10
"""Points of readiness in one band of a distribution."""


Conditions = Sequence[ColumnElement[bool]]


@dataclass(frozen=True, slots=True)
class Distribution:
    """How many learners of a target stand in each band of ten points, from 0 to 9, 10 to 19 … 90 to 100."""

    target: str
    final_bands: tuple[int, ...]
    """By their final scores."""
    forecast_bands: tuple[int, ...]
    """By their forecasts: those who have not sat the final test."""

    @property
    def bands(self) -> tuple[int, ...]:
        """Both together."""
        return tuple(map(sum, zip(self.final_bands, self.forecast_bands, strict=True)))

    @property
    def finals(self) -> int:
        """How many learners have a final score."""
        return sum(self.final_bands)

    @property
    def forecasts(self) -> int:
        """How many learners have a forecast only."""
        return sum(self.forecast_bands)

    @property
    def learners(self) -> int:
        """How many learners have sat a test."""
        return self.finals + self.forecasts


@dataclass(frozen=True, slots=True)
class ReadyLearner:
    """Somebody whose final or comprehensive score is at or above the bar."""

    id: UUID
    name: str
    target: str
    readiness: Readiness | None


@dataclass(frozen=True, slots=True)
class SharedTopic:
    """A topic that is more likely than not below the bar for several learners."""

    name: str
    """Its short title."""
    learners: int
    measured: int
    """Learners of targets with this topic who have sat a test."""


@dataclass(frozen=True, slots=True)
class Cohort:
    """All of a counsellor's learners, or those of one target."""

    assigned: int
    """Learners of the counsellor, of whatever target."""
    learners: int
    distributions: tuple[Distribution, ...]
    ready: tuple[ReadyLearner, ...]
    ready_count: int
    funnel: tuple[tuple[Milestone, int], ...]
    """How many came at least so far, from registration on."""
    topics: tuple[SharedTopic, ...]
    """Those of most learners first."""


def cohort(work: Workspace, counsellor_id: UUID, target: str | None = None) -> Cohort:
    """The cohort of a counsellor. Raises Refused for everybody else."""
    with work.reading() as session:
        require_counsellor(session, counsellor_id)
    bring_up_to_date(work, counsellor_id)
    conditions: list[ColumnElement[bool]] = [
        LearnerSummary.learner_id.in_(learners_of(counsellor_id))
    ]
    if target is not None:
        conditions.append(LearnerSummary.target == target)
    with work.reading() as session:
        groups = _groups(session, conditions)
        ready, ready_count = _ready(work, session, conditions)
        topics = _shared_topics(work, session, conditions)
        learners = sum(group.learners for group in groups)
        assigned = learners if target is None else _assigned(session, counsellor_id)
    return Cohort(
        assigned=assigned,
        learners=learners,
        distributions=_distributions(work, groups),
        ready=ready,
        ready_count=ready_count,
        funnel=tuple(
            (step, sum(group.learners for group in groups if group.milestone >= step))
            for step in Milestone
        ),
        topics=topics,
    )


def _assigned(session: Session, counsellor_id: UUID) -> int:
    found = select(func.count()).select_from(learners_of(counsellor_id).subquery())
    return session.scalar(found) or 0


@dataclass(frozen=True, slots=True)
class _Group:
    """Learners of one target who came equally far and stand in the same band."""

    milestone: int
    target: str | None
    band: int | None
    is_forecast: bool | None
    learners: int


def _groups(session: Session, conditions: Conditions) -> Sequence[_Group]:
    columns = (
        LearnerSummary.milestone,
        LearnerSummary.target,
        LearnerSummary.readiness // BAND,
        LearnerSummary.is_forecast,
    )
    rows = session.execute(select(*columns, func.count()).where(*conditions).group_by(*columns))
    return [_Group(*row) for row in rows]


def _distributions(work: Workspace, groups: Sequence[_Group]) -> tuple[Distribution, ...]:
    found: dict[str, dict[bool, list[int]]] = {}
    for group in groups:
        if group.target is None or group.band is None:  # no test yet
            continue
        empty = {kind: [0] * (100 // BAND) for kind in (False, True)}
        bands = found.setdefault(group.target, empty)[bool(group.is_forecast)]
        bands[min(group.band, len(bands) - 1)] += group.learners
    shown = [
        (target, Distribution(title_of(work, target) or "", tuple(by[False]), tuple(by[True])))
        for target, by in found.items()
    ]
    shown.sort(key=lambda pair: (-pair[1].learners, pair[0]))
    return tuple(distribution for _, distribution in shown)


def _ready(
    work: Workspace, session: Session, conditions: Conditions
) -> tuple[tuple[ReadyLearner, ...], int]:
    rows = session.execute(
        select(
            LearnerSummary,
            UserRegistration.first_name,
            UserRegistration.last_name,
            func.count().over(),
        )
        .join(UserRegistration, UserRegistration.id == LearnerSummary.learner_id)
        .where(*conditions, LearnerSummary.verdict == Verdict.JOB_READY)
        .order_by(LearnerSummary.readiness.desc(), UserRegistration.last_name, UserRegistration.id)
        .limit(READY_SHOWN)
    ).all()
    ready = tuple(
        ReadyLearner(
            id=row.learner_id,
            name=f"{first} {last}",
            target=title_of(work, row.target) or "",
            readiness=kept_readiness(row),
        )
        for row, first, last, _ in rows
    )
    return ready, rows[0][3] if rows else 0


def _shared_topics(
    work: Workspace, session: Session, conditions: Conditions
) -> tuple[SharedTopic, ...]:
    """Weak topics of those who are still on their way: who is done is no longer helped by a workshop."""
    rows = session.execute(
        select(LearnerSummary.target, LearnerSummary.weak_topics).where(
            *conditions,
            LearnerSummary.readiness.is_not(None),
            LearnerSummary.verdict.is_(None),
        )
    ).all()
    weak: Counter[str] = Counter()
    measured: Counter[str] = Counter()
    topics_of = {target: set(work.content.topics_of(target)) for target in work.content.targets}
    for target, topics in rows:
        own = topics_of.get(target, set())
        measured.update(own)
        weak.update(topic for topic in topics if topic in own)
    shared = sorted(weak.items(), key=lambda pair: (-pair[1], pair[0]))[:TOPICS_SHOWN]
    return tuple(
        SharedTopic(_title(work, topic), count, measured[topic]) for topic, count in shared
    )


def _title(work: Workspace, topic: str) -> str:
    known = work.content.topics.get(TopicId(topic))
    return known.short if known else topic
