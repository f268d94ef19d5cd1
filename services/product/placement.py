"""Placement: confirmed jobs in the field, over everybody who completed long enough ago."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.dates import days_after
from db.tables import MilestoneRollup
from plan_engine.metrics.definitions import PLACEMENT_DAYS
from plan_engine.metrics.milestones import Milestone
from services.product.freshness import counted_until
from services.product.selection import Cut, Selection, cut_key
from services.product.telling import HIDDEN, Rate, rate, told
from services.product.waiting import Curve, waiting_curves
from services.workspace import Workspace

_OUTCOMES = (Milestone.PLACED_IN_FIELD, Milestone.PLACED_OUT_OF_FIELD, Milestone.RESPONDED)


@dataclass(slots=True)
class Answers:
    """Completed plans, and for how many of them something came of it in time."""

    completed: int = 0
    people_completed: int = 0
    reached: int = 0
    people_reached: int = 0

    @property
    def groups(self) -> tuple[int, ...]:
        """All, those who got there, those who did not; counted from below."""
        return (
            self.people_completed,
            self.people_reached,
            max(self.people_completed - self.people_reached, 0),
        )


@dataclass(frozen=True, slots=True)
class Placement:
    """Shares of the plans that were completed long enough ago."""

    in_field: Rate
    out_of_field: Rate
    responded: Rate


def placement(work: Workspace, selection: Selection) -> Placement:
    """The three shares over the whole selection, by date of completion."""
    shares = [placement_rates(work, selection, Cut.NONE, one) for one in _OUTCOMES]
    return Placement(*(next(iter(found.values()), Rate(0, 0)) for found in shares))


def placement_rates(
    work: Workspace, selection: Selection, cut: Cut, outcome: Milestone = Milestone.PLACED_IN_FIELD
) -> dict[Any, Rate]:
    """Share of completed plans with this outcome in time, by part."""

    def fetch(session: Session, chosen: Selection) -> Mapping[Any, Answers]:
        return _answers(session, chosen, cut, outcome)

    with work.reading() as session:
        return {
            key: HIDDEN if one is None else rate(one.reached, one.completed)
            for key, one in told(session, selection, fetch).items()
        }


def placement_curve(work: Workspace, selection: Selection) -> Curve | None:
    """From completing a plan until a confirmed job in the field; None: nobody, or too few."""
    curves = waiting_curves(
        work,
        selection,
        Cut.NONE,
        begin=Milestone.COMPLETED,
        end=Milestone.PLACED_IN_FIELD,
        horizon=PLACEMENT_DAYS,
    )
    return next(iter(curves.values()), None)


def _answers(
    session: Session, selection: Selection, cut: Cut, outcome: Milestone
) -> dict[Any, Answers]:
    until = counted_until(session)
    if until is None:
        return {}
    last = min(selection.last, until - timedelta(days=PLACEMENT_DAYS))
    row = MilestoneRollup
    parts: dict[Any, Answers] = {}
    for milestone, day in ((Milestone.COMPLETED, row.day), (outcome, row.anchor_day)):
        key = cut_key(row, cut, day)
        found = session.execute(
            select(key.label("key"), func.sum(row.events), func.sum(selection.people()))
            .where(
                row.milestone == milestone,
                day.between(selection.first, last),
                *([] if milestone is Milestone.COMPLETED else [_in_time()]),
                *selection.narrows(row),
            )
            .group_by(key)
        )
        for part, events, people in found:
            one = parts.setdefault(part, Answers())
            if milestone is Milestone.COMPLETED:
                one.completed, one.people_completed = int(events), int(people)
            else:
                one.reached, one.people_reached = int(events), int(people)
    return parts


def _in_time() -> Any:
    return MilestoneRollup.day <= days_after(MilestoneRollup.anchor_day, PLACEMENT_DAYS)
