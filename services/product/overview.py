"""The success metrics at a glance: now, and in the period before."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from plan_engine.metrics.intervals import PairedChange
from plan_engine.metrics.milestones import Milestone
from services.product import engagement, waiting
from services.product.counts import Counts
from services.product.narrowing import period_of
from services.product.outcomes import share_of_all
from services.product.pass_rates import Sittings, sittings
from services.product.readiness import Pairs, changes, pairs
from services.product.selection import Cut, Selection
from services.product.telling import Rate, the_only
from services.product.waiting import COMPLETION, PLACEMENT, Arrivals, Curve, Watched
from services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Glance:
    """All metrics over one selection."""

    engagement: Rate
    first_attempt: Rate
    eventual: Rate
    readiness: Mapping[str, PairedChange | None]
    """Under one key; empty where nobody sat the final test, None where too few."""
    completion: Mapping[str, Curve | None]
    """Under one key; empty where no plan was started, None where too few."""
    placement: Rate


@dataclass(frozen=True, slots=True)
class _Counted:
    """What was counted over both periods."""

    kept: Counts[engagement.Dates]
    tests: Sittings
    paired: Counts[Pairs]
    finished: Arrivals
    placed: Arrivals


def glance(work: Workspace, selection: Selection, until: date) -> tuple[Glance, Glance]:
    """Each metric now and in the period before; a rate of nobody has the whole 0.

    Eight statements over both periods; dates are counted until `until`.
    """
    both, before, whole = selection.with_before(), selection.before(), Cut.NONE
    with work.reading() as session:
        counted = _Counted(
            kept=engagement.days(session, both, whole).kept,
            tests=sittings(session, both, whole, until, period_of),
            paired=pairs(session, both, whole, period_of),
            finished=waiting.arrivals(session, both, whole, COMPLETION, until)[Milestone.COMPLETED],
            placed=waiting.arrivals(session, both, whole, PLACEMENT, until, period_of)[
                Milestone.PLACED_IN_FIELD
            ],
        )
        days = {
            period: waiting.watched(session, period, whole, COMPLETION, until)
            for period in (selection, before)
        }
    return (
        _glance(counted, selection, days[selection]),
        _glance(counted, before, days[before]),
    )


def _glance(counted: _Counted, period: Selection, days: Mapping[Any, Watched]) -> Glance:
    first, last = period.first, period.last
    first_attempt, eventual = counted.tests.between(first, last).whole()
    kept = engagement.rates(counted.kept.between(first, last).whole())
    return Glance(
        engagement=the_only(kept),
        first_attempt=first_attempt,
        eventual=eventual,
        readiness=changes(counted.paired.between(first, last).whole()),
        completion=waiting.curves(
            counted.finished.ever.between(first, last).whole(),
            waiting.together(days),
            COMPLETION.horizon,
        ),
        placement=share_of_all(counted.placed.between(first, last)),
    )
