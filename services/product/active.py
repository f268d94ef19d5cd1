"""How many learners are active on a date and in a week, told beside each other and beside the dates kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from services.product.engagement import Dates
from services.product.selection import CHOSEN, Selection
from services.product.telling import Span, is_told, told_each

Numbers = dict[date, int | None]
"""Learners by date, or by the Monday of a week; None where too few."""


@dataclass(frozen=True, slots=True)
class People:
    """Different learners, and of a date those who were active in its week, but not on it."""

    learners: int
    another_day: int = 0

    @property
    def groups(self) -> tuple[int, ...]:
        """Both."""
        return (self.learners, self.another_day)


def by_week(weeks: Mapping[str, Mapping[date, int]], selection: Selection) -> Numbers:
    """Learners active in each week of the period, by its Monday; each learner once a week."""
    sides = {
        side: {week: People(learners) for week, learners in active.items()}
        for side, active in weeks.items()
    }
    return _numbers(sides, selection, [monday for monday, _ in selection.dates])


def by_day(
    days: Mapping[str, Mapping[date, int]],
    weeks: Mapping[str, Mapping[date, int]],
    selection: Selection,
    kept: Sequence[Span[Dates]],
) -> Numbers:
    """Learners active on each date of the period.

    The week's number minus a date's tells who came on other dates only. The dates' numbers minus
    the scheduled dates that were `kept` tell who came beyond their schedule: where those are too
    few, a date of that span is not told.
    """
    sides = {
        side: {
            day: People(learners, max(weeks.get(side, {}).get(_monday(day), 0) - learners, 0))
            for day, learners in active.items()
        }
        for side, active in days.items()
    }
    dates = [day for _, week in selection.dates for day in week]
    shown = _numbers(sides, selection, dates)
    for span in kept:
        if span.counted is not None:
            _hide_one(shown, span, span.counted)
    return shown


def _hide_one(shown: Numbers, span: Span[Dates], kept: Dates) -> None:
    """Hide the smallest number of a span where its sum would tell of too few beyond their schedule."""
    numbers = {
        day: shown.get(day, 0)
        for monday in span.mondays
        for day in (monday + timedelta(days=k) for k in range(7))
    }
    told = {day: learners for day, learners in numbers.items() if learners}
    if None in numbers.values() or not told:
        return
    beyond = max(learners - kept.active.get(day, 0) for day, learners in told.items())
    if not is_told([max(beyond, 0)]):
        shown[min(told, key=lambda day: (told[day], day))] = None


def _numbers(
    sides: Mapping[str, Mapping[date, People]], selection: Selection, wanted: Sequence[date]
) -> Numbers:
    others = [sides.get(side, {}) for side in selection.sides if side != CHOSEN]
    counted = told_each(sides.get(CHOSEN, {}), others)
    return {
        day: 0 if day not in counted else None if (one := counted[day]) is None else one.learners
        for day in wanted
    }


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
