"""The résumé screens with two plans' versions: the last comparison, what waits, what was compared earlier."""

from uuid import UUID

import pytest

from content.skills import load_skills
from plan_engine.resume.impact import ResumeSide
from plan_engine.values import TargetId
from services.resumes.desk import ResumeDesk
from services.resumes.reader import ReadFile
from services.resumes.reading.texts import text_of_plain
from services.resumes.uploads import upload_resume
from services.resumes.view import resume_view
from tests.support.accounts import an_account
from tests.support.clock import Clock
from tests.support.resumes import AFTER, BEFORE, Resume, as_txt
from tests.support.site import Site, words

PAGE = "pages/learner/resume.py"
PYTHON = TargetId("python")
"""The one role that the made-up content of the tests shares with the real profiles."""


@pytest.fixture
def learner(site: Site) -> UUID:
    return an_account(site.work)


def uploads(site: Site, clock: Clock, learner: UUID, side: ResumeSide, resume: Resume) -> None:
    clock.advance(days=1)
    desk = ResumeDesk(
        site.work, load_skills(), read=lambda file: ReadFile("txt", None, text_of_plain(file))
    )
    upload_resume(desk, learner, as_txt(resume), "cv.txt", side, PYTHON)


def earned(site: Site, learner: UUID) -> str:
    """The sentence of the last comparison."""
    comparison = resume_view(ResumeDesk(site.work, load_skills()), learner, PYTHON).comparison
    assert comparison is not None
    return comparison.sentence


def compared(site: Site, learner: UUID) -> str:
    """What stands under Compare."""
    window = site.page(PAGE, learner)
    next(one for one in window.segmented_control if one.label == "Show").set_value("Compare").run()
    assert not window.exception
    return "\n".join([words(window), *(one.value for one in (*window.info, *window.header))])


def test_a_newer_before_leaves_the_last_comparison_and_says_what_is_awaited(
    site: Site, clock: Clock, learner: UUID
) -> None:
    uploads(site, clock, learner, ResumeSide.BEFORE, BEFORE)
    assert "still missing: after the plan" in compared(site, learner)
    uploads(site, clock, learner, ResumeSide.AFTER, AFTER)
    assert "waits" not in compared(site, learner)
    rose = earned(site, learner)
    assert " rose " in rose
    uploads(site, clock, learner, ResumeSide.BEFORE, AFTER)
    said = compared(site, learner)
    assert rose in said
    assert "waits for its *after*. Until that is here, this is your last comparison." in said
    uploads(site, clock, learner, ResumeSide.AFTER, BEFORE)
    said = compared(site, learner)
    assert " fell " in earned(site, learner)
    assert earned(site, learner) in said
    assert "Earlier comparisons" in said
    assert rose in said


def test_an_after_that_came_before_its_before_is_asked_for_once_more(
    site: Site, clock: Clock, learner: UUID
) -> None:
    uploads(site, clock, learner, ResumeSide.AFTER, AFTER)
    uploads(site, clock, learner, ResumeSide.BEFORE, BEFORE)
    said = compared(site, learner)
    assert "upload it once more" in said
    assert "score rose" not in said
