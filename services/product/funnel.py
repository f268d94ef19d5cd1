"""The funnel from registration to verdict, of the learners who registered in the period."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from db.tables import MilestoneRollup
from plan_engine.metrics.milestones import FUNNEL, Milestone
from services.product.narrowing import FIRST, LAST, UNTIL, Narrowing
from services.product.selection import CHOSEN, Selection
from services.product.telling import is_told, told_each
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


def funnel(work: Workspace, selection: Selection, until: date) -> list[Step]:
    """Its steps in order, counted until `until`; without anybody, an empty list. One statement.

    With a target or a content version, it begins where one is chosen: with the assessment.
    """

    with work.reading() as session:
        sides = _reached(session, selection, until)
    others = [sides[side] for side in selection.sides if side != CHOSEN]
    counted = told_each(sides[CHOSEN], others)
    everybody = selection.target is None and selection.version is None
    steps = [key for key in FUNNEL if everybody or key[0] is not Milestone.REGISTERED]
    if counted.get(steps[0]) is None:
        return [Step(*key, None) for key in steps] if counted else []
    return _steps(steps, counted, [sides[CHOSEN], *others])


def _steps(
    steps: list[Key],
    counted: Mapping[Key, Reached | None],
    sides: Sequence[Mapping[Key, Reached]],
) -> list[Step]:
    """A step is hidden too where the number lost since the last one that is told is too small."""
    shown: list[Step] = []
    last: Key | None = None
    for key in steps:
        found = counted.get(key, Reached(0))
        learners = None if found is None else found.learners
        if last is not None and not is_told(_lost(side, last, key) for side in sides):
            learners = None
        if learners is not None:
            last = key
        shown.append(Step(*key, learners))
    return shown


def _lost(side: Mapping[Key, Reached], last: Key, key: Key) -> int:
    nobody = Reached(0)
    return abs(side.get(last, nobody).learners - side.get(key, nobody).learners)


def _reached(session: Session, selection: Selection, until: date) -> dict[str, dict[Key, Reached]]:
    statement = _statement(Narrowing(selection.filters))
    found = session.connection().execute(statement, selection.parameters() | {"until": until})
    wanted = set(FUNNEL)
    sides: dict[str, dict[Key, Reached]] = defaultdict(dict)
    for side, milestone, number, people in found.all():
        if (milestone, number) in wanted:
            sides[side][milestone, number] = Reached(int(people))
    return sides


@cache
def _statement(narrowing: Narrowing) -> Select[*tuple[Any, ...]]:
    row = MilestoneRollup
    keys = (narrowing.side(row), row.milestone, row.week_number)
    return (
        select(*keys, func.sum(narrowing.people()))
        .where(
            row.cohort.between(FIRST, LAST),
            row.day <= UNTIL,
            row.milestone.in_({milestone for milestone, _ in FUNNEL}),
            *narrowing.near(row),
        )
        .group_by(*keys)
    )
