"""The product team's figures beside the same figures from the raw tables."""

from datetime import date, timedelta

import pandas as pd
import pytest

from services.product import telling
from services.product.activity import Activity, activity
from services.product.choices import opening
from services.product.funnel import funnel
from services.product.outcomes import outcomes
from services.product.pass_rates import weekly_tests
from services.product.selection import Cut, Selection
from services.product.waiting import Wait
from services.workspace import Workspace
from tests.support import recomputed


def activity_of(work: Workspace, period: Selection, cut: Cut) -> Activity:
    """The page about engagement."""
    opened = opening(work)
    assert opened is not None
    return activity(work, period, opened[0], cut, weeks_a_cohort=4)


def compare(
    work: Workspace,
    raw: recomputed.Raw,
    period: Selection,
    until: date,
    completion: Wait,
    placement: Wait,
) -> None:
    """Every figure over everybody, where everything is told."""
    first, last = period.first, period.last
    active = activity_of(work, period, Cut.NONE)
    tests = weekly_tests(work, period, Cut.NONE, until)
    found = outcomes(work, period, Cut.NONE, until, completion=completion, placement=placement)

    rate = active.kept[""]
    assert (rate.part, rate.whole) == recomputed.engagement(raw, first, last)
    rate = tests.first_by_part[""]
    assert (rate.part, rate.whole) == recomputed.first_attempts(raw, first, last)
    rate = tests.eventual_by_part.get("", telling.Rate(0, 0))
    assert (rate.part, rate.whole) == recomputed.eventual(raw, first, last, until, 28)

    pairs = recomputed.readiness(raw, first, last)
    if len(pairs) > 1:  # one person's change has no interval
        change = found.readiness.whole[""]
        assert change is not None
        assert change.people == len(pairs)
        assert change.change == pytest.approx((pairs.score_after - pairs.score_before).mean())

    curve = found.completion.whole[""]
    assert curve is not None
    assert curve.at_horizon is not None
    assert curve.at_horizon.share == pytest.approx(
        recomputed.completed_by(raw, first, last, until, completion.horizon)
    )
    for span in found.completion.by_week:
        end = span.first + timedelta(days=7 * span.weeks - 1)
        assert (span.rate.part, span.rate.whole) == recomputed.completed_in_time(
            raw, span.first, end, until, completion.horizon
        )
    for outcome, rate in (
        ("placed_in_field", found.placement.in_field),
        ("placed_out_of_field", found.placement.out_of_field),
        (None, found.placement.responded),
    ):
        assert (rate.part, rate.whole) == recomputed.placed(
            raw, first, last, until, placement.horizon, outcome
        )

    for week, people in active.by_week.items():
        assert people == recomputed.active_learners(raw, week, week + timedelta(days=6))
    for day, people in active.by_day.items():
        assert people == recomputed.active_learners(raw, day, day)
    dates = pd.date_range(first, last)
    assert active.mean_a_day is not None
    assert active.mean_a_day.told == active.mean_a_day.of == len(dates)
    assert active.mean_a_day.value == pytest.approx(
        sum(recomputed.active_learners(raw, day.date(), day.date()) for day in dates) / len(dates)
    )

    for (cohort, since), cell in active.retention.items():
        members = [cohort + timedelta(weeks=k) for k in range(4)]
        members = [week for week in members if week <= last]
        assert (cell.part, cell.whole) == recomputed.retained(raw, members, since)

    steps = {
        (step.milestone.value, step.week_number): step.learners
        for step in funnel(work, period, until)
    }
    assert steps == recomputed.reached(raw, first, last, until)
