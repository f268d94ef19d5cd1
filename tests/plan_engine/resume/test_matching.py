"""Skills are found in sentences as a careful reader finds them: precision 0.98, recall 0.90 on the traps."""

from pathlib import Path

import pytest
import yaml

from content.skills import load_skills
from plan_engine.resume.matching import skills_in

TRAPS = yaml.safe_load((Path(__file__).parent / "traps.yaml").read_text(encoding="utf-8"))
SKILLS_SECTION = "skills: "


def counted(part: str) -> tuple[int, int, int]:
    """Right, wrong and missed pairs of sentence and skill."""
    right = wrong = missed = 0
    for sentence, labels in TRAPS[part]:
        wanted = frozenset(labels.split())
        found = skills_in(
            sentence.removeprefix(SKILLS_SECTION),
            load_skills(),
            in_list=sentence.startswith(SKILLS_SECTION),
        )
        right += len(found & wanted)
        wrong += len(found - wanted)
        missed += len(wanted - found)
    return right, wrong, missed


def test_the_trap_set_is_large_and_its_labels_exist() -> None:
    sentences = [sentence for part in TRAPS.values() for sentence, _ in part]
    assert len(sentences) == len(set(sentences)) >= 150
    labels = {label for part in TRAPS.values() for _, named in part for label in named.split()}
    assert labels <= set(load_skills().skills)
    assert sum(not named for part in TRAPS.values() for _, named in part) >= 60


@pytest.mark.parametrize("part", TRAPS)
def test_precision_is_at_least_98_and_recall_at_least_90_percent(part: str) -> None:
    right, wrong, missed = counted(part)
    assert right / (right + wrong) >= 0.98
    assert right / (right + missed) >= 0.90


@pytest.mark.parametrize("title", [skill.title for skill in load_skills().skills.values()])
def test_every_skill_is_found_by_its_title_in_a_skills_section(title: str) -> None:
    skills = load_skills()
    (wanted,) = [skill.id for skill in skills.skills.values() if skill.title == title]
    assert wanted in skills_in(title, skills, in_list=True)


def test_a_longer_name_is_not_also_its_part() -> None:
    found = skills_in("JavaScript, NoSQL, React Native and SQL Server", load_skills())
    assert found == {"javascript", "nosql", "react_native", "sqlserver"}
