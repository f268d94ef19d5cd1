"""How many learners are active: a week as bars, a day as a line."""

from collections.abc import Mapping
from datetime import date, timedelta

import plotly.graph_objects as go

from ui.charts.base import Chart, quiet_figure
from ui.charts.product.rates import week_axis
from ui.theme import Palette
from ui.words import count

MILLISECONDS_A_WEEK = 7 * 86_400_000
"""Plotly's unit on a date axis."""


def active_chart(
    by_day: Mapping[date, int | None], by_week: Mapping[date, int | None], palette: Palette
) -> Chart:
    """Bars from zero for each week's learners, the days' in front of them.

    Crosses are weeks that may not be told; days that may not be are gaps, days of nobody dots at zero.
    """
    figure = quiet_figure(palette, height=300)
    figure.add_trace(
        go.Bar(
            x=[(week + timedelta(days=3)).isoformat() for week in by_week],
            y=list(by_week.values()),
            width=0.92 * MILLISECONDS_A_WEEK,
            name="In the week",
            marker={"color": palette.sequential[2]},
            hovertext=[
                f"Week of {week.day} {week:%b}: {_said(learners)}"
                for week, learners in by_week.items()
            ],
            hoverinfo="text",
        )
    )
    figure.add_trace(
        go.Scatter(
            x=[day.isoformat() for day in by_day],
            y=list(by_day.values()),
            mode="lines+markers",
            name="On the day",
            line={"color": palette.categorical[1], "width": 2},
            marker={"size": 3},
            hovertext=[
                f"{day:%a} {day.day} {day:%b}: {_said(learners)}"
                for day, learners in by_day.items()
            ],
            hoverinfo="text",
            connectgaps=False,
        )
    )
    hidden = [week for week, learners in by_week.items() if learners is None]
    if hidden:
        figure.add_trace(
            go.Scatter(
                x=[(week + timedelta(days=3)).isoformat() for week in hidden],
                y=[0 for _ in hidden],
                mode="markers",
                name="Too few to tell",
                marker={"symbol": "x-thin-open", "size": 8, "color": palette.muted},
                hovertext=[f"Week of {week.day} {week:%b}: {_said(None)}" for week in hidden],
                hoverinfo="text",
                cliponaxis=False,
            )
        )
    figure.update_layout(
        showlegend=True,
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0},
        margin={"t": 36},
    )
    figure.update_yaxes(
        title="Active learners", rangemode="tozero", tickfont={"color": palette.muted}
    )
    week_axis(figure, list(by_week))
    return Chart(figure, _alt(by_week, by_day))


def _said(learners: int | None) -> str:
    return "too few to tell" if learners is None else count(learners, "active learner")


def _alt(by_week: Mapping[date, int | None], by_day: Mapping[date, int | None]) -> str:
    told = {week: learners for week, learners in by_week.items() if learners is not None}
    if not told:
        return "Active learners by week and day: no week with enough people."
    last = max(told)
    days = [learners for learners in by_day.values() if learners is not None]
    mean = sum(days) / len(days) if days else 0
    hidden = sum(learners is None for learners in by_week.values())
    gaps = f" {count(hidden, 'week')} of too few learners." if hidden else ""
    return (
        f"Active learners: at most {max(told.values())} in a week, {told[last]} in the week of "
        f"{last.day} {last:%b %Y}, {mean:.0f} a day on average of the days that can be told.{gaps}"
    )
