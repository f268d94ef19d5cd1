"""The same résumé scores the same whatever file it stands in, and its text comes out in reading order."""

from collections.abc import Callable, Mapping

import pytest

from content.skills import load_skills
from plan_engine.resume.analysis import analyse
from plan_engine.resume.scoring import role_score
from plan_engine.resume.sections import BULLET
from services.resumes.reader import read_file
from tests.support.resumes import AFTER, BEFORE, Resume, as_docx, as_json, as_pdf, as_txt

FORMATS: Mapping[str, Callable[[Resume], bytes]] = {
    "txt": as_txt,
    "docx": as_docx,
    "docx with everything in a table": lambda resume: as_docx(resume, in_table=True),
    "pdf in one column": as_pdf,
    "pdf in two columns": lambda resume: as_pdf(resume, columns=2),
    "json": as_json,
}
WITHIN = 2
"""Points."""


@pytest.mark.parametrize("resume", [BEFORE, AFTER], ids=["before", "after"])
def test_one_resume_scores_within_two_points_in_every_format_for_every_role(resume: Resume) -> None:
    skills = load_skills()
    analyses = {
        name: analyse(read_file(make(resume)).text, skills) for name, make in FORMATS.items()
    }
    for profile in skills.profiles.values():
        scores = {name: role_score(one, profile).score for name, one in analyses.items()}
        assert max(scores.values()) - min(scores.values()) <= WITHIN, (profile.id, scores)
    assert role_score(analyses["txt"], skills.profiles[next(iter(skills.profiles))]).score > 0


@pytest.mark.parametrize("name", FORMATS)
def test_every_bullet_comes_out_whole_and_in_order(name: str) -> None:
    lines = read_file(FORMATS[name](AFTER)).text.splitlines()
    bullets = [line.removeprefix(BULLET) for line in lines if line.startswith(BULLET)]
    assert bullets == [bullet for job in AFTER.jobs for bullet in job.bullets]


def test_a_kind_is_told_by_content_so_a_wrong_name_cannot_matter() -> None:
    assert [read_file(FORMATS[name](BEFORE)).kind for name in FORMATS] == [
        "txt", "docx", "docx", "pdf", "pdf", "json",
    ]  # fmt: skip


def test_windows_and_utf16_texts_are_read() -> None:
    text = as_txt(BEFORE).decode() + "\nCafé manager, Zürich"
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        assert "Café manager, Zürich" in read_file(text.encode(encoding)).text
