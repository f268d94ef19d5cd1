"""What each page of the product team, and of a counsellor, asks its services for."""

from collections.abc import Callable
from uuid import UUID

from services.caseload import caseload
from services.counsellor.cohort import cohort
from services.product.activity import activity
from services.product.choices import Freshness, opening
from services.product.funnel import funnel
from services.product.outcomes import outcomes
from services.product.overview import glance
from services.product.pass_rates import weekly_tests
from services.product.remembered import remembered
from services.product.selection import Cut, Selection
from services.workspace import Workspace

View = Callable[[], object]


def views_of(work: Workspace, chosen: Selection, counsellor: UUID) -> dict[str, View]:
    """By page: everything that one run of it reads, the filters' choices too."""

    def opened() -> Freshness:
        found = opening(work)
        assert found is not None  # the totals were kept before
        return found[0]

    def page(look: Callable[[Freshness], object]) -> View:
        return lambda: look(opened())

    def both(fresh: Freshness, view: Callable[..., object], *args: object, **named: object) -> None:
        for period in (chosen, chosen.before()):
            remembered(work, fresh.version, view, period, *args, **named)

    return {
        "Overview": page(lambda new: remembered(work, new.version, glance, chosen, new.until)),
        "Engagement": page(lambda new: both(new, activity, new, Cut.TARGET, weeks_a_cohort=4)),
        "Weekly tests": page(lambda new: both(new, weekly_tests, Cut.TARGET, new.until)),
        "Outcomes": page(lambda new: both(new, outcomes, Cut.TARGET, new.until)),
        "Funnel": page(lambda new: both(new, funnel, new.until)),
        "Caseload": lambda: caseload(work, counsellor),
        "Caseload, page 100": lambda: caseload(work, counsellor, page=100),
        "Cohort": lambda: cohort(work, counsellor),
    }
