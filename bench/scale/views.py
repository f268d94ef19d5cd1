"""What each page of the product team asks its services for."""

from collections.abc import Callable

from services.product.activity import activity
from services.product.choices import Freshness, opening
from services.product.funnel import funnel
from services.product.outcomes import outcomes
from services.product.overview import glance
from services.product.pass_rates import weekly_tests
from services.product.selection import Cut, Selection
from services.workspace import Workspace

View = Callable[[], object]


def views_of(work: Workspace, chosen: Selection) -> dict[str, View]:
    """By page: everything that one run of it reads, the filters' choices too."""

    def opened() -> Freshness:
        found = opening(work)
        assert found is not None  # the totals were kept before
        return found[0]

    def figures(view: Callable[[Freshness], object]) -> View:
        return lambda: view(opened())

    return {
        "Overview": figures(lambda fresh: glance(work, chosen, fresh.until)),
        "Engagement": figures(
            lambda fresh: activity(work, chosen, fresh, Cut.TARGET, weeks_a_cohort=4)
        ),
        "Weekly tests": figures(lambda fresh: weekly_tests(work, chosen, Cut.TARGET, fresh.until)),
        "Outcomes": figures(lambda fresh: outcomes(work, chosen, Cut.TARGET, fresh.until)),
        "Funnel": figures(lambda fresh: funnel(work, chosen, fresh.until)),
    }
