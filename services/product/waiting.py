"""How long it takes until something happens, over everybody who began: completion and placement."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.tables import MilestoneRollup
from plan_engine.metrics.definitions import COMPLETION_DAYS
from plan_engine.metrics.milestones import Milestone
from plan_engine.metrics.survival import CurvePoint, reached_by, share_reached
from services.product.freshness import counted_until
from services.product.selection import Cut, Selection, cut_key
from services.product.telling import is_told, told
from services.workspace import Workspace


@dataclass(slots=True)
class Watched:
    """Plans from their beginning on, until something happened or until they could be watched no longer."""

    events: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    censored: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    people_begun: int = 0
    people_there: int = 0

    @property
    def groups(self) -> tuple[int, ...]:
        """Those who began, who got there, who did not; counted from below."""
        return (
            self.people_begun,
            self.people_there,
            max(self.people_begun - self.people_there, 0),
        )

    @property
    def begun(self) -> int:
        """Plans."""
        return sum(self.events.values()) + sum(self.censored.values())


@dataclass(frozen=True, slots=True)
class Curve:
    """A curve that may be told, and where it stands at the horizon."""

    begun: int
    points: tuple[CurvePoint, ...]
    """Between two of them nobody, or at least five, got there."""
    at_horizon: CurvePoint | None
    """None where nobody could be watched that long, or too few had got there by then."""
    watched_to_horizon: bool


def completion_curves(
    work: Workspace, selection: Selection, cut: Cut, horizon: int = COMPLETION_DAYS
) -> dict[Any, Curve | None]:
    """From starting a plan until completing it, of plans started in the period; None: too few."""
    return waiting_curves(
        work, selection, cut, begin=Milestone.PLAN_MADE, end=Milestone.COMPLETED, horizon=horizon
    )


def waiting_curves(
    work: Workspace,
    selection: Selection,
    cut: Cut,
    *,
    begin: Milestone,
    end: Milestone,
    horizon: int,
) -> dict[Any, Curve | None]:
    """From one milestone until another that counts from it, by part; by the date of the first."""

    def fetch(session: Session, chosen: Selection) -> Mapping[Any, Watched]:
        return _watched(session, chosen, cut, begin, end)

    with work.reading() as session:
        return {
            key: None if watched is None else _curve(watched, horizon)
            for key, watched in told(session, selection, fetch).items()
        }


def _curve(watched: Watched, horizon: int) -> Curve:
    points = share_reached(watched.events, watched.censored)
    at_horizon = reached_by(points, horizon)
    early = [point for point in points if point.day <= horizon]
    told_early = _told_points(early)
    if any(point.events for point in early) and not told_early:
        at_horizon = None
    late = _told_points([point for point in points if point.day > horizon])
    return Curve(
        watched.begun,
        tuple(told_early + late),
        at_horizon,
        watched_to_horizon=bool(points) and points[-1].day >= horizon,
    )


def _told_points(points: list[CurvePoint]) -> list[CurvePoint]:
    """So few of these points that before each of them, since the one before, enough got there.

    The last one is among them, so that the curve ends where it stands.
    """
    kept: list[CurvePoint] = []
    since = 0
    for point in points:
        since += point.events
        if since and is_told([since]):
            kept.append(point)
            since = 0
    if not kept or points[-1] is kept[-1]:
        return kept
    if since:
        kept.pop()  # its step and the rest are drawn as one
    return [*kept, points[-1]]


def _watched(
    session: Session, selection: Selection, cut: Cut, begin: Milestone, end: Milestone
) -> dict[Any, Watched]:
    row = MilestoneRollup
    until = counted_until(session)
    if until is None:
        return {}
    key = cut_key(row, cut, row.anchor_day)
    began_on = row.day if begin is Milestone.COMPLETED else row.anchor_day
    begun = _by_day(session, selection, begin, began_on, cut, until)
    parts: dict[Any, Watched] = defaultdict(Watched)
    left: dict[tuple[Any, date], int] = defaultdict(int)
    for part, first, _, events, people in begun:
        left[part, first] += events
        parts[part].people_begun += people
    found = session.execute(
        select(
            key.label("key"),
            row.anchor_day,
            row.day,
            func.sum(row.events),
            func.sum(selection.people()),
        )
        .where(
            row.milestone == end,
            row.anchor_day.between(selection.first, min(selection.last, until)),
            row.day <= until,
            *selection.narrows(row),
        )
        .group_by(key, row.anchor_day, row.day)
    )
    for part, first, day, events, people in found:
        parts[part].events[(day - first).days] += int(events)
        parts[part].people_there += int(people)
        left[part, first] -= int(events)
    for (part, first), count in left.items():
        if count:
            parts[part].censored[(until - first).days] += count
    return parts


def _by_day(
    session: Session, selection: Selection, begin: Milestone, day: Any, cut: Cut, until: date
) -> list[tuple[Any, date, date, int, int]]:
    key = cut_key(MilestoneRollup, cut, day)
    found = session.execute(
        select(
            key.label("key"),
            day,
            func.sum(MilestoneRollup.events),
            func.sum(selection.people()),
        )
        .where(
            MilestoneRollup.milestone == begin,
            day.between(selection.first, min(selection.last, until)),
            *selection.narrows(MilestoneRollup),
        )
        .group_by(key, day)
    )
    return [(part, first, first, int(events), int(people)) for part, first, events, people in found]
