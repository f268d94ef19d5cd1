"""The success metrics at a glance: now, and in the period before."""

from dataclasses import dataclass
from typing import Any, TypeVar

from plan_engine.metrics.intervals import PairedChange
from services.product.engagement import engagement
from services.product.pass_rates import eventual_rates, first_attempt_rates
from services.product.placement import placement_rates
from services.product.readiness import readiness_gained
from services.product.selection import Cut, Selection
from services.product.telling import Rate
from services.product.waiting import Curve, completion_curves
from services.workspace import Workspace

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Glance:
    """All metrics over one selection."""

    engagement: Rate
    first_attempt: Rate
    eventual: Rate
    readiness: PairedChange | None
    readiness_is_hidden: bool
    completion: Curve | None
    completion_is_hidden: bool
    placement: Rate


def glance(work: Workspace, selection: Selection) -> Glance:
    """Each metric once; a rate of nobody has the whole 0."""
    gained = readiness_gained(work, selection, Cut.NONE)
    curves = completion_curves(work, selection, Cut.NONE)
    return Glance(
        engagement=_only(engagement(work, selection, Cut.NONE), Rate(0, 0)),
        first_attempt=_only(first_attempt_rates(work, selection, Cut.NONE), Rate(0, 0)),
        eventual=_only(eventual_rates(work, selection, Cut.NONE), Rate(0, 0)),
        readiness=_only(gained, None),
        readiness_is_hidden=bool(gained) and _only(gained, None) is None,
        completion=_only(curves, None),
        completion_is_hidden=bool(curves) and _only(curves, None) is None,
        placement=_only(placement_rates(work, selection, Cut.NONE), Rate(0, 0)),
    )


def _only(found: dict[Any, T], otherwise: T) -> T:
    return next(iter(found.values()), otherwise)
