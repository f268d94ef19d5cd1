"""Every figure equals the same figure computed with pandas from the raw tables."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta

import pytest

from plan_engine.kinds import TestType
from services.product import telling
from services.product.activity import Activity
from services.product.outcomes import Outcomes, outcomes
from services.product.overview import glance
from services.product.pass_rates import WeeklyTests, weekly_tests
from services.product.selection import Cut, Selection
from services.product.waiting import COMPLETION, PLACEMENT
from services.rollups.keeper import keep_rollups
from services.workspace import Workspace
from tests.support import compared, recomputed
from tests.support.clock import Clock
from tests.support.compared import compare
from tests.support.made_up_lives import Lives, at, at_random

FIRST, LAST = date(2026, 1, 5), date(2026, 5, 3)
"""A Monday and a Sunday."""
UNTIL = LAST
SOON = replace(COMPLETION, horizon=30)
PLACED_SOON = replace(PLACEMENT, horizon=40)


@pytest.fixture
def populated(
    work: Workspace, lives: Lives, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Workspace]:
    """Forty learners, counted on the Monday after; nobody is too few, so that everything can be compared."""
    at_random(lives, 40, FIRST, LAST, seed=5)
    clock.set(at(LAST + timedelta(days=1), 6))
    keep_rollups(work)
    with _everything_is_told(monkeypatch):
        yield work


@contextmanager
def _everything_is_told(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as patched:
        patched.setattr(telling, "FEWEST_PEOPLE", 0)
        yield


PERIODS = [
    Selection(FIRST, LAST),
    Selection(date(2026, 2, 2), date(2026, 3, 29)),
    Selection(date(2026, 3, 30), LAST),
]


def test_every_figure_equals_its_recomputation(populated: Workspace) -> None:
    raw = recomputed.read(populated.engine)
    for period in PERIODS:
        compare(populated, raw, period, UNTIL, SOON, PLACED_SOON)


def activity_of(work: Workspace, period: Selection, cut: Cut = Cut.NONE) -> Activity:
    return compared.activity_of(work, period, cut)


def weekly_of(work: Workspace, period: Selection, cut: Cut = Cut.NONE) -> WeeklyTests:
    return weekly_tests(work, period, cut, UNTIL)


def outcomes_of(work: Workspace, period: Selection, cut: Cut = Cut.NONE) -> Outcomes:
    return outcomes(work, period, cut, UNTIL, completion=SOON, placement=PLACED_SOON)


def test_the_overview_says_what_the_pages_say_now_and_before(populated: Workspace) -> None:
    period = PERIODS[2]
    for at_a_glance, one in zip(
        glance(populated, period, UNTIL), (period, period.before()), strict=True
    ):
        found = outcomes(populated, one, Cut.NONE, UNTIL)
        tests = weekly_of(populated, one)
        assert at_a_glance.first_attempt == tests.first_whole
        assert at_a_glance.eventual == tests.eventual_whole
        assert at_a_glance.engagement == activity_of(populated, one).kept_whole
        assert at_a_glance.engagement == activity_of(populated, one).kept[""]
        assert at_a_glance.first_attempt == tests.first_by_part[""]
        assert at_a_glance.eventual == tests.eventual_by_part.get("", telling.Rate(0, 0))
        assert at_a_glance.readiness == found.readiness.whole
        assert at_a_glance.completion == found.completion.whole
        assert at_a_glance.placement == found.placement.in_field


def test_figures_of_parts_and_of_weeks_add_up_to_the_whole(populated: Workspace) -> None:
    period = PERIODS[0]
    whole = weekly_of(populated, period).first_by_part[""]
    found = outcomes_of(populated, period)
    for cut in (Cut.TARGET, Cut.COHORT, Cut.VERSION):
        parts = weekly_of(populated, period, cut).first_by_part.values()
        assert sum(part.whole or 0 for part in parts) == whole.whole
        assert sum(part.part or 0 for part in parts) == whole.part
        placed = outcomes_of(populated, period, cut).placement.by_part.values()
        assert sum(part.whole or 0 for part in placed) == found.placement.in_field.whole
        assert sum(part.part or 0 for part in placed) == found.placement.in_field.part
    weeks = [one.rate for one in weekly_of(populated, period).first]
    assert sum(rate.whole or 0 for rate in weeks) == whole.whole
    weeks = [one.rate for one in found.placement.by_week]
    assert sum(rate.part or 0 for rate in weeks) == found.placement.in_field.part
    finals = [one.change for one in found.readiness.by_week if one.change is not None]
    assert len(finals) > 1


def test_a_filter_gives_the_same_as_its_part(populated: Workspace) -> None:
    period = PERIODS[0]
    parts = weekly_of(populated, period, Cut.TARGET).first_by_part
    kept = activity_of(populated, period, Cut.TARGET).kept
    finished = outcomes_of(populated, period, Cut.TARGET).completion.by_part
    assert set(parts) == {"backend", "frontend"}
    for target, part in parts.items():
        chosen = Selection(period.first, period.last, target=target)
        assert weekly_of(populated, chosen).first_by_part[""] == part
        assert activity_of(populated, chosen).kept[""] == kept[target]
        assert outcomes_of(populated, chosen).completion.whole[""] == finished[target]


def test_two_filters_give_what_both_have_in_common(populated: Workspace) -> None:
    period = PERIODS[0]
    both = Selection(period.first, period.last, target="backend", version="v2")
    rate = weekly_of(populated, both).first_by_part[""]
    by_version = weekly_of(populated, replace(both, version=None), Cut.VERSION).first_by_part
    assert rate == by_version["v2"]
    assert rate.whole


def test_the_lives_are_varied_enough_to_compare(populated: Workspace) -> None:
    results = recomputed.read(populated.engine)["assessment_result"]
    kinds = results.test_type.value_counts()
    assert kinds[TestType.CORRECTION.value] >= 1
    assert len(recomputed.readiness(recomputed.read(populated.engine), FIRST, LAST)) > 1
    assert kinds[TestType.FINAL.value] >= 5
    assert 0 < results[results.test_type == "weekly"].passed.astype(bool).mean() < 1
