"""The funnel from registration to verdict, of the learners who registered in the period."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.tables import MilestoneRollup
from plan_engine.metrics.milestones import FUNNEL, Milestone
from services.product.freshness import counted_until
from services.product.selection import Selection
from services.product.telling import is_told, told
from services.workspace import Workspace

Key = tuple[Milestone, int]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the funnel."""

    milestone: Milestone
    week_number: int
    learners: int | None
    """Who came so far, each once; None where they, or those lost since the step before, are too few."""


@dataclass(frozen=True, slots=True)
class Reached:
    """Learners who came so far."""

    learners: int

    @property
    def groups(self) -> tuple[int, ...]:
        """Themselves."""
        return (self.learners,)


def funnel(work: Workspace, selection: Selection) -> list[Step]:
    """Its steps in order; without anybody, an empty list.

    With a target or a content version, it begins where one is chosen: with the assessment.
    """

    def fetch(session: Session, chosen: Selection) -> Mapping[Key, Reached]:
        return _reached(session, chosen)

    with work.reading() as session:
        counted = told(session, selection, fetch)
    everybody = selection.target is None and selection.version is None
    steps = [key for key in FUNNEL if everybody or key[0] is not Milestone.REGISTERED]
    if counted.get(steps[0]) is None:
        return [Step(*key, None) for key in steps] if counted else []
    return list(_steps(steps, counted))


def _steps(steps: list[Key], counted: Mapping[Key, Reached | None]) -> list[Step]:
    """A step is hidden too where the number lost since the last one that is told is too small."""
    shown: list[Step] = []
    last: int | None = None
    for key in steps:
        found = counted.get(key, Reached(0))
        learners = None if found is None else found.learners
        if learners is not None and last is not None and not is_told([abs(last - learners)]):
            learners = None
        if learners is not None:
            last = learners
        shown.append(Step(*key, learners))
    return shown


def _reached(session: Session, selection: Selection) -> dict[Key, Reached]:
    until = counted_until(session)
    if until is None:
        return {}
    row = MilestoneRollup
    found = session.execute(
        select(row.milestone, row.week_number, func.sum(selection.people()))
        .where(
            row.cohort.between(selection.first, selection.last),
            row.day <= until,
            row.milestone.in_({milestone for milestone, _ in FUNNEL}),
            *selection.narrows(row),
        )
        .group_by(row.milestone, row.week_number)
    )
    wanted = set(FUNNEL)
    return {
        (milestone, number): Reached(int(people))
        for milestone, number, people in found
        if (milestone, number) in wanted
    }
