"""Skills and role profiles for résumés, read from skills.yaml and held against the curriculum's targets."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import Field, ValidationError

from content.schema import Entry
from content.sources import CONTENT
from plan_engine.resume.catalogue import Care, Catalogue, Name, Profile, Skill, SkillId, Want
from plan_engine.resume.scoring import RULES_VERSION
from plan_engine.resume.words import words_of
from plan_engine.values import TargetId

SKILLS = CONTENT / "skills.yaml"


class SkillsError(Exception):
    """The skills file cannot be used; the text says where and why."""


class _NameEntry(Entry):
    """A name that is also something else."""

    text: str
    care: Care = Field(default=Care.CONTEXT, strict=False)
    cues: str = ""
    before: str = ""
    after: str = ""


class _SkillEntry(Entry):
    title: str
    names: list[str | _NameEntry] = Field(default_factory=list)
    evidence: list[str] = Field(default_factory=list)


class _ProfileEntry(Entry):
    label: Annotated[str, Field(max_length=32)]
    wants: dict[str, Annotated[int, Field(ge=1, le=10)]]


class _SkillsFile(Entry):
    skills: dict[str, _SkillEntry]
    profiles: dict[str, _ProfileEntry]


@cache
def load_skills(path: Path = SKILLS) -> Catalogue:
    """The catalogue in `path`. Raises SkillsError."""
    raw = path.read_bytes()
    try:
        file = _SkillsFile.model_validate(yaml.safe_load(raw))
    except (yaml.YAMLError, ValidationError) as error:
        raise SkillsError(f"{path.name}: {error}") from error
    skills = {SkillId(key): _skill(SkillId(key), entry) for key, entry in file.skills.items()}
    profiles = {
        TargetId(key): _profile(TargetId(key), entry, skills)
        for key, entry in file.profiles.items()
    }
    by_words: dict[tuple[str, ...], tuple[tuple[SkillId, Name], ...]] = {}
    for skill in skills.values():
        for name in skill.names:
            words = tuple(word.lower for word in words_of(name.text))
            if not words:
                raise SkillsError(f"{path.name}: {skill.id}: the name {name.text!r} has no word")
            if any(other != skill.id for other, _ in by_words.get(words, ())):
                raise SkillsError(f"{path.name}: {name.text!r} names two skills")
            by_words[words] = (*by_words.get(words, ()), (skill.id, name))
    digest = hashlib.sha256(raw).hexdigest()[:12]
    return Catalogue(
        version=f"{RULES_VERSION}-{digest}",
        skills=skills,
        profiles=profiles,
        by_words=by_words,
        longest=max(map(len, by_words)),
    )


def _skill(key: SkillId, entry: _SkillEntry) -> Skill:
    plain = [name for name in entry.names if isinstance(name, str)]
    special = [name for name in entry.names if isinstance(name, _NameEntry)]
    titled = {name.text for name in special}
    texts = plain if entry.title in titled else [entry.title, *plain]
    return Skill(
        id=key,
        title=entry.title,
        names=(
            *(Name(text) for text in dict.fromkeys(texts)),
            *(
                Name(
                    name.text,
                    name.care,
                    frozenset(name.cues.split()),
                    frozenset(name.before.split()),
                    frozenset(name.after.split()),
                )
                for name in special
            ),
        ),
        evidence=tuple(entry.evidence),
    )


def _profile(key: TargetId, entry: _ProfileEntry, skills: dict[SkillId, Skill]) -> Profile:
    wants = []
    for named, weight in entry.wants.items():
        either = tuple(SkillId(skill) for skill in named.split("|"))
        unknown = [skill for skill in either if skill not in skills]
        if unknown:
            raise SkillsError(f"profile {key}: there is no skill {', '.join(unknown)}")
        wants.append(Want(either, weight))
    return Profile(key, entry.label, tuple(sorted(wants, key=lambda want: -want.weight)))
