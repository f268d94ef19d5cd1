"""What changed between two versions, and the one honest sentence about it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

PERCENTAGE_FROM: Final = 20
"""Before-scores below this get points: a percentage of almost nothing says nothing."""
IMMATERIAL: Final = 2
"""A difference of at most this many points is no material change."""


class ResumeSide(StrEnum):
    """Which side of the comparison a version is on."""

    BEFORE = "before"
    AFTER = "after"


class Verdict(StrEnum):
    """What kind of change it was."""

    SAME_TEXT = "same_text"
    IMMATERIAL = "immaterial"
    ROSE = "rose"
    FELL = "fell"


@dataclass(frozen=True, slots=True)
class Change:
    """One score before and after, 0–100 each, as displayed."""

    before: int
    after: int
    is_same_text: bool = False

    @property
    def points(self) -> int:
        """After less before."""
        return self.after - self.before

    @property
    def percentage(self) -> int | None:
        """The change in percent of the before-score, half up; None where that was too low for one."""
        if self.before < PERCENTAGE_FROM:
            return None
        size = (200 * abs(self.points) + self.before) // (2 * self.before)
        return size if self.points >= 0 else -size

    @property
    def verdict(self) -> Verdict:
        """What kind of change it was."""
        if self.is_same_text:
            return Verdict.SAME_TEXT
        if abs(self.points) <= IMMATERIAL:
            return Verdict.IMMATERIAL
        return Verdict.ROSE if self.points > 0 else Verdict.FELL


def impact_sentence(label: str, change: Change) -> str:
    """`Your Backend résumé score rose 31% (58 → 76).`"""
    subject = f"Your {label} résumé score"
    span = f"({change.before} → {change.after})"
    if change.verdict is Verdict.SAME_TEXT:
        return f"No change: both versions say the same. {subject} is {change.after}."
    if change.verdict is Verdict.IMMATERIAL:
        return f"No material change: {subject[0].lower()}{subject[1:]} moved by {_points(change.points)} {span}."
    verb = change.verdict.value
    if change.percentage is None:
        return f"{subject} {verb} by {_points(change.points)} {span}."
    return f"{subject} {verb} {abs(change.percentage)}% {span}."


def _points(points: int) -> str:
    return f"{abs(points)} point{'' if abs(points) == 1 else 's'}"
