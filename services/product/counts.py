"""Counts by part and week, for those whom a selection is about and for those whom one filter leaves out."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from db.tables.rollups import NONE
from services.product.crossing import Crossed
from services.product.selection import CHOSEN, Selection
from services.product.telling import Span, Summed, anything, told, told_by_week

S = TypeVar("S", bound=Summed)
T = TypeVar("T", bound=Summed)
Part = Any
Cell = tuple[Part, date]
"""A part, and the Monday of a week."""


@dataclass(frozen=True, slots=True)
class Counts(Generic[S]):
    """What one statement counted; every figure that is told of it comes through here."""

    counted: Mapping[Cell, S]
    others: Sequence[Mapping[Cell, S]] = ()

    def between(self, first: date, last: date) -> "Counts[S]":
        """Those of some weeks only."""
        return self._only(lambda week: first <= week <= last)

    def as_(self, seen: Callable[[S], T]) -> "Counts[T]":
        """The same, each seen in another way."""

        def those(cells: Mapping[Cell, S]) -> dict[Cell, T]:
            return {cell: seen(one) for cell, one in cells.items()}

        return Counts(those(self.counted), [those(one) for one in self.others])

    def whole(self) -> dict[str, S | None]:
        """All together, under the key NONE; nothing where nobody was counted."""
        return told(*self._by(lambda _part, _week: NONE))

    def by_part(
        self,
        *trends: Sequence[Span[Any]],
        beside: Callable[[Collection[Part]], bool] = anything,
    ) -> dict[Part, S | None]:
        """Part by part, as it may stand beside these trends of the same counts.

        `beside` says whether some parts may be told beside what else the screen tells.
        """
        crossed = [self._crossed(spans) for spans in trends]

        def are_told(parts: Collection[Part]) -> bool:
            return beside(parts) and all(one.are_told(parts) for one in crossed)

        return told(*self._by(lambda part, _week: part), are_told)

    def by_week(self, stretches: Sequence[Collection[date]] | None = None) -> list[Span[S]]:
        """Week after week, so many together that they may be told; `stretches` stay together."""
        return told_by_week(*self._by(_week_of), stretches)

    def _by(self, key: Callable[[Part, date], Any]) -> tuple[dict[Any, S], Sequence[dict[Any, S]]]:
        return _together(self.counted, key), [_together(one, key) for one in self.others]

    def _crossed(self, spans: Sequence[Span[Any]]) -> Crossed[S]:
        span_of = {
            week: span.first for span in spans if span.counted is not None for week in span.mondays
        }
        return Crossed(
            _together(self.counted, lambda part, week: (part, span_of.get(week))),
            frozenset(span_of.values()),
            is_whole_told=all(span.counted is not None for span in spans),
        )

    def _only(self, wanted: Callable[[date], bool]) -> "Counts[S]":
        def those(cells: Mapping[Cell, S]) -> dict[Cell, S]:
            return {cell: one for cell, one in cells.items() if wanted(cell[1])}

        return Counts(those(self.counted), [those(one) for one in self.others])


def counts_of(sides: Mapping[str, Mapping[Cell, S]], selection: Selection) -> Counts[S]:
    """Counts by side as `Selection.side` tells them apart."""
    return Counts(
        sides.get(CHOSEN, {}), [sides.get(side, {}) for side in selection.sides if side != CHOSEN]
    )


def _week_of(_part: Part, week: date) -> date:
    return week


def _together(cells: Mapping[Cell, S], key: Callable[[Part, date], Any]) -> dict[Any, S]:
    found: dict[Any, list[S]] = {}
    for (part, week), one in cells.items():
        found.setdefault(key(part, week), []).append(one)
    return {name: type(ones[0]).of(ones) for name, ones in found.items()}
