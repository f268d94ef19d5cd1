"""Readiness gained between the assessment and the final test by the same learners."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from db.tables import ReadinessRollup
from plan_engine.metrics.intervals import PairedChange, PairedSums, paired_change
from services.product.counts import Cell, Counts, counts_of
from services.product.narrowing import FIRST, LAST, Narrowing, When, part_of, week_of
from services.product.selection import Cut, Selection
from services.product.telling import Span


@dataclass(frozen=True, slots=True)
class Pairs:
    """Learners with both scores, as sums."""

    sums: PairedSums

    @classmethod
    def of(cls, ones: Sequence["Pairs"]) -> "Pairs":
        """All together."""
        return cls(
            PairedSums(
                sum(one.sums.people for one in ones),
                sum(one.sums.before for one in ones),
                sum(one.sums.after for one in ones),
                sum(one.sums.change_squares for one in ones),
            )
        )

    @property
    def groups(self) -> tuple[int, ...]:
        """Each is somebody else."""
        return (self.sums.people,)


@dataclass(frozen=True, slots=True)
class WeeklyChange:
    """The mean change over some weeks that are told together; None where too few."""

    first: date
    weeks: int
    change: PairedChange | None


def pairs(session: Session, selection: Selection, cut: Cut, when: When = week_of) -> Counts[Pairs]:
    """Both scores by part and week of the final test. One statement."""
    statement = _statement(Narrowing(selection.filters), cut, when)
    found = session.connection().execute(statement, selection.parameters())
    sides: dict[str, dict[Cell, Pairs]] = defaultdict(dict)
    for side, part, monday, *sums in found.all():
        sides[side][part, monday] = Pairs(PairedSums(*map(int, sums)))
    return counts_of(sides, selection)


def changes(counted: Mapping[Any, Pairs | None]) -> dict[Any, PairedChange | None]:
    """The mean change by part; None where too few; no key: nobody."""
    return {key: _change(one) for key, one in counted.items()}


def weekly_changes(spans: Sequence[Span[Pairs]]) -> list[WeeklyChange]:
    """The mean change over spans of weeks."""
    return [WeeklyChange(span.first, span.weeks, _change(span.counted)) for span in spans]


def _change(one: Pairs | None) -> PairedChange | None:
    return None if one is None or one.sums.people < 2 else paired_change(one.sums)


@cache
def _statement(narrowing: Narrowing, cut: Cut, when: When) -> Select[Any]:
    row = ReadinessRollup
    keys = (narrowing.side(row), part_of(row, cut), when(row.day))
    # Over several targets, each learner once.
    each_once: ColumnElement[bool] = row.is_first.is_(True)
    own = narrowing.is_own_target(row)
    if own is not None:
        each_once = or_(own, each_once)
    sums = (row.learners, row.initial_scores, row.final_scores, row.change_squares)
    return (
        select(*keys, *(func.sum(column) for column in sums))
        .where(row.day.between(FIRST, LAST), each_once, *narrowing.near(row))
        .group_by(*keys)
    )
