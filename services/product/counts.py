"""Counts by part and week, for those whom a selection is about and for those whom one filter leaves out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from db.tables.rollups import NONE
from services.product.selection import CHOSEN, Selection
from services.product.telling import Span, Summed, told, told_by_week

S = TypeVar("S", bound=Summed)
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

    def whole(self) -> dict[str, S | None]:
        """All together, under the key NONE; nothing where nobody was counted."""
        return self._told(lambda _part, _week: NONE)

    def by_part(self) -> dict[Part, S | None]:
        """Part by part."""
        return self._told(lambda part, _week: part)

    def by_week(self) -> list[Span[S]]:
        """Week after week, so many together that they may be told."""
        return told_by_week(
            _together(self.counted, _week_of), [_together(one, _week_of) for one in self.others]
        )

    def _told(self, key: Callable[[Part, date], Any]) -> dict[Any, S | None]:
        return told(_together(self.counted, key), [_together(one, key) for one in self.others])

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
