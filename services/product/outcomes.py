"""The page about outcomes: readiness gained, plans completed, learners placed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from plan_engine.metrics.intervals import PairedChange
from plan_engine.metrics.milestones import Milestone
from services.product.readiness import WeeklyChange, changes, pairs, weekly_changes
from services.product.selection import Cut, Selection
from services.product.telling import Rate, WeeklyRate, the_only
from services.product.waiting import (
    COMPLETION,
    PLACEMENT,
    Arrivals,
    Curve,
    Wait,
    Watched,
    arrivals,
    curves,
    rates,
    together,
    watched,
    weekly_rates,
)
from services.product.waiting_beside import by_part_beside, told_ends, trend_beside_all
from services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Readiness:
    """Points gained by the same learners. None: too few."""

    whole: Mapping[str, PairedChange | None]
    """Under one key; empty where nobody sat the final test."""
    by_part: Mapping[Any, PairedChange | None]
    by_week: Sequence[WeeklyChange]


@dataclass(frozen=True, slots=True)
class Completion:
    """Plans completed. None: too few."""

    whole: Mapping[str, Curve | None]
    """Under one key; empty where no plan was started."""
    by_part: Mapping[Any, Curve | None]
    by_week: Sequence[WeeklyRate]
    """Shares completed in time, of plans started long enough ago, by week of the start."""


@dataclass(frozen=True, slots=True)
class Placement:
    """What became of completed plans that are old enough."""

    in_field: Rate
    out_of_field: Rate
    responded: Rate
    curve: Curve | None
    """None: nobody, or too few."""
    by_part: Mapping[Any, Rate]
    by_week: Sequence[WeeklyRate]
    """By week of completing."""


@dataclass(frozen=True, slots=True)
class Outcomes:
    """The page's figures."""

    readiness: Readiness
    completion: Completion
    placement: Placement


def outcomes(
    work: Workspace,
    selection: Selection,
    cut: Cut,
    until: date,
    *,
    completion: Wait = COMPLETION,
    placement: Wait = PLACEMENT,
) -> Outcomes:
    """All of them, in five statements; dates are counted until `until`."""
    with work.reading() as session:
        paired = pairs(session, selection, cut)
        finished = arrivals(session, selection, cut, completion, until)[Milestone.COMPLETED]
        days = watched(session, selection, cut, completion, until)
        placed = arrivals(session, selection, cut, placement, until)
        search = watched(session, selection, Cut.NONE, placement, until)
    trend = paired.by_week()
    completed = trend_beside_all(finished)
    return Outcomes(
        Readiness(changes(paired.whole()), changes(paired.by_part(trend)), weekly_changes(trend)),
        Completion(
            curves(finished.ever.whole(), together(days), completion.horizon),
            curves(by_part_beside(finished, completed), days, completion.horizon),
            weekly_rates(completed),
        ),
        _placement(placed, search, placement.horizon),
    )


def _placement(
    placed: Mapping[Milestone, Arrivals], search: Mapping[Any, Watched], horizon: int
) -> Placement:
    in_field = placed[Milestone.PLACED_IN_FIELD]
    ends = {end: arrivals.in_time for end, arrivals in placed.items()}
    shares = {end: the_only(rates(one)) for end, one in told_ends(ends).items()}
    # The curve is of all who completed a plan, the shares are of those old enough.
    is_drawn = None not in in_field.too_recent.whole().values()
    curve = curves(in_field.ever.whole(), search, horizon) if is_drawn else {}
    trend = in_field.in_time.by_week()
    return Placement(
        in_field=shares[Milestone.PLACED_IN_FIELD],
        out_of_field=shares[Milestone.PLACED_OUT_OF_FIELD],
        responded=shares[Milestone.RESPONDED],
        curve=next(iter(curve.values()), None),
        by_part=rates(in_field.in_time.by_part(trend)),
        by_week=weekly_rates(trend),
    )


def share_of_all(arrived: Arrivals) -> Rate:
    """The share that got there in time; of nobody where nobody is old enough."""
    return the_only(rates(arrived.in_time.whole()))
