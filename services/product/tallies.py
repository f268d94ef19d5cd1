"""Weekly tests as they are counted: first sittings, and what became of those long enough ago."""

from collections.abc import Iterable, Mapping, Sequence
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

    @classmethod
    def of(cls, ones: Sequence["Tally"]) -> "Tally":
        """All together: whoever is new in one is somebody else than who is new in another."""
        if len(ones) == 1:
            return ones[0]
        # In one pass: a page puts tens of thousands together.
        sat = passed = people_sat = people_passed = people_failed = 0
        for one in ones:
            sat += one.sat
            passed += one.passed
            people_sat += one.people_sat
            people_passed += one.people_passed
            people_failed += one.people_failed
        return cls(sat, passed, people_sat, people_passed, people_failed)

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


@dataclass(frozen=True, slots=True)
class Weeks:
    """Weeks of plans whose test was sat, by their number."""

    tallies: Mapping[int, Tally] = field(default_factory=dict)

    @classmethod
    def of(cls, ones: Sequence["Weeks"]) -> "Weeks":
        """All together."""
        if len(ones) == 1:
            return ones[0]
        return cls.counted(pair for one in ones for pair in one.tallies.items())

    @classmethod
    def counted(cls, numbered: Iterable[tuple[int, Tally]]) -> "Weeks":
        """Tallies with their numbers, of which each may come more than once."""
        found: dict[int, list[Tally]] = {}
        for number, tally in numbered:
            found.setdefault(number, []).append(tally)
        return cls({number: Tally.of(tallies) for number, tallies in found.items()})

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
