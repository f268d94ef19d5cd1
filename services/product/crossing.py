"""What parts and spans of weeks tell together, when both stand on one screen.

Both add up to the same whole. Where a span lies within some parts, because nobody of the other parts
was there then (a content version before there was another one), those parts minus that span tell
about the rest of the parts. Every group that follows from such sums is a union of parts minus
the spans within it, or several of them apart from each other.
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any, Final, Generic, TypeVar

from services.product.telling import Summed, is_told

S = TypeVar("S", bound=Summed)
Row = TypeVar("Row", bound=Hashable)
Column = TypeVar("Column", bound=Hashable)
HIDDEN_ONES: Final = object()
"""The parts, or the weeks, that are not told, as one."""
MOST_UNIONS: Final = 256
"""With more, the parts are not told: in data that is not made up there are a handful."""


@dataclass(frozen=True, slots=True)
class Crossed(Generic[S]):
    """Counts by part and span."""

    cells: Mapping[tuple[Any, Any], S]
    spans: Collection[Any]
    """Those that are told; cells may be of none of them."""
    is_whole_told: bool
    """Whether the sum of all cells stands on the screen, or follows from it."""

    def are_told(self, parts: Collection[Any]) -> bool:
        """Whether these parts may stand beside the spans."""
        return self.are_rows_told(lambda part: part if part in parts else HIDDEN_ONES)

    def are_rows_told(self, row_of: Callable[[Any], Any]) -> bool:
        """The same where some parts are told together: `row_of` names what a part belongs to."""
        found: dict[tuple[Any, Any], list[S]] = {}
        for (part, span), one in self.cells.items():
            if any(one.groups):
                row = row_of(part)
                column = span if span in self.spans else HIDDEN_ONES
                found.setdefault((row, column), []).append(one)
        if self.is_whole_told:
            # So what is hidden is known too, as one.
            rests = _rests(found, hidden=None)
        else:
            turned = {(column, row): ones for (row, column), ones in found.items()}
            rests = chain(_rests(found, HIDDEN_ONES), _rests(turned, HIDDEN_ONES))
        return all(
            rest is not None and (not rest or is_told(type(rest[0]).of(rest).groups))
            for rest in rests
        )


def _rests(cells: Mapping[tuple[Row, Column], list[S]], hidden: object) -> Iterator[list[S] | None]:
    """What is left of each union of rows without the columns within it; None where there are too many."""
    rows: dict[Column, set[Row]] = {}
    for row, column in cells:
        rows.setdefault(column, set()).add(row)
    within = {
        column: frozenset(those)
        for column, those in rows.items()
        if hidden is None or (column is not hidden and hidden not in those)
    }
    for union in _unions(within.values()):
        if union is None:
            yield None
            return
        yield [
            one
            for (row, column), ones in cells.items()
            if row in union and not (column in within and within[column] <= union)
            for one in ones
        ]


def _unions(sets: Iterable[frozenset[Row]]) -> Iterator[frozenset[Row] | None]:
    """Each union of some of these, once; None when there are too many to go on."""
    found: set[frozenset[Row]] = set()
    for one in set(sets):
        found |= {one} | {one | other for other in found}
        if len(found) > MOST_UNIONS:
            yield None
            return
    yield from found
