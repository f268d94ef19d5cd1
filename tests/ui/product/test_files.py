"""Files of product figures say what they count, and pictures look like the page."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
import streamlit as st

from plan_engine.metrics.definitions import Metric
from plan_engine.metrics.intervals import PairedSums, paired_change
from plan_engine.metrics.survival import reached_by, share_reached
from services.product.overview import Glance
from services.product.telling import HIDDEN, Rate, WeeklyRate, rate
from services.product.waiting import Curve
from ui.charts.product.rates import rates_by_part
from ui.product.figures import draw_download
from ui.product.glances import glance_rows
from ui.product.pictures import FONT, draw_picture
from ui.product.scope import Scope, days_of
from ui.product.trends import dots_said
from ui.theme import DARK

SCOPE = Scope(
    date(2026, 7, 13),
    date(2026, 11, 22),
    target="Backend Developer (Python)",
    version="since 1 Jul 2026 (0a1b2c)",
)
POINTS = share_reached({10: 10, 20: 5}, {70: 10})
NOTHING = Glance(HIDDEN, HIDDEN, Rate(0, 0), {}, {"": None}, HIDDEN)
ALL = Glance(
    rate(30, 40),
    rate(20, 40),
    rate(30, 40),
    {"": paired_change(PairedSums(5, 250, 350, 2100))},
    {"": Curve(25, POINTS, reached_by(POINTS, 60), watched_to_horizon=True)},
    rate(10, 40),
)


def drawn(monkeypatch: pytest.MonkeyPatch, name: str) -> list[Mapping[str, Any]]:
    """What Streamlit is asked to draw under this name."""
    asked: list[Mapping[str, Any]] = []
    monkeypatch.setattr(st, name, lambda *args, **named: asked.append({"args": args, **named}))
    return asked


def test_a_file_says_in_its_name_and_in_each_row_what_it_counts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = drawn(monkeypatch, "download_button")
    draw_download([{"part": "A", "counted": 30}], "eventual", SCOPE)
    assert asked[0]["file_name"] == (
        "eventual_2026-07-13-to-2026-11-22_backend-developer-python_since-1-jul-2026-0a1b2c.csv"
    )
    header, row = asked[0]["data"]().splitlines()
    assert header == ("from,to,only target,only registered in,only content version,part,counted")
    assert row.startswith("2026-07-13,2026-11-22,Backend Developer (Python),,since 1 Jul 2026")


def test_a_saved_picture_has_the_pages_background_and_margins(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = drawn(monkeypatch, "plotly_chart")
    draw_picture(rates_by_part({"A": rate(30, 40)}, DARK, of="tests"), "parts", SCOPE, DARK)
    layout = asked[0]["args"][0].layout
    assert (layout.paper_bgcolor, layout.plot_bgcolor) == (DARK.background, DARK.background)
    assert min(layout.margin.l, layout.margin.r, layout.margin.t, layout.margin.b) >= 8
    assert layout.font.family == FONT
    saved = asked[0]["config"]["toImageButtonOptions"]
    assert saved["filename"] == SCOPE.file_name("parts")


def test_the_overviews_file_has_every_metric() -> None:
    rows = {row["metric"]: row for row in glance_rows(ALL, NOTHING)}
    assert set(rows) == {metric.value for metric in Metric}
    gained, completed = rows["readiness"], rows["completion"]
    assert (gained["value"], gained["unit"], gained["out of"]) == (20, "points", 5)
    assert (completed["value"], completed["unit"], completed["out of"]) == (60, "percent", 25)
    assert rows["engagement"]["counted"] == 30
    assert all(row["value before"] is None for row in rows.values())


def test_the_overviews_file_tells_too_few_from_nobody() -> None:
    few = {row["metric"]: row["too few"] for row in glance_rows(NOTHING, ALL)}
    assert few == {
        "engagement": True,
        "first_attempt": True,
        "eventual": False,
        "readiness": False,
        "completion": True,
        "placement": True,
    }


def test_a_period_says_its_year_once_where_it_is_the_same() -> None:
    assert days_of(date(2026, 7, 13), date(2026, 11, 22)) == "13 Jul to 22 Nov 2026"
    assert days_of(date(2025, 12, 22), date(2026, 1, 25)) == "22 Dec 2025 to 25 Jan 2026"


def test_what_a_dot_of_a_trend_is_of_is_said() -> None:
    told = [
        WeeklyRate(date(2026, 3, 2), 1, rate(5, 10)),
        WeeklyRate(date(2026, 3, 9), 3, rate(6, 12)),
    ]
    dots = [(one.weeks, one.rate.whole) for one in told]
    assert dots_said(dots, "tests", hidden=0) == (
        "A dot is 1 to 3 weeks together, of 10 to 12 tests. "
        "Weeks of too few are put together with those after them."
    )
    assert dots_said(dots[:1], "tests", hidden=2) == (
        "A dot is one week, of 10 tests. 2 crosses: weeks that are too few even together."
    )
    assert dots_said([], "tests", hidden=0) == ""
