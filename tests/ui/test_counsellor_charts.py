"""Counsellors' charts: traces, axes from zero, units, and a sentence that says what is shown."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from plan_engine.interventions import Deed, activity_around
from plan_engine.stages import Milestone
from services.counsellor.cohort import Distribution, SharedTopic
from services.counsellor.log import LogEntry
from services.counsellor.road import PacePoint, ReadinessPoint
from services.counsellor.standing import Readiness
from ui.charts.base import Chart
from ui.charts.counsellor.around import around_chart
from ui.charts.counsellor.cohort import (
    distribution_chart,
    distributions_chart,
    funnel_chart,
    shared_topics_chart,
)
from ui.charts.counsellor.pace import pace_history_chart
from ui.charts.counsellor.readiness import readiness_chart
from ui.theme import DARK, LIGHT, Palette

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)


def readiness() -> list[ReadinessPoint]:
    forecast = ReadinessPoint(AT, AT.date(), "Assessment", Readiness(50, 40, 61, is_forecast=True))
    final = Readiness(84, 80, 88, is_forecast=False)
    return [forecast, replace(forecast, at=AT.replace(day=20), title="Final test", readiness=final)]


def test_readiness_shows_forecasts_hollow_with_their_intervals() -> None:
    chart = readiness_chart(readiness(), LIGHT)
    *intervals, dots = chart.figure.data
    assert [list(line.y) for line in intervals] == [[40, 61], [80, 88]]
    assert list(dots.y) == [50, 84]
    assert list(dots.marker.symbol) == ["circle-open", "circle"]
    assert chart.figure.layout.yaxis.range[0] == 0
    assert chart.figure.layout.yaxis.title.text == "Readiness, %"
    assert "2 March, Assessment: forecast 50% (40 to 61)" in chart.alt


def test_one_test_alone_can_be_drawn() -> None:
    assert len(readiness_chart(readiness()[:1], DARK).figure.data) == 2


def test_pace_of_a_learner_who_only_guessed_rapidly_is_drawn_empty() -> None:
    point = PacePoint("Assessment", None, None, None, None, 36, 36)
    chart = pace_history_chart([point], LIGHT)
    assert chart.figure.layout.yaxis.range[1] >= 100
    assert "Assessment: speed not measured, consistency not measured" in chart.alt


def test_pace_leaves_out_what_was_not_measured() -> None:
    points = [
        PacePoint("Assessment", 110, 95, 240, 88, 0, 36),
        PacePoint("Week 1 test", None, None, None, None, 30, 30),
    ]
    chart = pace_history_chart(points, LIGHT)
    line, speed, steady = chart.figure.data
    assert list(line.y) == [95, 240]
    assert (list(speed.y), list(steady.y)) == ([110, None], [88, None])
    low, high = chart.figure.layout.yaxis.range
    assert low == 0
    assert high > 240
    assert "Week 1 test: speed not measured, consistency not measured" in chart.alt


def test_activity_around_a_deed_is_blank_where_days_are_not_over() -> None:
    on = date(2026, 3, 10)
    marks = (True,) * 7 + (None,) + (False, True) + (None,) * 5
    around = activity_around(
        on, {on.replace(day=n) for n in (3, 4, 5, 6, 7, 8, 9, 12)}, on.replace(day=13)
    )
    entry = LogEntry(Deed.NUDGE, "Hello", AT, on, "Ada", None, around, marks)
    chart = around_chart([entry], LIGHT)
    (squares,) = chart.figure.data
    assert list(squares.z[0]) == [1] * 7 + [None, 0, 1] + [None] * 5
    assert list(squares.x) == list(range(-7, 8))
    assert "10 Mar · Message: 7 of 7 before, 1 of 2 after" in chart.alt


def test_the_distribution_counts_by_tens_from_zero() -> None:
    finals, forecasts = (0, 0, 0, 0, 1, 0, 0, 0, 0, 1), (0, 0, 0, 0, 2, 0, 0, 0, 0, 0)
    found = Distribution("Tester", finals, forecasts)
    chart = distribution_chart(found, LIGHT)
    filled, hollow = chart.figure.data
    assert [list(bars.y) for bars in (filled, hollow)] == [list(finals), list(forecasts)]
    assert list(filled.x)[:2] == list(hollow.x)[:2] == [5, 15]
    assert filled.marker.color[8] != filled.marker.color[7]
    assert set(hollow.marker.color) == {"rgba(0,0,0,0)"}
    assert chart.figure.layout.barmode == "stack"
    assert "Final scores: 40 to 49%: 1, 90 to 100%: 1. Forecasts: 40 to 49%: 2." in chart.alt
    assert "4 learners for Tester" in chart.alt


def test_the_funnel_says_counts_and_shares() -> None:
    steps = [
        (step, count) for step, count in zip(Milestone, [8, 4, 4, 2, 1, 0, 0, 0, 0], strict=True)
    ]
    chart = funnel_chart(steps, LIGHT)
    (bars,) = chart.figure.data
    assert list(bars.text)[:2] == ["8 (100%)", "4 (50%)"]
    assert chart.figure.layout.xaxis.range[0] == 0
    assert "Assessed 4 (50%)" in chart.alt


def test_a_few_of_thousands_are_not_called_none_of_them() -> None:
    steps = list(zip(Milestone, [3000, 9, 9, 9, 9, 9, 9, 9, 0], strict=True))
    (bars,) = funnel_chart(steps, LIGHT).figure.data
    assert [bars.text[0], bars.text[1], bars.text[-1]] == ["3,000 (100%)", "9 (under 1%)", "0 (0%)"]


def test_many_targets_are_rows_of_a_chart_of_final_scores_and_of_one_of_forecasts() -> None:
    bands, nobody = (0, 0, 0, 0, 0, 0, 0, 3, 1, 0), (0,) * 10
    found = [
        Distribution("Backend (Python)", bands, bands[::-1]),
        Distribution("SQL", nobody, bands[::-1]),
    ]
    (others,) = distributions_chart(found, LIGHT, forecasts=True).figure.data
    assert list(others.y) == ["Backend<br>(Python)  n=4", "SQL  n=4"]
    assert list(others.text[1]) == ["", "1", "3"] + [""] * 7
    chart = distributions_chart(found, LIGHT, forecasts=False)
    (cells,) = chart.figure.data
    assert list(cells.y) == ["Backend<br>(Python)  n=4"]
    assert list(cells.text[0]) == [""] * 7 + ["3", "1", ""]
    assert cells.z[0][7] == 0.75
    assert "Backend (Python) 1 of 4" in chart.alt


def test_shared_topics_say_out_of_how_many() -> None:
    chart = shared_topics_chart([SharedTopic("Joins", 3, 7)], LIGHT)
    assert list(chart.figure.data[0].text) == ["3 of 7"]
    assert "Joins 3 of 7" in chart.alt


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_charts_take_the_colours_of_the_mode(palette: Palette) -> None:
    charts: list[Chart] = [
        readiness_chart(readiness(), palette),
        funnel_chart([(Milestone.REGISTERED, 1)], palette),
    ]
    for chart in charts:
        assert chart.figure.layout.font.color == palette.text
        assert chart.alt.endswith(".")
