"""What the filters offer: only what at least five people have."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from db.dates import month
from db.tables import MilestoneRollup
from plan_engine.metrics.definitions import FEWEST_PEOPLE
from plan_engine.metrics.milestones import Milestone
from plan_engine.values import TargetId
from services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Choices:
    """The values that each filter can take."""

    targets: Sequence[tuple[str, str]]
    """Key and title."""
    cohorts: Sequence[date]
    """Months of registration, newest first."""
    versions: Sequence[tuple[str, date]]
    """Content versions with the date of the first plan made from each, newest first."""


def choices(work: Workspace) -> Choices:
    """The targets, cohorts and content versions of the plans that were made."""
    row = MilestoneRollup
    by_target = (
        select(row.target, func.sum(row.learners))
        .where(row.milestone == Milestone.PLAN_MADE)
        .group_by(row.target)
        .having(func.sum(row.learners) >= FEWEST_PEOPLE)
        .order_by(row.target)
    )
    cohort = month(row.cohort)
    by_cohort = (
        select(cohort)
        .where(row.milestone == Milestone.REGISTERED)
        .group_by(cohort)
        .having(func.sum(row.learners) >= FEWEST_PEOPLE)
        .order_by(cohort.desc())
    )
    first = func.min(row.day)
    by_version = (
        select(row.content_version, first)
        .where(row.milestone == Milestone.PLAN_MADE)
        .group_by(row.content_version)
        .having(func.sum(row.learners) >= FEWEST_PEOPLE)
        .order_by(first.desc())
    )
    with work.reading() as session:
        return Choices(
            targets=[(key, title_of(work, key)) for key, _ in session.execute(by_target)],
            cohorts=list(session.scalars(by_cohort)),
            versions=[(version, day) for version, day in session.execute(by_version)],
        )


def title_of(work: Workspace, target: str) -> str:
    """A target's title; its key where the curriculum no longer has it."""
    known = work.content.targets.get(TargetId(target))
    return known.title if known else target
