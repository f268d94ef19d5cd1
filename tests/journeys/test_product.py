"""The product team reads figures of a demonstration population; each equals one computed apart from the raw tables."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from content.library import Library
from db.engine import default_url, make_engine
from db.migrate import upgrade
from plan_engine.metrics.definitions import (
    COMPLETION_DAYS,
    DEFINITIONS,
    EVENTUAL_DAYS,
    FEWEST_PEOPLE,
    Metric,
)
from plan_engine.roles import Role
from scripts.demo.population import Crowd, live_through
from services.product import telling
from services.product.choices import opening
from services.product.periods import periods
from services.product.selection import Selection
from services.product.waiting import COMPLETION, PLACEMENT
from services.rollups.keeper import keep_rollups
from services.workspace import Workspace
from tests.journeys.conftest import VisitorMaker, signs_in
from tests.support import recomputed
from tests.support.accounts import an_account, cheap_hashes
from tests.support.compared import compare
from tests.support.server import RunningApp
from tests.support.visitor import Visitor
from ui.charts.product.funnel import STEPS

LEARNERS = 24
SEED = 7


@pytest.fixture(scope="module")
def populated(tmp_path_factory: pytest.TempPathFactory, library: Library) -> Iterator[Workspace]:
    """An installation in which learners of several kinds lived until now, with the totals kept."""
    folder = tmp_path_factory.mktemp("population")
    engine = make_engine(default_url(folder))
    upgrade(engine)
    work = Workspace(engine=engine, content=library)
    # Two targets: spread over more, twenty-four learners are too few to tell anything about.
    targets = [t for t in library.targets if not library.readiness_to_start(t)][:2]
    with cheap_hashes():
        live_through(work, targets, Crowd(LEARNERS, work.clock(), SEED), an_account)
        an_account(work, "pat", Role.PRODUCT)
        an_account(work, "lea")
        keep_rollups(work)
    yield work
    engine.dispose()


@pytest.fixture(scope="module")
def app(populated: Workspace) -> Iterator[RunningApp]:
    """The real app on the populated database."""
    path = populated.engine.url.database
    assert path is not None
    with RunningApp(Path(path).parent) as running:
        yield running


def cards(person: Visitor) -> dict[str, tuple[str, str]]:
    """The figures in cards: by title the value, and all that the card says."""
    found = {}
    metrics = person.page.get_by_test_id("stMetric")
    expect(metrics).to_have_count(len(DEFINITIONS))
    for card in metrics.all():
        title = card.get_by_test_id("stMetricLabel").inner_text().strip()
        value = card.get_by_test_id("stMetricValue").inner_text().strip()
        around = card.locator("xpath=ancestor::*[@data-testid='stVerticalBlock'][1]")
        found[title] = (value, around.inner_text())
    return found


def table(person: Visitor, name: str) -> list[dict[str, str]]:
    """A chart's figures as they are downloaded."""
    button = person.page.locator(f".st-key-csv_{name} button")
    expect(button).to_be_visible()
    with person.page.expect_download() as download:
        button.click()
    return list(csv.DictReader(io.StringIO(download.value.path().read_text())))


def shown_at_first(work: Workspace) -> Selection:
    """The period that the pages show when nothing was chosen."""
    opened = opening(work)
    assert opened is not None
    newest = periods(opened[0].first_week, opened[0].last_day)[0]
    return Selection(newest.first, newest.last)


def test_every_figure_equals_the_one_from_the_raw_tables(
    populated: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before anything is hidden for being about too few."""
    monkeypatch.setattr(telling, "FEWEST_PEOPLE", 0)
    raw = recomputed.read(populated.engine)
    until = populated.clock().date() - timedelta(days=1)
    for days in (COMPLETION_DAYS, 40):
        compare(
            populated,
            raw,
            shown_at_first(populated),
            until,
            replace(COMPLETION, horizon=days),
            replace(PLACEMENT, horizon=5),
        )


def test_the_pages_show_the_figures_of_the_raw_tables(
    visitor: VisitorMaker, populated: Workspace
) -> None:
    raw = recomputed.read(populated.engine)
    until = populated.clock().date() - timedelta(days=1)
    period = shown_at_first(populated)
    first, last = period.first, period.last

    pat = visitor("pat")
    signs_in(pat, "pat", "Do plans work?")
    pat.sees("Placed within 180 days")
    shown = cards(pat)
    told = 0
    for metric, (part, whole), of in (
        (Metric.ENGAGEMENT, recomputed.engagement(raw, first, last), "scheduled dates"),
        (Metric.FIRST_ATTEMPT, recomputed.first_attempts(raw, first, last), "weekly tests"),
        (
            Metric.EVENTUAL,
            recomputed.eventual(raw, first, last, until, EVENTUAL_DAYS),
            "weekly tests",
        ),
    ):
        value, around = shown[DEFINITIONS[metric].title]
        if value != "Too few":
            told += 1
            assert value == f"{100 * part / whole:.0f}%", metric
            assert f"{part:,} of {whole:,} {of}" in around
    pairs = recomputed.readiness(raw, first, last)
    gained = float((pairs.score_after - pairs.score_before).mean())
    value, around = shown[DEFINITIONS[Metric.READINESS].title]
    if value != "Too few":
        told += 1
        assert value == f"{gained:+.1f} points".replace("-", "−")
        assert f"{len(pairs)} learners" in around
    by_then = recomputed.completed_by(raw, first, last, until, COMPLETION_DAYS)
    value, _ = shown[DEFINITIONS[Metric.COMPLETION].title]
    if value not in ("Too few", "None yet"):
        told += 1
        assert value == f"{100 * by_then:.0f}%"
    # Nobody registered more than 120 days ago, so no completed plan is 180 days old.
    assert shown[DEFINITIONS[Metric.PLACEMENT].title][0] == "None yet"
    assert told >= 2, shown

    pat.visit("/engagement")
    pat.sees("an empty cell is a week that is not over yet")
    rows = table(pat, "active")
    assert len(rows) == (last - first).days + 1
    for row in rows:
        day = date.fromisoformat(row["day"])
        people = recomputed.active_learners(raw, day, day)
        if row["active learners"]:
            assert int(float(row["active learners"])) == people
        else:
            assert people  # nobody would be told as 0
    compare_weeks(
        table(pat, "engagement"), lambda start, end: recomputed.engagement(raw, start, end)
    )

    pat.visit("/pass-rates")
    pat.sees("By week of the plan")
    compare_weeks(
        table(pat, "first-attempt"), lambda start, end: recomputed.first_attempts(raw, start, end)
    )
    compare_weeks(
        table(pat, "eventual"),
        lambda start, end: recomputed.eventual(raw, start, end, until, EVENTUAL_DAYS),
    )

    pat.visit("/funnel")
    pat.sees("Each learner counts once in each step")
    expected = {
        STEPS[next(step for step in STEPS if step.value == name)].format(number=week): people
        for (name, week), people in recomputed.reached(raw, first, last, until).items()
    }
    rows = {row["step"]: row["learners"] for row in table(pat, "funnel")}
    assert rows.keys() == expected.keys()
    assert {step: int(float(n)) for step, n in rows.items() if n}.items() <= expected.items()
    assert sum(bool(n) for n in rows.values()) >= 3

    pat.visit("/outcomes")
    pat.sees("By week of completing")
    if len(pairs) >= FEWEST_PEOPLE:
        whole = next(row for row in table(pat, "readiness") if row["part"] == "All")
        assert int(whole["learners"]) == len(pairs)
        assert float(whole["change"]) == pytest.approx(gained, abs=0.01)
    if shown[DEFINITIONS[Metric.COMPLETION].title][0] not in ("Too few", "None yet"):
        for row in table(pat, "completion"):
            if row["part"] == "All" and int(row["day"]) <= COMPLETION_DAYS:
                share = recomputed.completed_by(raw, first, last, until, int(row["day"]))
                assert float(row["percent"]) == pytest.approx(100 * share, abs=0.01)
    assert not pat.errors


def compare_weeks(rows: list[dict[str, str]], counted: recomputed.Counted) -> None:
    """What is told of spans of weeks."""
    assert rows
    for row in rows:
        if row["too few"] == "True":
            continue
        start = date.fromisoformat(row["first week"])
        end = start + timedelta(days=7 * int(row["weeks"]) - 1)
        assert (int(float(row["counted"])), int(float(row["out of"]))) == counted(start, end)


def test_a_learner_is_refused_all_of_it(visitor: VisitorMaker) -> None:
    lea = visitor("lea", viewport={"width": 390, "height": 844})
    signs_in(lea, "lea")
    for page in ("/overview", "/engagement", "/pass-rates", "/outcomes", "/funnel", "/items"):
        lea.visit(page)
        lea.sees(re.compile("This page is for"))
        assert not lea.page.get_by_test_id("stPlotlyChart").count()
        assert not lea.page.get_by_test_id("stMetric").count()
