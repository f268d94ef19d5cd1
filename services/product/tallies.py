"""Weekly tests as they are counted: first sittings, and what became of those long enough ago."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Self

from services.product.telling import from_below


@dataclass(frozen=True, slots=True)
class Tally:
    """Weeks of plans with one number, and how many of their learners are new: each is somebody else."""

    sat: int = 0
    passed: int = 0
    people_sat: int = 0
    people_passed: int = 0
    people_failed: int = 0
    """From below; it may be less than nobody where they passed more often than they are people."""

    def __add__(self, other: "Tally") -> "Tally":
        """Both together: whoever is new in one is somebody else than who is new in the other."""
        return Tally(
            self.sat + other.sat,
            self.passed + other.passed,
            self.people_sat + other.people_sat,
            self.people_passed + other.people_passed,
            self.people_failed + other.people_failed,
        )

    @property
    def failed(self) -> int:
        """Weeks not passed."""
        return self.sat - self.passed

    @property
    def groups(self) -> tuple[int, int, int]:
        """All, those who passed, those who did not; counted from below."""
        # Whoever is new and did not fail, passed.
        failed = max(self.people_failed, self.people_sat - self.passed)
        return (
            from_below(self.people_sat, self.sat),
            from_below(self.people_passed, self.passed),
            from_below(failed, self.failed),
        )


NOTHING = Tally()


@dataclass(slots=True)
class Weeks:
    """Weeks of plans whose test was sat, by their number."""

    tallies: dict[int, Tally] = field(default_factory=dict)

    @classmethod
    def of(cls, ones: Sequence["Weeks"]) -> Self:
        """All together."""
        all_of_them = cls()
        for one in ones:
            for number, tally in one.tallies.items():
                all_of_them.add(number, tally)
        return all_of_them

    def add(self, number: int, tally: Tally) -> None:
        """Count some more."""
        self.tallies[number] = self.tallies.get(number, NOTHING) + tally

    @property
    def sat(self) -> int:
        """How many."""
        return sum(one.sat for one in self.tallies.values())

    @property
    def passed(self) -> int:
        """How many of them."""
        return sum(one.passed for one in self.tallies.values())

    @property
    def groups(self) -> tuple[int, ...]:
        """All, those who passed, those who did not; a learner may be in several numbers."""
        return largest([one.groups for one in self.tallies.values()], 3)


@dataclass(frozen=True, slots=True)
class Both:
    """First sittings, and what became of those long enough ago."""

    old: Weeks = field(default_factory=Weeks)
    """First sittings long enough ago, as they were at first."""
    recent: Weeks = field(default_factory=Weeks)
    """The others."""
    eventual: Weeks = field(default_factory=Weeks)
    """The old ones, as they were in the end."""

    @classmethod
    def of(cls, ones: Sequence["Both"]) -> Self:
        """All together."""
        return cls(
            Weeks.of([one.old for one in ones]),
            Weeks.of([one.recent for one in ones]),
            Weeks.of([one.eventual for one in ones]),
        )

    @property
    def first(self) -> Weeks:
        """All first sittings."""
        return Weeks.of([self.old, self.recent])


class Divided(Both):
    """First sittings, each side of the last date that is long enough ago."""

    __slots__ = ()

    @property
    def groups(self) -> tuple[int, ...]:
        """Who sat, passed and did not, on both sides; and on each."""
        return (*self.first.groups, *self.old.groups, *self.recent.groups)


class InTheEnd(Both):
    """What became of first sittings, told where what they were at first is told too."""

    __slots__ = ()

    @property
    def groups(self) -> tuple[int, ...]:
        """What became of the old ones, and who passed later only; then as they were at first."""
        later = [
            _later(tally, self.eventual.tallies.get(number, NOTHING))
            for number, tally in self.old.tallies.items()
        ]
        return (
            *self.eventual.groups,
            max(later, default=0),
            *self.first.groups,
            *self.old.groups,
            *self.recent.groups,
        )


def largest(groups: Sequence[tuple[int, ...]], how_many: int) -> tuple[int, ...]:
    """Each group at its largest: where a person may be in several, so many are there at least."""
    return tuple(map(max, zip(*groups, strict=True))) or (0,) * how_many


def _later(at_first: Tally, in_the_end: Tally) -> int:
    """Who failed and passed later, from below: new among those who passed, but not at once."""
    people = max(
        in_the_end.people_passed - at_first.people_passed,
        at_first.groups[2] - in_the_end.failed,
    )
    return from_below(people, at_first.failed - in_the_end.failed)
