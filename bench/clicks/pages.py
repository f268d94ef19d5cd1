"""Each learner page, signed in, measured in one server over one database."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bench.clicks.browserless import Run, Tab
from bench.clicks.counter import STARTUP, StatementCounter
from bench.clicks.subjects import Subjects
from bench.clicks.timing import Clicks, clicks_on, measured
from plan_engine.roles import Role
from tests.support.server import REPOSITORY, RunningApp
from ui.navigation import START, existing_screens

GUARDED_PAGE = Path(__file__).parent / "guarded_page.py"
GUARDED = "empty, behind our guard"
ANSWERS = 10
"""Answers measured in the assessment: it has no more than its 36 questions."""


@dataclass(frozen=True, slots=True)
class Place:
    """One measured page: its address, and who looks at it."""

    name: str
    path: str
    cookies: Mapping[str, str]


def places(subjects: Subjects) -> list[Place]:
    """Every learner page, with a learner for whom it has something to show.

    Screens of the site map that are not named here are looked at by the learner who has come
    furthest, so that a new one is measured from its first day.
    """
    chosen = [
        Place("home", "home", subjects.recovered),
        Place("home, newcomer", "home", subjects.newcomer),
        Place("choose target", "target", subjects.newcomer),
        Place("assessment", "assessment", subjects.in_assessment),
        Place("assessment result", "assessment-result", subjects.recovered),
        Place("plan", "plan", subjects.recovered),
        Place("day", "day", subjects.recovered),
        Place("test, lobby", "test", subjects.recovered),
        Place("test, question", "test", subjects.in_test),
        Place("test result", "test-result", subjects.recovered),
        Place("diagnosis", "diagnosis", subjects.recovering),
        Place("progress", "progress", subjects.recovered),
    ]
    named = {place.path for place in chosen}
    others = [
        Place(screen.title.lower(), screen.url_path, subjects.recovered)
        for screen in existing_screens()
        if Role.LEARNER in screen.roles and screen is not START and screen.url_path not in named
    ]
    return chosen + others


def measure_pages(home: Path, subjects: Subjects, clicks: int) -> dict[str, Clicks]:
    """Click through every page of the installation in `home`; the empty guarded page comes first."""
    counter = StatementCounter(home / "statements")
    environment = {
        "PYTHONPATH": f"{STARTUP}:{REPOSITORY}",
        "BENCH_PAGE": str(GUARDED_PAGE),
        **counter.environment,
    }
    found: dict[str, Clicks] = {}
    with (
        RunningApp(home, environment=environment) as app,
        Tab(app.url, "bench", cookies=subjects.recovered) as empty,
    ):

        def beside() -> Run:
            return empty.click("Again")

        found[GUARDED] = clicks_on(empty, clicks, button="Again", counter=counter)
        for place in places(subjects):
            with Tab(app.url, place.path, cookies=place.cookies) as tab:
                found[place.name] = measured(tab.click, clicks, counter=counter, beside=beside)
        with Tab(app.url, "test", cookies=subjects.in_test) as tab:
            choose = _in_turn(tab)
            found["test, answer saved"] = measured(choose, clicks, counter=counter, beside=beside)
        with Tab(app.url, "assessment", cookies=subjects.in_assessment) as tab:
            found["assessment, next item"] = measured(
                lambda: tab.click("Next"),
                ANSWERS,
                counter=counter,
                before=lambda: tab.choose(0),
                beside=beside,
            )
    return found


def _in_turn(tab: Tab) -> Callable[[], Run]:
    """Chooses another option of the same question each time."""
    place = 0

    def choose() -> Run:
        nonlocal place
        place += 1
        return tab.choose(place)

    return choose
