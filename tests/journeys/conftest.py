"""What journeys stand on: the real app as a server process, and people with browsers of their own.

A test that fails leaves a screenshot of every visitor and the server's log in tests/artifacts/.
No traces: recording every step of a long journey took longer than the journey.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from content.loader import load_library
from db.engine import default_url, make_engine
from db.migrate import upgrade
from plan_engine.values import TargetId
from services.registration import register
from services.workspace import Workspace
from tests.support.accounts import PASSWORD, an_identity
from tests.support.browser import launch_options, on_this_machine
from tests.support.clock import Clock
from tests.support.learners import Walker
from tests.support.server import RunningApp
from tests.support.visitor import Visitor

ARTIFACTS = Path(__file__).resolve().parent.parent / "artifacts"
OUTCOME = pytest.StashKey[bool]()

VisitorMaker = Callable[..., Visitor]
"""`visitor("first")`: a new window; keyword arguments go to Playwright's new_context."""
Past = Callable[[str], Walker]
"""`past("ada")`: a registered learner whose clock stands two months ago."""
TARGET = TargetId("backend-python")
"""What they prepare for."""
GREETING = re.compile("Good (morning|afternoon|evening)")
"""How a learner's home begins."""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """Remember whether the test failed, for whoever cleans up after it."""
    report = yield
    item.stash[OUTCOME] = item.stash.get(OUTCOME, False) or report.failed
    return report


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever uses a browser carries its mark."""
    for item in items:
        if "playwright" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    """Playwright, for one file of journeys: while it runs, its event loop is in other tests' way."""
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """One Chromium for a file of journeys; its windows share nothing."""
    browser = playwright.chromium.launch(executable_path=on_this_machine(), args=launch_options())
    yield browser
    browser.close()


@pytest.fixture
def app(tmp_path: Path) -> Iterator[RunningApp]:
    """The real app on an empty embedded database, already answering."""
    with RunningApp(tmp_path / "installation") as app:
        yield app


@pytest.fixture
def visitor(
    request: pytest.FixtureRequest, browser: Browser, app: RunningApp
) -> Iterator[VisitorMaker]:
    """Makes people: each call opens a window with cookies of its own on the running app."""
    visitors: list[Visitor] = []

    def arrive(name: str = "visitor", **settings: object) -> Visitor:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **settings})
        visitors.append(Visitor(name, context, app.url))
        return visitors[-1]

    yield arrive
    failed = request.node.stash.get(OUTCOME, False)
    folder = ARTIFACTS / re.sub(r"\W+", "-", request.node.nodeid).strip("-")
    for person in visitors:
        if failed:
            person.picture(folder, "at-the-end")
        person.context.close()
    if failed:
        (folder / "server.log").write_text(app.log)


@pytest.fixture
def past(app: RunningApp) -> Iterator[Past]:
    engine = make_engine(default_url(app.folder))
    upgrade(engine)
    servers = Workspace(engine=engine, content=load_library())
    clock = Clock(servers.clock() - timedelta(days=75))
    work = replace(servers, clock=clock)

    def walker(name: str) -> Walker:
        learner = register(work, an_identity(name), PASSWORD, PASSWORD)
        return Walker(work, clock, learner, TARGET)

    yield walker
    engine.dispose()


def signs_in(person: Visitor, name: str, greeting: str | re.Pattern[str] = GREETING) -> None:
    """Through the form, like everybody."""
    person.visit("/")
    person.field("User name or email").fill(name)
    person.field("Password").fill(PASSWORD)
    person.click("Sign in")
    person.sees(greeting)
    person.keeps_sign_in()
