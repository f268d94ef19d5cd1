"""A selection as SQL: statements with parameters, built once for each set of filters in use.

Building a statement takes SQLAlchemy longer than small totals take the database, so every statement
over the totals is made by a cached function of a `Narrowing`, and run with `Selection.parameters`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Date,
    SQLColumnExpression,
    String,
    and_,
    bindparam,
    case,
    cast,
    literal,
    or_,
)

from db.dates import monday, month
from db.tables import MilestoneRollup
from db.tables.rollups import NONE, Segment
from services.product.selection import CHOSEN, Cut, Filter

FIRST: Final = bindparam("first", type_=Date())
LAST: Final = bindparam("last", type_=Date())
EVE: Final = bindparam("eve", type_=Date())
"""The date before the first."""
LATER: Final = bindparam("later", type_=Date())
"""The Monday with which the later of two periods begins."""
UNTIL: Final = bindparam("until", type_=Date())
"""The last date that is counted."""
OLD: Final = bindparam("old", type_=Date())
"""Whatever began until this date has been watched for long enough."""

When = Callable[[SQLColumnExpression[date]], ColumnElement[date]]
"""Which stretch of time a date belongs to, named by the Monday with which that begins."""


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Which filters a selection uses; their values are the statement's parameters."""

    filters: tuple[Filter, ...]

    def side(self, model: type[Segment]) -> ColumnElement[str]:
        """Whom a row is about: CHOSEN, or whom else, by the one filter that leaves them out.

        So that one statement counts both: a figure may be told only if those left out are enough.
        """
        matches = self._matches(model)
        if not matches:
            return no_part()
        return case(
            (and_(*matches.values()), literal(CHOSEN)),
            *((~condition, literal(one.value)) for one, condition in matches.items()),
        )

    def near(self, model: type[Segment]) -> list[ColumnElement[bool]]:
        """The condition for rows that have a side: at most one filter leaves them out."""
        matches = self.chosen(model)
        if len(matches) < 2:
            return []
        all_but_one = (
            and_(*(one for other, one in enumerate(matches) if other != left_out))
            for left_out in range(len(matches))
        )
        return [or_(*all_but_one)]

    def chosen(self, model: type[Segment]) -> list[ColumnElement[bool]]:
        """The conditions for rows about those whom the selection is about."""
        return list(self._matches(model).values())

    def people(self) -> ColumnElement[int]:
        """How many learners of the milestone rollup are new: each of a side counts once.

        Within one target those are new who were not there before with that target.
        """
        row = MilestoneRollup
        if Filter.TARGET not in self.filters:
            return row.learners + 0
        own = self._matches(row)[Filter.TARGET]
        return case((own, row.learners_in_target), else_=row.learners)

    def is_own_target(self, model: type[Segment]) -> ColumnElement[bool] | None:
        """Whether a row is about the selection's one target; None without one."""
        return self._matches(model).get(Filter.TARGET)

    def _matches(self, model: type[Segment]) -> Mapping[Filter, ColumnElement[bool]]:
        return {one: _column(model, one) == _VALUES[one] for one in self.filters}


_VALUES: Final[Mapping[Filter, ColumnElement[Any]]] = {
    Filter.TARGET: bindparam(Filter.TARGET.value, type_=String()),
    Filter.COHORT: bindparam(Filter.COHORT.value, type_=Date()),
    Filter.VERSION: bindparam(Filter.VERSION.value, type_=String()),
}


def part_of(model: type[Segment], cut: Cut) -> ColumnElement[Any]:
    """The expression that says to which part a row belongs."""
    return no_part() if cut is Cut.NONE else _column(model, Filter(cut.value))


def week_of(day: SQLColumnExpression[date]) -> ColumnElement[date]:
    """The week of a date."""
    return monday(day)


def period_of(day: SQLColumnExpression[date]) -> ColumnElement[date]:
    """To which of two periods a date belongs."""
    return case((day < LATER, FIRST), else_=LATER)


def no_part() -> ColumnElement[str]:
    """Nothing to tell rows apart by."""
    # Not a bare constant: PostgreSQL groups by expressions only.
    return cast(literal(NONE), String)


def _column(model: type[Segment], one: Filter) -> ColumnElement[Any]:
    columns: dict[Filter, Any] = {
        Filter.TARGET: model.target,
        Filter.COHORT: month(model.cohort),
        Filter.VERSION: model.content_version,
    }
    column: ColumnElement[Any] = columns[one]
    return column
