"""How many statements each product page takes, whatever is chosen: each costs more than small totals do."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import event

from db.engine import default_url, make_engine
from db.migrate import upgrade
from services.product.activity import activity
from services.product.choices import Freshness, opening
from services.product.funnel import funnel
from services.product.outcomes import outcomes
from services.product.overview import glance
from services.product.pass_rates import weekly_tests
from services.product.remembered import remembered
from services.product.selection import Cut, Selection
from services.rollups.keeper import keep_rollups
from services.workspace import Workspace
from tests.support.clock import Clock
from tests.support.made_up_lives import Lives, at, at_random

FIRST, LAST = date(2026, 1, 5), date(2026, 3, 29)
FRESH = Freshness(at(LAST + timedelta(days=1)), 1, LAST, FIRST, LAST)
View = Callable[[Workspace, Selection], object]
VIEWS: dict[str, tuple[View, int]] = {
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
    at_random(lives, 40, FIRST, LAST, seed=8)
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


def test_the_filters_are_read_once_for_each_writing_of_the_totals(populated: Workspace) -> None:
    for at_most in (2, 1):
        with counted(populated) as statements:
            assert opening(populated) is not None
        assert len(statements) == at_most


def test_a_second_look_reads_only_which_totals_there_are(populated: Workspace) -> None:
    def look() -> object:
        opened = opening(populated)
        assert opened is not None
        return remembered(populated, opened[0].version, glance, Selection(FIRST, LAST), LAST)

    first = look()
    with counted(populated) as statements:
        assert look() is first
    assert len(statements) == 1


def test_what_was_remembered_is_counted_again_when_the_totals_were_written(
    populated: Workspace, lives: Lives
) -> None:
    def sat() -> int | None:
        opened = opening(populated)
        assert opened is not None
        now, _ = remembered(populated, opened[0].version, glance, Selection(FIRST, LAST), LAST)
        return now.first_attempt.whole

    before = sat()
    assert before is not None
    for _ in range(5):
        learner = lives.learner(LAST - timedelta(days=10))
        plan, weeks = lives.plan(learner, LAST - timedelta(days=9))
        lives.sits_week(learner, plan, weeks[0], LAST - timedelta(days=1), passed=True)
    assert sat() == before
    keep_rollups(populated)
    assert sat() == before + 5


def test_two_databases_never_share_figures(populated: Workspace, tmp_path: Path) -> None:
    elsewhere = replace(populated, engine=make_engine(default_url(tmp_path / "elsewhere")))
    try:
        upgrade(elsewhere.engine)
        here = remembered(populated, 1, glance, Selection(FIRST, LAST), LAST)
        there = remembered(elsewhere, 1, glance, Selection(FIRST, LAST), LAST)
    finally:
        elsewhere.engine.dispose()
    assert here[0].first_attempt.whole
    assert not there[0].first_attempt.whole
