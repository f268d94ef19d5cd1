"""Charts of the product team: a unit on each axis, bars from zero, intervals drawn, a sentence each."""

from datetime import date, timedelta

import plotly.graph_objects as go
import pytest

from plan_engine.metrics.intervals import PairedSums, paired_change
from plan_engine.metrics.milestones import Milestone
from plan_engine.metrics.survival import reached_by, share_reached
from services.product.funnel import Step
from services.product.telling import HIDDEN, WeeklyRate, rate
from services.product.waiting import Curve
from ui.charts.base import Chart
from ui.charts.product.active import active_chart
from ui.charts.product.curves import waiting_chart
from ui.charts.product.funnel import funnel_chart
from ui.charts.product.gains import gains_chart
from ui.charts.product.rates import rates_by_part, rates_by_week
from ui.charts.product.retention import retention_chart
from ui.theme import DARK, LIGHT

MONDAY = date(2026, 3, 2)
WEEKS = [MONDAY + timedelta(weeks=k) for k in range(3)]
POINTS = share_reached({10: 5, 20: 5}, {40: 10})


def weekly() -> Chart:
    told = [WeeklyRate(WEEKS[0], 2, rate(30, 40)), WeeklyRate(WEEKS[2], 1, HIDDEN)]
    return rates_by_week(told, WEEKS, LIGHT, of="weekly tests")


def parts() -> Chart:
    return rates_by_part({"A": rate(30, 40), "B": HIDDEN}, DARK, of="weekly tests")


def active() -> Chart:
    return active_chart({MONDAY: 7}, {WEEKS[0]: 12, WEEKS[1]: None}, LIGHT)


def curve() -> Chart:
    all_of_them = Curve(20, POINTS, reached_by(POINTS, 30), watched_to_horizon=True)
    return waiting_chart(
        {"All": all_of_them}, LIGHT, horizon=30, since="starting", reached="completed"
    )


def gains() -> Chart:
    return gains_chart({"All": paired_change(PairedSums(5, 250, 350, 2100))}, DARK)


def funnel() -> Chart:
    steps = [Step(Milestone.REGISTERED, 0, 100), Step(Milestone.WEEK_PASSED, 2, None)]
    before = [Step(Milestone.REGISTERED, 0, 50), Step(Milestone.WEEK_PASSED, 2, 20)]
    return funnel_chart(steps, before, LIGHT)


def kept() -> Chart:
    return retention_chart({(MONDAY, 0): rate(40, 50), (MONDAY, 4): HIDDEN}, DARK)


ALL = [weekly, parts, active, curve, gains, funnel, kept]


def titles(figure: go.Figure) -> list[str]:
    return [axis.title.text for axis in (figure.layout.xaxis, figure.layout.yaxis)]


@pytest.mark.parametrize("chart", ALL)
def test_every_chart_names_its_unit_and_says_what_it_shows(chart) -> None:  # type: ignore[no-untyped-def]
    drawn = chart()
    assert any(titles(drawn.figure))
    assert drawn.alt.endswith(".")
    assert any(character.isdigit() for character in drawn.alt)


@pytest.mark.parametrize("chart", [weekly, active, curve])
def test_charts_over_time_begin_at_zero(chart) -> None:  # type: ignore[no-untyped-def]
    axis = chart().figure.layout.yaxis
    assert axis.rangemode == "tozero" or axis.range[0] == 0


def test_bars_begin_at_zero() -> None:
    assert funnel().figure.layout.xaxis.rangemode == "tozero"


@pytest.mark.parametrize(("chart", "across"), [(weekly, False), (parts, True)])
def test_the_interval_is_drawn_to_its_ends(chart, across: bool) -> None:  # type: ignore[no-untyped-def]
    dots = chart().figure.data[0]
    error = dots.error_x if across else dots.error_y
    share = (dots.x if across else dots.y)[0]
    expected = rate(30, 40)
    assert expected.low is not None
    assert expected.high is not None
    assert share == 75
    assert share - error.arrayminus[0] == pytest.approx(100 * expected.low)
    assert share + error.array[0] == pytest.approx(100 * expected.high)


def test_what_may_not_be_told_is_a_mark_and_no_value() -> None:
    assert "B: too few" in parts().alt
    assert list(parts().figure.data[0].y) == ["A  n=40"]
    assert "too few" in weekly().alt
    assert "too few" in funnel().alt
    assert list(active().figure.data[0].y) == [12, None]
    assert kept().figure.data[0].z[0][4] is None


def test_a_week_of_too_few_is_a_cross_and_a_week_of_nobody_is_none() -> None:
    drawn = active_chart({MONDAY: 0}, {WEEKS[0]: 12, WEEKS[1]: None, WEEKS[2]: 0}, LIGHT).figure
    bars, _, crosses = drawn.data
    assert list(bars.y) == [12, None, 0]
    assert crosses.name == "Too few to tell"
    assert len(crosses.x) == 1
    assert "too few to tell" in crosses.hovertext[0]
    assert len(active_chart({}, {WEEKS[0]: 12, WEEKS[2]: 0}, LIGHT).figure.data) == 2


def test_a_heat_map_of_later_weeks_begins_with_them() -> None:
    drawn = retention_chart({(MONDAY, 12): rate(40, 50), (MONDAY, 14): HIDDEN}, DARK)
    assert list(drawn.figure.data[0].x) == ["12", "13", "14"]
    assert drawn.figure.data[0].z[0][0] == 80


def test_how_many_it_is_of_stands_beside_each_part() -> None:
    assert parts().figure.data[0].y[0] == "A  n=40"
    assert curve().figure.data[2].name == "All, n=20"
    assert gains().figure.data[-1].y[0] == "All  n=5"
    assert kept().figure.data[0].y[0].endswith("n=50")


def test_between_two_known_days_a_curve_is_a_box_and_no_line_below_it() -> None:
    boxes, level, dots = curve().figure.data
    assert list(dots.x) == [10, 20, 40]
    assert list(dots.y) == [25, 50, 50]
    # From day 0 to 10 it climbs from 0 to 25, then until day 20 to 50: on which days is not known.
    assert list(boxes.x) == [0, 0, 10, 10, 0, None, 10, 10, 20, 20, 10, None]
    assert list(boxes.y) == [0, 25, 25, 0, 0, None, 25, 50, 50, 25, 25, None]
    assert list(level.x) == [20, 40, None]
    assert (dots.line.dash, dots.line.shape) == ("dot", None)


def test_the_interval_of_a_curve_reaches_to_its_ends() -> None:
    dots = curve().figure.data[2]
    for k, point in enumerate(POINTS):
        assert dots.y[k] + dots.error_y.array[k] == pytest.approx(100 * point.high)
        assert dots.y[k] - dots.error_y.arrayminus[k] == pytest.approx(100 * point.low)


def test_dots_are_hollow_where_few_are_still_watched() -> None:
    few = Curve(20, POINTS, reached_by(POINTS, 30), watched_to_horizon=True, thin_from=20)
    drawn = waiting_chart({"All": few}, LIGHT, horizon=30, since="starting", reached="completed")
    assert list(drawn.figure.data[2].marker.symbol) == ["circle", "circle-open", "circle-open"]


def test_the_legend_names_only_curves_that_are_drawn() -> None:
    one = Curve(20, POINTS, reached_by(POINTS, 30), watched_to_horizon=True)
    untold = Curve(9, (), None, watched_to_horizon=True)
    drawn = waiting_chart(
        {"A": one, "B": untold}, LIGHT, horizon=30, since="starting", reached="completed"
    )
    assert [trace.name for trace in drawn.figure.data if trace.name] == ["A, n=20"]


def test_a_curve_of_nobody_who_got_there_is_level_at_zero() -> None:
    nobody = share_reached({}, {40: 12})
    drawn = waiting_chart(
        {"A": Curve(12, (), reached_by(nobody, 30), watched_to_horizon=True)},
        LIGHT,
        horizon=30,
        since="starting",
        reached="completed",
    )
    assert list(drawn.figure.data[1].x) == [0, 30, None]
    assert list(drawn.figure.data[1].y) == [0, 0, None]


def test_a_curve_goes_on_level_to_the_horizon_if_somebody_was_watched_that_long() -> None:
    told = POINTS[:1]  # ten of twenty by day 20; the others were watched until day 40
    for horizon, ends in ((15, 15), (50, 10)):
        there = reached_by(POINTS, horizon)
        drawn = waiting_chart(
            {"All": Curve(20, told, there, watched_to_horizon=there is not None)},
            LIGHT,
            horizon=horizon,
            since="starting",
            reached="completed",
        )
        assert drawn.figure.data[2].x[-1] == ends


def test_the_funnel_marks_where_its_bars_would_end_as_in_the_period_before() -> None:
    drawn = funnel()
    bars, marks = drawn.figure.data
    assert list(marks.x) == [40.0]  # 20 of 50, of a hundred who registered now
    assert list(bars.y) == ["Registered<br>100", "Passed week 2<br>too few to tell"]
    assert list(marks.y) == [bars.y[1]]
    assert "Passed week 2 40%" in drawn.alt


def test_a_first_period_has_nothing_before_it_to_mark() -> None:
    steps = [Step(Milestone.REGISTERED, 0, 100), Step(Milestone.WEEK_PASSED, 2, 30)]
    drawn = funnel_chart(steps, [], LIGHT)
    assert not len(drawn.figure.data[1].x)
    assert "period before" not in drawn.alt
