"""The page about engagement: who is active a day and a week, who keeps to their plan, who stays."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from services.product.active import by_day, by_week
from services.product.choices import Freshness
from services.product.engagement import days, rates, weekly_rates
from services.product.retention import Key, active_weeks, in_weeks, retention
from services.product.selection import Cut, Selection
from services.product.telling import Rate, WeeklyRate, the_only
from services.workspace import Workspace

MOST_OF_IT: Final = 0.9
"""The share of dates that a mean needs: what may not be told are the quiet ones."""


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean over the dates, or weeks, that may be told: over all of them, the others would follow."""

    value: float
    told: int
    of: int
    """Dates, or weeks, in the period, from the first week with anybody in it on; 0: it was over by then."""


@dataclass(frozen=True, slots=True)
class Activity:
    """Its figures. None: too few people to tell."""

    by_day: Mapping[date, int | None]
    """Active learners on each date."""
    by_week: Mapping[date, int | None]
    """Active learners in each week, by its Monday, each once a week."""
    mean_a_day: Mean | None
    mean_a_week: Mean | None
    kept_whole: Rate
    kept: Mapping[Any, Rate]
    """Scheduled dates kept, by part."""
    kept_by_week: Sequence[WeeklyRate]
    retention: Mapping[Key, Rate]


def activity(
    work: Workspace,
    selection: Selection,
    fresh: Freshness,
    cut: Cut,
    *,
    weeks_a_cohort: int,
) -> Activity:
    """All of it, in four statements."""
    # Cohorts of one week are told beside each week's number, also in the weeks of later periods: so
    # all of them are decided on together, whichever are shown.
    cohorts = (
        replace(selection, first=min(fresh.first_week, selection.first), last=fresh.last_day)
        if weeks_a_cohort == 1
        else selection
    )
    with work.reading() as session:
        found = days(session, selection, cut)
        weeks = active_weeks(session, cohorts)
        stayed = retention(session, cohorts, weeks, fresh.last_day, weeks_a_cohort=weeks_a_cohort)
    trend = found.kept.by_week()
    a_week = in_weeks(weeks, selection)
    day_by_day = by_day(found.active, a_week, selection, trend)
    week_by_week = by_week(a_week, selection)
    return Activity(
        by_day=day_by_day,
        by_week=week_by_week,
        mean_a_day=_mean(day_by_day, fresh.first_week),
        mean_a_week=_mean(week_by_week, fresh.first_week),
        kept_whole=the_only(rates(found.kept.whole())),
        kept=rates(found.kept.by_part(trend)),
        kept_by_week=weekly_rates(trend),
        retention={
            key: rate for key, rate in stayed.items() if selection.first <= key[0] <= selection.last
        },
    )


def _mean(numbers: Mapping[date, int | None], first_week: date) -> Mean | None:
    """None where too little of the period may be told to speak for it.

    The period before one can begin where nobody was there yet: that is no part of it.
    """
    counted = [number for day, number in numbers.items() if day >= first_week]
    told = [number for number in counted if number is not None]
    if len(told) < MOST_OF_IT * len(counted):
        return None
    return Mean(sum(told) / len(told) if told else 0.0, len(told), len(counted))
