"""Nothing is told about fewer than five people: not directly, not by what a filter or a part leaves out."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plan_engine.metrics.definitions import FEWEST_PEOPLE
from plan_engine.metrics.survival import share_reached
from services.product.activity import Mean, activity
from services.product.choices import Freshness, opening
from services.product.funnel import funnel
from services.product.outcomes import outcomes
from services.product.overview import glance
from services.product.pass_rates import weekly_tests
from services.product.selection import Cut, Selection
from services.product.telling import is_told, told, told_by_week
from services.product.waiting import told_points
from services.rollups.keeper import keep_rollups
from services.workspace import Workspace
from tests.support.clock import Clock
from tests.support.heads import Heads
from tests.support.made_up_lives import Lives, at

MONDAY = date(2026, 1, 5)
LAST = date(2026, 3, 29)
PERIOD = Selection(MONDAY, LAST)


heads = st.tuples(st.integers(0, 12), st.integers(0, 12)).map(lambda n: Heads(max(n), min(n)))
targets = st.dictionaries(st.sampled_from("abcdef"), heads, max_size=6)


@given(targets)
def test_what_is_told_is_about_enough_people_and_so_is_what_is_hidden(
    counts: dict[str, Heads],
) -> None:
    shown = told(counts, [])
    for one in shown.values():
        assert one is None or all(n == 0 or n >= FEWEST_PEOPLE for n in one.groups)
    hidden = sum(counts[key].people for key, one in shown.items() if one is None)
    assert hidden == 0 or hidden >= FEWEST_PEOPLE or all(one is None for one in shown.values())


@given(targets)
def test_a_filtered_figure_is_told_only_if_those_left_out_are_enough(
    counts: dict[str, Heads],
) -> None:
    """The figure without the filter, minus the figure with it, is about those left out."""

    chosen = {"": Heads.of([one for key, one in counts.items() if key == "a"])}
    left_out = {"": Heads.of([one for key, one in counts.items() if key != "a"])}
    shown = told(chosen, [left_out])[""]
    others = Heads.of([one for key, one in counts.items() if key != "a"])
    if shown is not None:
        assert is_told(shown.groups)
        assert is_told(others.groups)


@given(st.lists(heads, max_size=20))
def test_weeks_put_together_are_enough_and_lose_nobody(weekly: list[Heads]) -> None:
    counts = {MONDAY + timedelta(weeks=k): one for k, one in enumerate(weekly)}
    spans = told_by_week(counts, [])
    everybody = Heads.of(weekly)
    for span in spans:
        assert span.counted is None or is_told(span.counted.groups)
    assert sum(span.weeks for span in spans) == len(weekly)
    if is_told(everybody.groups):
        assert Heads.of([span.counted for span in spans if span.counted]) == everybody


def test_weeks_that_may_be_told_stay_where_the_last_ones_may_not() -> None:
    """Three of 26 may not be told, and no week helps: but neither is the sum of all weeks told."""
    counts = {
        MONDAY + timedelta(weeks=k): one for k, one in enumerate([Heads(58, 0), Heads(26, 3)])
    }
    spans = told_by_week(counts, [])
    assert [(span.weeks, span.counted) for span in spans] == [(1, Heads(58, 0)), (1, None)]
    assert told({"": Heads.of(list(counts.values()))}, []) == {"": None}


@given(st.dictionaries(st.integers(0, 30), st.integers(1, 6)), st.integers(0, 50))
def test_between_two_points_of_a_curve_nobody_or_enough_people_got_there(
    events: dict[int, int], never: int
) -> None:
    points = list(share_reached(events, {40: never}))
    kept = told_points(points)
    since = 0
    for point in points:
        since += point.events
        if point in kept:
            assert since == 0 or since >= FEWEST_PEOPLE
            since = 0


def everything(work: Workspace, chosen: Selection) -> dict[str, Any]:
    """Every figure of every page."""
    until = LAST
    fresh = Freshness(at(LAST + timedelta(days=1)), 1, until, MONDAY, LAST)
    return {
        "glance": glance(work, chosen, until),
        "activity": [activity(work, chosen, fresh, cut, weeks_a_cohort=4) for cut in Cut],
        "tests": [weekly_tests(work, chosen, cut, until) for cut in Cut],
        "outcomes": [outcomes(work, chosen, cut, until) for cut in Cut],
        "funnel": funnel(work, chosen, until),
    }


def numbers(found: Any, path: str = "") -> list[tuple[str, float]]:
    """Every number that can be read off, but for how many weeks a span has."""
    if isinstance(found, bool) or found is None:
        return []
    if isinstance(found, int | float):
        return [(path, found)]
    if is_dataclass(found):
        return [
            number
            for field in fields(found)
            if field.name not in {"weeks", "week_number"}
            for number in numbers(getattr(found, field.name), f"{path}.{field.name}")
        ]
    if isinstance(found, Mapping):
        return [number for key, one in found.items() for number in numbers(one, f"{path}.{key}")]
    if isinstance(found, list | tuple):
        return [number for one in found for number in numbers(one, path)]
    return []


def lived(lives: Lives, learners: int) -> None:
    """Each comes all the way; the last day differs."""
    for number in range(learners):
        learner = lives.learner(MONDAY)
        plan, weeks = lives.plan(learner, MONDAY, weeks=3)
        for k, week in enumerate(weeks):
            lives.sits_week(learner, plan, week, MONDAY + timedelta(days=7 * k + 6), passed=True)
        for k in range(10):
            lives.active(learner, MONDAY + timedelta(days=k))
        lives.sits_final(learner, plan, MONDAY + timedelta(days=22), 75 + number)


@pytest.mark.parametrize("learners", [1, 4])
def test_a_handful_of_learners_leaves_no_number_on_any_page(
    work: Workspace, lives: Lives, clock: Clock, learners: int
) -> None:
    lived(lives, learners)
    clock.set(at(LAST + timedelta(days=1), 6))
    keep_rollups(work)
    assert [found for found in numbers(everything(work, PERIOD)) if found[1] != 0] == []
    offered = opening(work)
    assert offered is not None
    assert not offered[1].targets
    assert not offered[1].cohorts
    assert not offered[1].versions


def test_a_mean_is_over_the_dates_that_may_be_told_and_says_so(
    work: Workspace, lives: Lives, clock: Clock
) -> None:
    """One person on one date: the other dates and a mean over all would tell how many that was."""
    lived(lives, 5)
    lives.active(lives.learner(MONDAY), MONDAY + timedelta(days=40))
    clock.set(at(LAST + timedelta(days=1), 6))
    keep_rollups(work)
    opened = opening(work)
    assert opened is not None
    found = activity(work, PERIOD, opened[0], Cut.NONE, weeks_a_cohort=4)
    assert 5 in found.by_day.values()
    assert found.by_day[MONDAY + timedelta(days=40)] is None
    told = [number for number in found.by_day.values() if number is not None]
    assert found.mean_a_day == Mean(sum(told) / len(told), len(told), len(found.by_day))
    assert len(told) < len(found.by_day)


def test_five_learners_are_enough(work: Workspace, lives: Lives, clock: Clock) -> None:
    lived(lives, 5)
    clock.set(at(LAST + timedelta(days=1), 6))
    keep_rollups(work)
    at_a_glance, _ = glance(work, PERIOD, LAST)
    assert (at_a_glance.first_attempt.part, at_a_glance.first_attempt.whole) == (15, 15)
    (gained,) = at_a_glance.readiness.values()
    assert gained is not None
    assert gained.people == 5
    offered = opening(work)
    assert offered is not None
    assert offered[1].targets == [("backend", "backend")]


def test_a_sixth_learner_of_another_target_is_not_found_by_a_filter(
    work: Workspace, lives: Lives, clock: Clock
) -> None:
    """All minus backend would be one person: so the filtered figures are hidden, the whole is told."""
    lived(lives, 5)
    odd = lives.learner(MONDAY)
    plan, weeks = lives.plan(odd, MONDAY, target="frontend", weeks=3)
    lives.sits_week(odd, plan, weeks[0], MONDAY + timedelta(days=6), passed=True)
    clock.set(at(LAST + timedelta(days=1), 6))
    keep_rollups(work)
    backend = Selection(MONDAY, LAST, target="backend")
    assert glance(work, PERIOD, LAST)[0].first_attempt.whole == 16
    assert glance(work, backend, LAST)[0].first_attempt.is_hidden
    parts = weekly_tests(work, PERIOD, Cut.TARGET, LAST).first_by_part
    assert all(rate.is_hidden for rate in parts.values())
