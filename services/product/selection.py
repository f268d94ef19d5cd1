"""Whom and when a figure is about: whole weeks, and perhaps one target, cohort and content version."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, SQLColumnExpression, String, cast, literal

from db.dates import monday, month
from db.tables import MilestoneRollup
from db.tables.rollups import NONE, Segment


class Filter(StrEnum):
    """What a selection can be narrowed by."""

    TARGET = "target"
    COHORT = "cohort"
    VERSION = "version"


class Cut(StrEnum):
    """Into what a figure can be divided."""

    NONE = "none"
    WEEK = "week"
    TARGET = "target"
    COHORT = "cohort"
    VERSION = "version"


@dataclass(frozen=True, slots=True)
class Selection:
    """From the Monday `first` until the Sunday `last`; None does not narrow."""

    first: date
    last: date
    target: str | None = None
    cohort: date | None = None
    """The first day of the month in which learners registered (by the Monday of that week)."""
    version: str | None = None
    all_but: Filter | None = None
    """The filter that is turned round: everybody else within the other filters."""

    @property
    def weeks(self) -> int:
        """How many weeks it spans."""
        return ((self.last - self.first).days + 1) // 7

    def before(self) -> "Selection":
        """The period of the same length before this one."""
        length = self.last - self.first + timedelta(days=1)
        return replace(self, first=self.first - length, last=self.last - length)

    def complements(self) -> Iterator["Selection"]:
        """For each filter in use, everybody whom only this filter leaves out."""
        for one in Filter:
            if self.value_of(one) is not None:
                yield replace(self, all_but=one)

    def value_of(self, one: Filter) -> str | date | None:
        """What a filter is set to."""
        return {
            Filter.TARGET: self.target,
            Filter.COHORT: self.cohort,
            Filter.VERSION: self.version,
        }[one]

    def narrows(self, model: type[Segment]) -> Iterator[ColumnElement[bool]]:
        """The conditions on a total's segment."""
        for one in Filter:
            value = self.value_of(one)
            if value is not None:
                found = _expression(model, one) == value
                yield ~found if self.all_but is one else found

    def people(self) -> SQLColumnExpression[int]:
        """The column of the milestone rollup that counts each learner of the selection once."""
        one_target = self.target is not None and self.all_but is not Filter.TARGET
        return MilestoneRollup.learners_in_target if one_target else MilestoneRollup.learners


def cut_key(model: type[Segment], cut: Cut, day: SQLColumnExpression[date]) -> ColumnElement[Any]:
    """The expression to group by; `day` is the date that puts a row into a week."""
    if cut is Cut.NONE:
        # Not a bare constant: PostgreSQL groups by expressions only.
        return cast(literal(NONE), String)
    if cut is Cut.WEEK:
        return monday(day)
    return _expression(model, Filter(cut.value))


def _expression(model: type[Segment], one: Filter) -> ColumnElement[Any]:
    columns: dict[Filter, Any] = {
        Filter.TARGET: model.target,
        Filter.COHORT: month(model.cohort),
        Filter.VERSION: model.content_version,
    }
    expression: ColumnElement[Any] = columns[one]
    return expression
