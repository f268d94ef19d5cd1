"""The page about engagement: who is active a day and a week, who keeps to their plan, who stays."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from services.product.choices import Freshness
from services.product.engagement import days, rates, weekly_rates
from services.product.retention import Key, active_weeks, by_week, numbers, retention
from services.product.selection import Cut, Selection
from services.product.telling import Rate, WeeklyRate
from services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Activity:
    """Its figures. None: too few people to tell."""

    by_day: Mapping[date, int | None]
    """Active learners on each date."""
    by_week: Mapping[date, int | None]
    """Active learners in each week, by its Monday, each once a week."""
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
    with work.reading() as session:
        found = days(session, selection, cut)
        weeks = active_weeks(session, selection)
        stayed = retention(session, selection, weeks, fresh.last_day, weeks_a_cohort=weeks_a_cohort)
    dates = [selection.first + timedelta(days=k) for k in range(7 * selection.weeks)]
    return Activity(
        by_day=numbers(found.active, selection, dates),
        by_week=by_week(weeks, selection),
        kept=rates(found.kept.by_part()),
        kept_by_week=weekly_rates(found.kept),
        retention=stayed,
    )
