"""Readiness over time: a dot after each test, its interval as a line, forecasts hollow."""

from collections.abc import Sequence
from datetime import timedelta

import plotly.graph_objects as go

from plan_engine.rules import JOB_READY_SCORE
from services.counsellor.road import ReadinessPoint
from ui.charts.base import Chart, quiet_figure
from ui.theme import Palette


def readiness_chart(points: Sequence[ReadinessPoint], palette: Palette) -> Chart:
    """One column for each test; several on one date stand beside each other within it."""
    figure = quiet_figure(palette, height=260)
    when = [point.at.replace(tzinfo=None) for point in points]
    for at, point in zip(when, points, strict=True):
        figure.add_trace(
            go.Scatter(
                x=[at, at],
                y=[point.readiness.low, point.readiness.high],
                mode="lines",
                line={"color": palette.muted, "width": 2},
                hoverinfo="skip",
            )
        )
    figure.add_trace(
        go.Scatter(
            x=when,
            y=[point.readiness.percent for point in points],
            mode="lines+markers",
            line={"color": palette.accent, "width": 1, "dash": "dot"},
            marker={
                "size": 11,
                "color": palette.accent,
                "symbol": [
                    "circle-open" if point.readiness.is_forecast else "circle" for point in points
                ],
                "line": {"width": 2},
            },
            hovertext=[_said(point) for point in points],
            hoverinfo="text",
        )
    )
    figure.add_hline(y=JOB_READY_SCORE, line={"color": palette.text, "dash": "dot", "width": 1.5})
    margin = max(timedelta(days=1), (when[-1] - when[0]) / 20)
    figure.update_xaxes(
        type="date",
        range=[(when[0] - margin).isoformat(), (when[-1] + margin).isoformat()],
        tickformat="%-d %b",
        nticks=6,
        showgrid=False,
    )
    figure.update_yaxes(
        range=[0, 102], tickvals=[0, 20, 40, 60, JOB_READY_SCORE, 100], title="Readiness, %"
    )
    said = "; ".join(_said(point) for point in points)
    return Chart(
        figure, f"Readiness after each test, the mark for job ready at {JOB_READY_SCORE}%: {said}."
    )


def _said(point: ReadinessPoint) -> str:
    ready = point.readiness
    kind = "forecast " if ready.is_forecast else ""
    return (
        f"{point.on.day} {point.on:%B}, {point.title}: {kind}{ready.percent}% "
        f"({ready.low} to {ready.high})"
    )
