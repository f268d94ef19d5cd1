"""How many statements each product page takes, whatever is chosen: each costs more than small totals do."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from sqlalchemy import event

from services.product.activity import activity
from services.product.choices import Freshness, opening
from services.product.funnel import funnel
from services.product.outcomes import outcomes
from services.product.overview import glance
from services.product.pass_rates import weekly_tests
from services.product.selection import Cut, Selection
from services.rollups.keeper import keep_rollups
from services.workspace import Workspace
from tests.support.clock import Clock
from tests.support.made_up_lives import Lives, at, at_random

FIRST, LAST = date(2026, 1, 5), date(2026, 3, 29)
FRESH = Freshness(at(LAST + timedelta(days=1)), LAST, FIRST, LAST)
View = Callable[[Workspace, Selection], object]
VIEWS: dict[str, tuple[View, int]] = {
    "the filters": (lambda work, _: opening(work), 2),
    "overview": (lambda work, chosen: glance(work, chosen, LAST), 8),
    "engagement": (
        lambda work, chosen: activity(work, chosen, FRESH, Cut.TARGET, weeks_a_cohort=4),
        4,
    ),
    "weekly tests": (lambda work, chosen: weekly_tests(work, chosen, Cut.COHORT, LAST), 1),
    "outcomes": (lambda work, chosen: outcomes(work, chosen, Cut.VERSION, LAST), 5),
    "funnel": (lambda work, chosen: funnel(work, chosen, LAST), 1),
}


@pytest.fixture
def populated(work: Workspace, lives: Lives, clock: Clock) -> Workspace:
    at_random(lives, 12, FIRST, LAST, seed=8)
    clock.set(at(LAST + timedelta(days=1), 6))
    keep_rollups(work)
    return work


@contextmanager
def counted(work: Workspace) -> Iterator[list[str]]:
    statements: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.lstrip().lower().startswith(("select", "with")):
            statements.append(statement)

    event.listen(work.engine, "before_cursor_execute", note)
    yield statements
    event.remove(work.engine, "before_cursor_execute", note)


def test_filters_add_no_statements(populated: Workspace) -> None:
    everybody = Selection(FIRST, LAST)
    few = Selection(FIRST, LAST, target="backend", cohort=date(2026, 1, 1), version="v1")
    for name, (view, at_most) in VIEWS.items():
        for chosen in (everybody, few):
            with counted(populated) as statements:
                view(populated, chosen)
            assert len(statements) == at_most, name
