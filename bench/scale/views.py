"""What each page of the product team asks its services for."""

from collections.abc import Callable
from datetime import date

from services.product.choices import choices
from services.product.engagement import (
    active_by_day,
    active_by_week,
    engagement,
    engagement_by_week,
)
from services.product.freshness import freshness
from services.product.funnel import funnel
from services.product.overview import glance
from services.product.pass_rates import (
    eventual_by_week,
    first_attempt_rates,
    first_attempts_by_week,
    first_attempts_by_week_number,
)
from services.product.placement import placement, placement_curve
from services.product.readiness import readiness_gained
from services.product.retention import retention
from services.product.selection import Cut, Selection
from services.product.waiting import completion_curves
from services.workspace import Workspace

View = Callable[[], object]


def views_of(work: Workspace, chosen: Selection, last_day: date) -> dict[str, View]:
    """By page: everything that one run of it reads, the filters' choices too."""

    def frame() -> list[object]:
        return [freshness(work), choices(work)]

    return {
        "Overview": lambda: [frame(), glance(work, chosen), glance(work, chosen.before())],
        "Engagement": lambda: [
            frame(),
            active_by_day(work, chosen),
            active_by_week(work, chosen),
            engagement_by_week(work, chosen),
            engagement(work, chosen, Cut.TARGET),
            retention(work, chosen, last_day, weeks_a_cohort=4),
        ],
        "Weekly tests": lambda: [
            frame(),
            first_attempts_by_week(work, chosen),
            eventual_by_week(work, chosen),
            first_attempts_by_week_number(work, chosen),
            first_attempt_rates(work, chosen, Cut.TARGET),
        ],
        "Outcomes": lambda: [
            frame(),
            *(readiness_gained(work, chosen, cut) for cut in (Cut.NONE, Cut.TARGET)),
            *(completion_curves(work, chosen, cut) for cut in (Cut.NONE, Cut.TARGET)),
            placement(work, chosen),
            placement_curve(work, chosen),
        ],
        "Funnel": lambda: [frame(), funnel(work, chosen)],
    }
