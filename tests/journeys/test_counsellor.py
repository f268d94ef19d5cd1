"""A counsellor finds who needs a word and why, writes to them, and reaches nobody else's learners."""

import csv
import io
import re
from collections.abc import Iterator
from uuid import UUID

import pytest
from playwright.sync_api import expect

from content.library import Library
from db.engine import default_url, make_engine
from plan_engine.roles import Role
from plan_engine.values import TargetId
from services.assignments import assign
from services.workspace import Workspace
from tests.journeys.conftest import VisitorMaker, signs_in
from tests.support.accounts import an_account
from tests.support.clock import Clock
from tests.support.learners import Walker, knows_nothing
from tests.support.server import RunningApp

TARGET = TargetId("backend-python")
TOLD_BY = "Shall we look at week 1 together on Thursday?"


@pytest.fixture
def past(app: RunningApp, library: Library) -> Iterator[tuple[Workspace, Clock]]:
    """The running installation's workspace, with a clock that stands thirty days ago."""
    engine = make_engine(default_url(app.folder))
    clock = Clock(Workspace(engine=engine, content=library).clock())
    clock.advance(days=-30)
    yield Workspace(engine=engine, content=library, clock=clock), clock
    engine.dispose()


def live(work: Workspace, clock: Clock) -> dict[str, UUID]:
    """Cara's learners: one who failed a week three times, one who never began. And one of Cole's."""
    for name in ("cara", "cole"):
        an_account(work, name, Role.COUNSELLOR)
    people = {name: an_account(work, name) for name in ("stuck", "idle", "elsewhere")}
    for learner, counsellor in (("stuck", "cara"), ("idle", "cara"), ("elsewhere", "cole")):
        assign(work, counsellor=counsellor, learner=learner, actor=None)
    road = Walker(work, clock, people["stuck"], TARGET)
    week = road.week(1, road.starts_plan())
    for _ in range(3):
        road.works_through(week)
        road.sits_weekly_test(week, knows_nothing)
    return people


def test_a_counsellor_finds_who_is_at_risk_writes_to_them_and_the_learner_reads_it(
    visitor: VisitorMaker, past: tuple[Workspace, Clock]
) -> None:
    people = live(*past)

    cara = visitor("cara")
    signs_in(cara, "cara", "Your learners")
    cara.visit("/caseload")
    cara.sees("2 learners")
    cara.sees("Failed the test of week 1 three times")
    cara.sees("Registered, but no assessment begun for 30 days")
    cara.does_not_see("elsewhere")

    # A view is an address: it can be followed, changed, kept and opened again.
    cara.click("Never started")
    cara.sees("1 learner")
    cara.does_not_see("Failed the test")
    expect(cara.page).to_have_url(re.compile(r"risk=Never"))
    cara.refresh()
    cara.sees("1 learner")
    cara.click(re.compile("^All$"))
    cara.sees("2 learners")

    with cara.page.expect_download() as download:
        cara.button("CSV").click()
    lines = list(csv.DictReader(io.StringIO(download.value.path().read_text("utf-8-sig"))))
    assert [line["username"] for line in lines] == ["stuck", "idle"]

    cara.visit(f"/learner?learner={people['stuck']}")
    cara.sees("Readiness over time")
    cara.sees("Diagnosis after the last test")
    cara.write("Message to Ada", TOLD_BY)
    cara.click("Send")
    cara.sees("The message is on the learner’s home page.")
    cara.sees(f"Message: {TOLD_BY}")

    stuck = visitor("stuck", viewport={"width": 390, "height": 844})
    signs_in(stuck, "stuck")
    stuck.visit("/home")
    stuck.sees(TOLD_BY)
    stuck.click("Got it")
    stuck.does_not_see(TOLD_BY)
    cara.refresh()
    cara.sees(re.compile("seen on "))


def test_nobody_opens_another_counsellors_learner_by_its_address(
    visitor: VisitorMaker, past: tuple[Workspace, Clock]
) -> None:
    people = live(*past)
    cara = visitor("cara")
    signs_in(cara, "cara", "Your learners")
    for key in (str(people["elsewhere"]), "0b5ff1d2-0000-4000-8000-000000000000", "no-key"):
        cara.visit(f"/learner?learner={key}")
        cara.sees("Choose a learner")
        cara.does_not_see("elsewhere@example.org")
        cara.does_not_see("Readiness over time")

    learner = visitor("idle")
    signs_in(learner, "idle")
    for page in ("/caseload", f"/learner?learner={people['stuck']}", "/cohort"):
        learner.visit(page)
        learner.sees("This page is for career counsellors")
        learner.does_not_see("stuck@example.org")
    assert not cara.errors
    assert not learner.errors
