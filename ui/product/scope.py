"""What a file counts: its period and filters, as it says itself in its name and in its first columns."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from services.product.selection import Selection


@dataclass(frozen=True, slots=True)
class Scope:
    """The period and the filters of a page, by their names."""

    first: date
    last: date
    target: str = ""
    cohort: str = ""
    version: str = ""

    @property
    def columns(self) -> Mapping[str, object]:
        """What each row begins with; empty where nothing narrows it."""
        return {
            "from": self.first,
            "to": self.last,
            "only target": self.target,
            "only registered in": self.cohort,
            "only content version": self.version,
        }

    def file_name(self, name: str) -> str:
        """A file's name without its ending."""
        filters = (self.target, self.cohort, self.version)
        parts = [name, f"{self.first}-to-{self.last}", *map(_plain, filter(None, filters))]
        return "_".join(parts)


def scope_of(selection: Selection, target: str, version: str) -> Scope:
    """The scope of a selection; `target` and `version` are its names, empty without one."""
    cohort = "" if selection.cohort is None else f"{selection.cohort:%b %Y}"
    return Scope(selection.first, selection.last, target, cohort, version)


def days_of(first: date, last: date) -> str:
    """A period in words; the year is said once where it is the same."""
    begin = f"{first.day} {first:%b}" if first.year == last.year else f"{first.day} {first:%b %Y}"
    return f"{begin} to {last.day} {last:%b %Y}"


def _plain(name: str) -> str:
    """A filter's name as part of a file's."""
    return re.sub(r"[^\w]+", "-", name).strip("-").lower()
