"""What product figures count, at its simplest."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Heads:
    """People, and those of them for whom something is so."""

    people: int
    so: int

    @classmethod
    def of(cls, ones: Sequence["Heads"]) -> "Heads":
        return cls(sum(one.people for one in ones), sum(one.so for one in ones))

    @property
    def groups(self) -> tuple[int, ...]:
        return (self.people, self.so, self.people - self.so)
