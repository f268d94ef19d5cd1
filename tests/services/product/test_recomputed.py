"""Every figure equals the same figure computed with pandas from the raw tables."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest

from plan_engine.kinds import TestType
from services.product import telling
from services.product.engagement import active_by_day, active_by_week, engagement
from services.product.funnel import funnel
from services.product.pass_rates import eventual_rates, first_attempt_rates
from services.product.readiness import readiness_gained
from services.product.retention import retention
from services.product.selection import Cut, Selection
from services.product.waiting import completion_curves
from services.rollups.keeper import keep_rollups
from services.workspace import Workspace
from tests.support import recomputed
from tests.support.clock import Clock
from tests.support.made_up_lives import Lives, at, at_random

FIRST, LAST = date(2026, 1, 5), date(2026, 5, 3)
"""A Monday and a Sunday."""
UNTIL = LAST


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
        compare(populated, raw, period)


def compare(populated: Workspace, raw: recomputed.Raw, period: Selection) -> None:
    first, last = period.first, period.last

    rate = engagement(populated, period, Cut.NONE)[""]
    assert (rate.part, rate.whole) == recomputed.engagement(raw, first, last)
    rate = first_attempt_rates(populated, period, Cut.NONE)[""]
    assert (rate.part, rate.whole) == recomputed.first_attempts(raw, first, last)
    rate = next(iter(eventual_rates(populated, period, Cut.NONE).values()), telling.Rate(0, 0))
    assert (rate.part, rate.whole) == recomputed.eventual(raw, first, last, UNTIL, 28)

    pairs = recomputed.readiness(raw, first, last)
    if len(pairs) > 1:  # one person's change has no interval
        change = readiness_gained(populated, period, Cut.NONE)[""]
        assert change is not None
        assert change.people == len(pairs)
        assert change.change == pytest.approx((pairs.score_after - pairs.score_before).mean())

    curve = completion_curves(populated, period, Cut.NONE, horizon=30)[""]
    assert curve is not None
    assert curve.at_horizon is not None
    assert curve.at_horizon.share == pytest.approx(
        recomputed.completed_by(raw, first, last, UNTIL, 30)
    )

    for week, people in active_by_week(populated, period).items():
        assert people == recomputed.active_learners(raw, week, week + timedelta(days=6))
    for day, people in active_by_day(populated, period).items():
        assert people == recomputed.active_learners(raw, day, day)

    for (cohort, since), cell in retention(populated, period, LAST, weeks_a_cohort=4).items():
        members = [cohort + timedelta(weeks=k) for k in range(4)]
        members = [week for week in members if week <= last]
        assert (cell.part, cell.whole) == recomputed.retained(raw, members, since)

    steps = {
        (step.milestone.value, step.week_number): step.learners
        for step in funnel(populated, period)
    }
    assert steps == recomputed.reached(raw, first, last, UNTIL)


def test_figures_of_parts_add_up_to_the_whole(populated: Workspace) -> None:
    period = PERIODS[0]
    whole = first_attempt_rates(populated, period, Cut.NONE)[""]
    for cut in (Cut.WEEK, Cut.TARGET, Cut.COHORT, Cut.VERSION):
        parts = first_attempt_rates(populated, period, cut).values()
        assert sum(part.whole or 0 for part in parts) == whole.whole
        assert sum(part.part or 0 for part in parts) == whole.part


def test_a_filter_gives_the_same_as_its_part(populated: Workspace) -> None:
    period = PERIODS[0]
    parts = first_attempt_rates(populated, period, Cut.TARGET)
    assert set(parts) == {"backend", "frontend"}
    for target, part in parts.items():
        chosen = Selection(period.first, period.last, target=target)
        assert first_attempt_rates(populated, chosen, Cut.NONE)[""] == part


def test_the_lives_are_varied_enough_to_compare(populated: Workspace) -> None:
    results = recomputed.read(populated.engine)["assessment_result"]
    kinds = results.test_type.value_counts()
    assert kinds[TestType.CORRECTION.value] >= 1
    assert len(recomputed.readiness(recomputed.read(populated.engine), FIRST, LAST)) > 1
    assert kinds[TestType.FINAL.value] >= 5
    assert 0 < results[results.test_type == "weekly"].passed.astype(bool).mean() < 1
