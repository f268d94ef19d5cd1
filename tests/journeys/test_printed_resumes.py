"""Résumés printed to PDF by a browser, whose bullets are pictures and whose letters are kerned apart."""

from html import escape

import pytest
from playwright.sync_api import Browser

from plan_engine.resume.sections import BULLET
from services.resumes.reader import read_file
from tests.support.resumes import AFTER, Resume, as_txt

LAYOUTS = {
    "one column, dates at the right": "{head}{main}{side}",
    "a column at the left": "{head}<div style='display:grid;grid-template-columns:32% 1fr;gap:24px'>"
    "<div>{side}</div><div>{main}</div></div>",
    "a column at the right": "{head}<div style='display:grid;grid-template-columns:1fr 30%;gap:24px'>"
    "<div>{main}</div><div>{side}</div></div>",
}


def as_html(resume: Resume, layout: str) -> str:
    """A résumé as a web page."""
    jobs = "".join(
        "<div style='display:flex;justify-content:space-between'>"
        f"<b>{escape(job.title)}, {escape(job.where)}</b><span>{job.start} – {job.end}</span></div>"
        f"<ul>{''.join(f'<li>{escape(bullet)}</li>' for bullet in job.bullets)}</ul>"
        for job in resume.jobs
    )
    side = (
        f"<h2>Education</h2><p>{resume.study}</p><h2>Skills</h2><p>{', '.join(resume.skills)}</p>"
    )
    main = f"<h2>Summary</h2><p>{resume.summary}</p><h2>Experience</h2>{jobs}"
    head = f"<h1>{resume.name}</h1><p>{resume.email}</p>"
    body = LAYOUTS[layout].format(head=head, main=main, side=side)
    return f"<body style='font:14px sans-serif'>{body}"


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_printed_resume_has_the_same_bullets_and_score_as_its_text(
    browser: Browser, layout: str
) -> None:
    from content.skills import load_skills
    from plan_engine.resume.analysis import analyse
    from plan_engine.resume.scoring import role_score

    page = browser.new_page()
    page.set_content(as_html(AFTER, layout))
    printed = read_file(page.pdf(format="A4")).text
    page.close()
    bullets = [line.removeprefix(BULLET) for line in printed.splitlines() if line[:1] == BULLET[0]]
    assert bullets == [bullet for job in AFTER.jobs for bullet in job.bullets]
    skills = load_skills()
    from_text = analyse(read_file(as_txt(AFTER)).text, skills)
    for profile in skills.profiles.values():
        plain = role_score(from_text, profile).score
        assert abs(role_score(analyse(printed, skills), profile).score - plain) <= 2
