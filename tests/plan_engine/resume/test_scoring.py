"""Scores: what earns points, what never does, and parts that add up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.skills import load_skills
from plan_engine.resume.analysis import Analysis, SkillEvidence, analyse
from plan_engine.resume.catalogue import SkillId
from plan_engine.resume.metrics import has_metric
from plan_engine.resume.scoring import if_added, role_score, skill_score

CATALOGUE = load_skills()
BACKEND = CATALOGUE.profiles[next(key for key in CATALOGUE.profiles if key == "backend-python")]
DOCKER = SkillId("docker")


def found_in(*bullets: str, skills: str = "") -> Analysis:
    """The analysis of a small résumé with these bullets in one job."""
    lines = ["Test Person", "EXPERIENCE", "Developer, Example Shop, 2021 – 2024"]
    lines += [f"• {bullet}" for bullet in bullets]
    return analyse("\n".join([*lines, "SKILLS", skills]), CATALOGUE)


def score_of(skill: SkillId, analysis: Analysis) -> int:
    """One skill's score."""
    return skill_score(analysis.skills.get(skill))


@pytest.mark.parametrize(
    ("bullets", "skills", "score"),
    [
        ((), "", 0),
        ((), "Docker", 40),
        (("Packed the shop with Docker for every release",), "", 70),
        (("Packed the shop with Docker", "Taught Docker to the team"), "Docker", 85),
        (("Packed 14 services with Docker",), "", 85),
        (("Packed 14 services with Docker", "Taught Docker to the team"), "", 100),
    ],
)
def test_a_skill_is_made_of_four_parts(bullets: tuple[str, ...], skills: str, score: int) -> None:
    assert score_of(DOCKER, found_in(*bullets, skills=skills)) == score


def test_repetition_is_worth_nothing() -> None:
    once = found_in("Packed the shop with Docker", skills="Docker")
    often = found_in(*["Packed the shop with Docker"] * 9, skills="Docker, " * 50)
    assert score_of(DOCKER, often) == score_of(DOCKER, once) == 70
    assert role_score(often, BACKEND) == role_score(once, BACKEND)


def test_good_form_alone_is_worth_nothing_for_a_role_that_it_does_not_speak_of() -> None:
    cook = found_in(
        "Cooked 300 meals a day with a team of 8 people",
        "Cut waste by 40% within 6 months by planning menus",
    )
    assert role_score(cook, BACKEND).score == 0


def test_a_projection_adds_the_skill_as_named_and_used_once() -> None:
    now = found_in("Wrote reports in SQL for sales", skills="Python, Git")
    projected = if_added(now, BACKEND, DOCKER)
    real = found_in("Wrote reports in SQL for sales", skills="Python, Git, Docker")
    assert projected.score >= role_score(real, BACKEND).score > role_score(now, BACKEND).score


@given(
    st.dictionaries(
        st.sampled_from(sorted(CATALOGUE.skills)),
        st.builds(
            SkillEvidence,
            is_present=st.just(value=True),
            statements=st.integers(0, 2),
            has_metric=st.booleans(),
        ),
    ),
    st.lists(st.lists(st.sampled_from(sorted(CATALOGUE.skills)), min_size=1).map(tuple)),
    st.integers(0, 30),
)
def test_parts_are_whole_points_that_add_up_to_a_score_between_0_and_100(
    skills: dict[SkillId, SkillEvidence], quantified: list[tuple[SkillId, ...]], formed: int
) -> None:
    analysis = Analysis(skills, tuple(quantified), {"dates": True, "skills": False}, 30, formed, 99)
    for profile in CATALOGUE.profiles.values():
        result = role_score(analysis, profile)
        assert 0 <= result.score <= 100
        assert sum(result.parts.values()) == result.score
        assert min(result.parts.values()) >= 0


@pytest.mark.parametrize(
    "sentence",
    [
        "Cut load time by 40%", "Served 2,000 requests a second", "Saved $12,000 a year",
        "Halved the cost of hosting", "Cut a report from 40 s to 2 s", "Led a team of 6 engineers",
        "Made search 3x faster",
    ],
)  # fmt: skip
def test_figures_that_measure_are_seen(sentence: str) -> None:
    assert has_metric(sentence)


@pytest.mark.parametrize(
    "sentence",
    ["Built it in Python 3", "Worked there in 2019", "Used HTML5, EC2 and S3", "Upgraded Java 8 to 17",
     "Employed from 2019 to 2022", "Wrote tests for the team"],
)  # fmt: skip
def test_years_and_versions_measure_nothing(sentence: str) -> None:
    assert not has_metric(sentence)
