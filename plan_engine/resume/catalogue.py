"""What the scorer knows: skills with their names, roles with what they ask for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NewType

from plan_engine.values import TargetId

SkillId = NewType("SkillId", str)


class Care(StrEnum):
    """How much has to speak for a name before it counts as the skill."""

    NONE = "none"
    """The name means nothing else: PostgreSQL, JavaScript."""
    CASE = "case"
    """It counts as written here only: REST, not rest."""
    CONTEXT = "context"
    """Also an ordinary word: as written here, and with something technical beside it."""


@dataclass(frozen=True, slots=True)
class Name:
    """One way to write a skill."""

    text: str
    care: Care = Care.NONE
    cues: frozenset[str] = frozenset()
    """Words that, in the same sentence and near it, show that the skill is meant (lower case)."""
    before: frozenset[str] = frozenset()
    """The word before it that shows that something else is meant: `vitamin C` (lower case)."""
    after: frozenset[str] = frozenset()
    """The word after it that shows the same: `go to` (lower case)."""


@dataclass(frozen=True, slots=True)
class Skill:
    """One skill, with every way to write it."""

    id: SkillId
    title: str
    names: tuple[Name, ...]
    evidence: tuple[str, ...] = ()
    """Blocks and topics of the curriculum whose passed test shows this skill."""


@dataclass(frozen=True, slots=True)
class Want:
    """What a role asks for: the best of some skills that do the same work, with a weight."""

    skills: tuple[SkillId, ...]
    weight: int


@dataclass(frozen=True, slots=True)
class Profile:
    """A role, or a language, as a résumé is held against it."""

    id: TargetId
    label: str
    """As it stands in `Your Backend résumé score`."""
    wants: tuple[Want, ...]

    @property
    def skills(self) -> tuple[SkillId, ...]:
        """Every skill it names, heaviest first."""
        return tuple(skill for want in self.wants for skill in want.skills)

    @property
    def total_weight(self) -> int:
        """What the weights add up to."""
        return sum(want.weight for want in self.wants)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All skills and profiles. `version` names the scorer with this very catalogue."""

    version: str
    skills: Mapping[SkillId, Skill]
    profiles: Mapping[TargetId, Profile]
    by_words: Mapping[tuple[str, ...], tuple[tuple[SkillId, Name], ...]] = field(repr=False)
    """Names by their words in lower case."""
    longest: int = 1
    """The most words that a name has."""
