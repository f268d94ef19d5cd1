"""Charts: the right traces, axes with units, and a sentence for whoever cannot see them."""

from datetime import date, timedelta

import pytest

from plan_engine.kinds import RewardType
from plan_engine.measurement.pace import Consistency, Speed
from services.progress_view import CalendarDay, XPDay
from tests.support.history import a_weekly_row
from ui.charts.calendar import calendar_chart
from ui.charts.history import history_chart
from ui.charts.pace import pace_chart
from ui.charts.topics import TopicDot, topics_chart
from ui.charts.xp import xp_chart
from ui.theme import DARK, LIGHT, Palette

MODES = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
MONDAY = date(2026, 3, 2)


def a_dot(name: str = "Joins", estimate: float = 0.6, p_weak: float = 0.8) -> TopicDot:
    return TopicDot(name, 2, 5, estimate, estimate - 0.15, estimate + 0.15, p_weak)


def a_calendar(active: dict[date, int]) -> list[CalendarDay]:
    days = [MONDAY + timedelta(days=k) for k in range(14)]
    return [CalendarDay(d, 1, 0, active.get(d, 0), d in active, is_rested=False) for d in days]


@MODES
def test_topics_are_coloured_by_the_probability_of_being_weak(palette: Palette) -> None:
    chart = topics_chart([a_dot("Joins", 0.5, 0.9), a_dot("Views", 0.8, 0.1)], palette)
    dots = chart.figure.data[-1]
    assert list(dots.marker.color) == [palette.below_bar, palette.good]
    assert "%" in chart.figure.layout.xaxis.title.text


def test_topics_that_are_expected_to_be_weak_without_showing_it_are_grey_in_the_order_given() -> (
    None
):
    unsure = TopicDot("Views", 5, 5, 0.55, 0.4, 0.75, 0.9, is_unsure=True)
    chart = topics_chart([a_dot("Joins", 0.6, 0.9), unsure], LIGHT, as_given=True)
    dots = chart.figure.data[-1]
    assert list(dots.y) == ["Views  5/5", "Joins  2/5"]  # drawn from the bottom up
    assert list(dots.marker.color) == [LIGHT.muted, LIGHT.below_bar]


def test_topics_say_estimate_interval_and_counts_in_words() -> None:
    chart = topics_chart([a_dot()], LIGHT)
    assert "Joins about 60% (45 to 75), 2 of 5 right" in chart.alt


@MODES
def test_a_date_with_activity_stands_out_and_the_future_is_blank(palette: Palette) -> None:
    today = MONDAY + timedelta(days=3)
    chart = calendar_chart(a_calendar({MONDAY: 15}), today, palette)
    steps = chart.figure.data[0].z
    assert steps[0][0] > steps[1][0]
    assert steps[4][0] is None
    assert "1 active days, the last on 2 March" in chart.alt or "1 active day" in chart.alt


def test_xp_is_stacked_by_source_from_zero() -> None:
    earned = [
        XPDay(MONDAY, RewardType.DAILY_TASK, 15),
        XPDay(MONDAY, RewardType.SPEED, 10),
        XPDay(MONDAY + timedelta(days=1), RewardType.DAILY_TASK, 30),
    ]
    chart = xp_chart(earned, MONDAY + timedelta(days=1), LIGHT)
    assert chart.figure.layout.barmode == "stack"
    assert chart.figure.layout.yaxis.rangemode == "tozero"
    assert {bar.name: sum(bar.y) for bar in chart.figure.data} == {"Daily tasks": 45, "Speed": 10}
    assert "daily tasks 45, speed 10" in chart.alt


def test_a_long_history_of_xp_is_shown_by_week() -> None:
    earned = [XPDay(MONDAY + timedelta(days=k), RewardType.DAILY_TASK, 15) for k in range(90)]
    chart = xp_chart(earned, MONDAY + timedelta(days=89), LIGHT)
    assert "week" in chart.figure.layout.yaxis.title.text
    assert max(chart.figure.data[0].y) == 7 * 15


def test_pace_leaves_out_what_could_not_be_measured() -> None:
    steady = Consistency(index=90, accuracy_steadiness=85, pace_steadiness=95, counted=30)
    both = pace_chart(Speed(120, 0.83, 12, 100, 140), steady, LIGHT)
    alone = pace_chart(None, steady, LIGHT)
    assert "speed 120" in both.alt
    assert "speed" not in alone.alt
    assert len(alone.figure.data[-1].x) == 3


def test_test_history_shows_counts_and_leaves_topics_not_asked_blank() -> None:
    chart = history_chart(
        [a_weekly_row("One", (("Joins", 3, 5),)), a_weekly_row("Two", (("Views", 0, 4),))], LIGHT
    )
    assert chart.figure.data[0].text[0][0] == "3/5"
    assert chart.figure.data[0].z[0][1] is None
    assert "One: 3 of 5 right" in chart.alt
