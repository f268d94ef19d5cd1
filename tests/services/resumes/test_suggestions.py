"""Tests that were passed suggest and verify skills; they never earn résumé points."""

from dataclasses import replace

import pytest

from plan_engine.resume.catalogue import Catalogue, Profile, SkillId, Want
from plan_engine.resume.impact import ResumeSide
from plan_engine.resume.scoring import role_score
from plan_engine.values import TargetId
from services.resumes import view as screen
from services.resumes.desk import ResumeDesk
from services.resumes.reader import ReadFile
from services.resumes.reading.texts import text_of_plain
from services.resumes.uploads import upload_resume
from services.resumes.view import resume_view
from tests.support.clock import Clock
from tests.support.content import ROLE
from tests.support.learners import Walker, a_learner, knows_all, knows_first, knows_nothing
from tests.support.resumes import BEFORE, as_txt

DOCKER, PYTHON = SkillId("docker"), SkillId("python")


def made_up(skills: Catalogue, block: str) -> Catalogue:
    """The catalogue with a profile for the made-up role, whose first block shows Docker and Python."""
    known = {
        key: replace(skill, evidence=(block,) if key in (DOCKER, PYTHON) else ())
        for key, skill in skills.skills.items()
    }
    wants = (Want((PYTHON,), 3), Want((DOCKER,), 2), Want((SkillId("sql"),), 1))
    return replace(
        skills, skills=known, profiles={ROLE: Profile(ROLE, "Tester", wants)}, version="made-up"
    )


def test_a_passed_test_suggests_what_is_missing_with_its_evidence_and_changes_no_score(
    desk: ResumeDesk, clock: Clock
) -> None:
    learner = a_learner(desk.work)
    walker = Walker(desk.work, clock, learner, ROLE)
    plan = walker.starts_plan(knows_nothing)
    week = walker.week(1, plan)
    with desk.work.reading() as session:
        from db.tables import WeeklyPlan

        block = session.get_one(WeeklyPlan, week).skill_focus
    desk = replace(
        desk,
        skills=made_up(desk.skills, block),
        read=lambda content: ReadFile("txt", None, text_of_plain(content)),
    )
    upload_resume(desk, learner, as_txt(BEFORE), "cv.txt", ResumeSide.BEFORE, TargetId(ROLE))
    earlier = resume_view(desk, learner)
    assert earlier.suggestions == ()
    walker.works_through(week)
    walker.sits_weekly_test(week, knows_first(3))
    assert resume_view(desk, learner).suggestions == (), "a failed test shows nothing"
    walker.works_through(week)
    walker.sits_weekly_test(week, knows_all)
    view = resume_view(desk, learner)
    (suggestion,) = view.suggestions
    assert suggestion.title == "Docker"
    assert (suggestion.verified.score, suggestion.verified.right) == (100, 30)
    assert suggestion.verified.test == "Week 1 test, Tester (Python)"
    assert suggestion.prompt.startswith("Where have you used Docker?")
    assert not any(character.isdigit() for character in suggestion.prompt)
    assert earlier.newest is not None
    assert view.newest is not None
    assert view.newest.role == earlier.newest.role
    assert suggestion.projected > view.newest.role.score
    assert {row.id for row in view.skills if row.verified} == {DOCKER, PYTHON}


def test_a_skill_that_would_not_raise_the_score_is_not_suggested(
    desk: ResumeDesk, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    learner = a_learner(desk.work)
    walker = Walker(desk.work, clock, learner, ROLE)
    plan = walker.starts_plan(knows_nothing)
    week = walker.week(1, plan)
    desk = replace(
        desk,
        skills=made_up(desk.skills, "knots"),
        read=lambda content: ReadFile("txt", None, text_of_plain(content)),
    )
    upload_resume(desk, learner, as_txt(BEFORE), "cv.txt", ResumeSide.BEFORE, TargetId(ROLE))
    walker.works_through(week)
    walker.sits_weekly_test(week, knows_all)
    assert [one.title for one in resume_view(desk, learner).suggestions] == ["Docker"]
    monkeypatch.setattr(
        screen, "if_added", lambda analysis, profile, _skill: role_score(analysis, profile)
    )
    assert resume_view(desk, learner).suggestions == ()
