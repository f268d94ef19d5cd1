"""A learner's road and the cohort as pages, in at most twelve queries; caseloads from a file."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import pytest
from sqlalchemy import event

from plan_engine.roles import Role
from services.assignments import assign
from services.people_list import assigned_learners
from services.resumes.impact_rows import WHOLE_ROLE
from services.workspace import Workspace
from tests.support.accounts import an_account
from tests.support.clock import Clock
from tests.support.content import ROLE
from tests.support.learners import Walker, a_learner, knows_nothing
from tests.support.rows import RowMaker
from tests.support.site import Site, button, words

LEARNER = "pages/counsellor/learner.py"
QUERIES_AT_MOST = 12


@pytest.fixture
def counsellor(site: Site) -> UUID:
    return an_account(site.work, "counsellor", Role.COUNSELLOR)


@pytest.fixture
def ada(site: Site, counsellor: UUID, clock: Clock) -> UUID:
    """A learner who failed her first week."""
    learner = a_learner(site.work, "ada")
    assign(site.work, counsellor="counsellor", learner="ada", actor=None)
    road = Walker(site.work, clock, learner, ROLE)
    week = road.week(1, road.starts_plan())
    road.works_through(week)
    road.sits_weekly_test(week, knows_nothing)
    return learner


@contextmanager
def counted(work: Workspace) -> Iterator[list[str]]:
    statements: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.lower().startswith(("begin", "savepoint", "release")):
            statements.append(statement)

    event.listen(work.engine, "before_cursor_execute", note)
    yield statements
    event.remove(work.engine, "before_cursor_execute", note)


@pytest.mark.parametrize("page", ["caseload", "learner", "cohort"])
def test_each_page_takes_twelve_queries_at_most(
    site: Site, counsellor: UUID, ada: UUID, page: str
) -> None:
    window = site.window(counsellor).run()
    window.switch_page(f"pages/counsellor/{page}.py")
    window.query_params["learner"] = str(ada)
    with counted(site.work) as statements:
        window.run()
    assert not window.exception
    assert "Choose a learner" not in words(window)
    assert 3 < len(statements) <= QUERIES_AT_MOST, statements


def test_the_road_is_one_page(site: Site, counsellor: UUID, ada: UUID) -> None:
    window = site.window(counsellor).run()
    window.switch_page(LEARNER)
    window.query_params["learner"] = str(ada)
    window.run()
    assert not window.exception
    headings = [heading.value for heading in window.header]
    assert headings == [
        "Readiness over time",
        "Topics by test",
        "Speed and consistency",
        "Days and XP",
        "Plan and attempts",
        "Résumé",
        "Placement",
        "What was done, and what followed",
    ]
    assert "Week 1 · Knots" in words(window)


def test_the_last_resume_comparison_is_a_table_and_earlier_ones_a_line_each(
    site: Site, counsellor: UUID, ada: UUID, clock: Clock
) -> None:
    rows = RowMaker(site.work.engine, site.work.new_id)
    for before, after in ((24, 69), (69, 80)):
        about = {"user_id": ada, "role": "python", "created_at": clock.advance(days=30)}
        for skill in (WHOLE_ROLE, "sql"):
            rows.add("resume_impact", **about, skill=skill, before_score=before, after_score=after)
    window = site.window(counsellor).run()
    window.switch_page(LEARNER)
    window.query_params["learner"] = str(ada)
    window.run()
    assert not window.exception
    (table,) = [one.value for one in window.dataframe if "Points" in one.value]
    assert list(table["After"]) == [80, 80]
    assert words(window).count("24 → 69") == 1
    assert "Python 24 → 69." in words(window)


def test_somebody_elses_learner_reads_as_not_there(site: Site, ada: UUID) -> None:
    stranger = an_account(site.work, "stranger", Role.COUNSELLOR)
    window = site.window(stranger).run()
    window.switch_page(LEARNER)
    window.query_params["learner"] = str(ada)
    window.run()
    assert window.warning[0].value == "There is no such learner in your caseload."
    assert "Ada" not in words(window)


def test_a_note_is_kept_and_shown(site: Site, counsellor: UUID, ada: UUID) -> None:
    window = site.window(counsellor).run()
    window.switch_page(LEARNER)
    window.query_params["learner"] = str(ada)
    window.run()
    window.segmented_control(key="action").set_value("Note").run()
    window.text_area(key="note_text").set_value("Called *her*.")
    button(window, "Keep").click()
    window.run()
    assert not window.exception
    assert "The note is kept." in words(window)
    assert r"**Note**: Called \*her\*\." in words(window)


def test_an_admin_assigns_from_a_file_or_is_told_why_not(site: Site, counsellor: UUID) -> None:
    boss = an_account(site.work, "boss", Role.ADMIN)
    a_learner(site.work, "ada")
    window = site.page("pages/admin/assignments.py", boss)
    assert not window.exception
    uploader = window.file_uploader(key="assignment_file")
    uploader.set_value(("caseloads.csv", b"counsellor,learner\ncounsellor,nobody\n", "text/csv"))
    button(window, "Assign them").click()
    window.run()
    assert "Nothing was assigned" in window.warning[0].value
    assert "there is no learner “nobody”" in words(window)
    window.file_uploader(key="assignment_file").set_value(
        ("caseloads.csv", b"counsellor,learner\ncounsellor,ada\n", "text/csv")
    )
    button(window, "Assign them").click()
    window.run()
    assert not window.exception
    assert "1 learner assigned." in words(window)
    assert assigned_learners(site.work, "counsellor").total == 1


def test_a_cohort_of_one_target_says_of_how_many_it_is(
    site: Site, counsellor: UUID, ada: UUID
) -> None:
    a_learner(site.work, "bea")
    assign(site.work, counsellor="counsellor", learner="bea", actor=None)
    window = site.page("pages/counsellor/cohort.py", counsellor)
    assert "**2 learners** assigned to you." in words(window)
    window.selectbox(key="target").set_value(ROLE).run()
    assert "**1 of your 2 learners** shown." in words(window)
    assert "Filled: 0 final scores. Hollow: 1 forecast." in words(window)
    assert ada
