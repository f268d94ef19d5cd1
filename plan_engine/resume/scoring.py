"""Scores, 0 to 100, each made of parts that can be shown. docs/decisions/0011-resume-scoring.md says why.

All arithmetic is in whole numbers and fractions, so the same text has the same score everywhere.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from typing import Final

from plan_engine.resume.analysis import Analysis, SkillEvidence
from plan_engine.resume.catalogue import Profile, SkillId, Want

RULES_VERSION: Final = 2
"""Goes up with every change of rules, matching or reading that can change a score."""

# A skill's points.
PRESENT: Final = 40
USED: Final = 30
USED_AGAIN: Final = 15
WITH_METRIC: Final = 15

# A role's parts, in points of 100.
SKILLS_PART: Final = 65
QUANTIFIED_PART: Final = 20
SECTIONS_PART: Final = 10
FORM_PART: Final = 5

QUANTIFIED_WANTED: Final = 5
"""Statements with a role's skill and a figure that earn the whole part; more earn no more."""
RELEVANT_FROM: Final = Fraction(1, 2)
"""Share of the role's weight that must be present before form counts in full; below, in proportion."""


class Part(StrEnum):
    """What a role score is made of."""

    SKILLS = "skills"
    QUANTIFIED = "quantified"
    SECTIONS = "sections"
    FORM = "form"


@dataclass(frozen=True, slots=True)
class RoleScore:
    """A role's score and its parts, in whole points; the parts add up to the score."""

    score: int
    parts: Mapping[Part, int]


def skill_score(evidence: SkillEvidence | None) -> int:
    """0–100: present, used in a statement, in a second one, with a metric beside it."""
    if evidence is None or not evidence.is_present:
        return 0
    return (
        PRESENT
        + USED * (evidence.statements >= 1)
        + USED_AGAIN * (evidence.statements >= 2)
        + WITH_METRIC * evidence.has_metric
    )


def want_score(analysis: Analysis, want: Want) -> int:
    """The best score among the skills that do the same work."""
    return max(skill_score(analysis.skills.get(skill)) for skill in want.skills)


def role_score(analysis: Analysis, profile: Profile) -> RoleScore:
    """How strongly a résumé speaks for a role, with the parts."""
    weight = profile.total_weight
    scores = [(want.weight, want_score(analysis, want)) for want in profile.wants]
    skills = Fraction(sum(w * score for w, score in scores), 100 * weight)
    present = Fraction(sum(w for w, score in scores if score), weight)
    relevance = min(Fraction(1), present / RELEVANT_FROM)
    named = set(profile.skills)
    figures = sum(bool(named & set(skills_named)) for skills_named in analysis.quantified)
    quantified = Fraction(min(figures, QUANTIFIED_WANTED), QUANTIFIED_WANTED)
    sections = Fraction(sum(analysis.made_of.values()), max(1, len(analysis.made_of)))
    form = (
        Fraction(analysis.well_formed, analysis.statements) if analysis.statements else Fraction()
    )
    return _whole(
        {
            Part.SKILLS: SKILLS_PART * skills,
            Part.QUANTIFIED: QUANTIFIED_PART * relevance * quantified,
            Part.SECTIONS: SECTIONS_PART * relevance * sections,
            Part.FORM: FORM_PART * relevance * form,
        }
    )


def if_added(analysis: Analysis, profile: Profile, skill: SkillId) -> RoleScore:
    """The role's score were the skill present and used in one statement without a figure: a projection."""
    now = analysis.skills.get(skill, SkillEvidence())
    better = replace(now, is_present=True, statements=max(1, now.statements))
    return role_score(replace(analysis, skills={**analysis.skills, skill: better}), profile)


def _whole(parts: Mapping[Part, Fraction]) -> RoleScore:
    """The sum, half up, and whole parts that add up to it: the largest remainders get what is missing."""
    score = int(sum(parts.values(), Fraction()) + Fraction(1, 2))
    whole = {part: int(points) for part, points in parts.items()}
    by_remainder = sorted(
        parts, key=lambda part: (whole[part] - parts[part], list(Part).index(part))
    )
    for part in by_remainder[: score - sum(whole.values())]:
        whole[part] += 1
    return RoleScore(score, whole)
