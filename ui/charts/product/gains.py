"""Readiness gained: the mean change of the same learners, with its interval."""

from collections.abc import Mapping

import plotly.graph_objects as go

from plan_engine.metrics.intervals import PairedChange
from ui.charts.base import Chart, quiet_figure
from ui.theme import Palette

ROW_HEIGHT = 38


def gains_chart(changes: Mapping[str, PairedChange], palette: Palette) -> Chart:
    """A row for each part: the mean before, the mean after, and the change's 95% interval around it."""
    figure = quiet_figure(palette, height=100 + ROW_HEIGHT * max(len(changes), 1))
    rows = {f"{name}  n={change.people:,}": change for name, change in changes.items()}
    for name, change in rows.items():
        figure.add_trace(
            go.Scatter(
                x=[change.before, change.after],
                y=[name, name],
                mode="lines",
                line={"color": palette.grid, "width": 3},
                hoverinfo="skip",
                showlegend=False,
            )
        )
    figure.add_trace(
        go.Scatter(
            x=[change.before for change in rows.values()],
            y=list(rows),
            mode="markers",
            name="Assessment",
            marker={"color": palette.muted, "size": 10, "symbol": "circle-open"},
            hoverinfo="x+y",
        )
    )
    figure.add_trace(
        go.Scatter(
            x=[change.after for change in rows.values()],
            y=list(rows),
            mode="markers",
            name="Final test, with the interval of the change",
            marker={"color": palette.accent, "size": 10},
            error_x={
                "type": "data",
                "array": [change.high - change.change for change in rows.values()],
                "color": palette.accent,
                "thickness": 1.5,
                "width": 4,
            },
            hovertext=[f"{name}: {said(change)}" for name, change in rows.items()],
            hoverinfo="text",
        )
    )
    figure.update_layout(
        showlegend=True,
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0},
        margin={"t": 36},
    )
    figure.update_xaxes(range=[0, 101], title="Mean score, %")
    figure.update_yaxes(type="category", autorange="reversed", automargin=True)
    told = "; ".join(f"{name}: {said(change)}" for name, change in changes.items())
    return Chart(figure, f"Scores of the same learners before and after: {told}.")


def said(change: PairedChange) -> str:
    """The change in words."""
    return (
        f"from {change.before:.0f} to {change.after:.0f}, {change.change:+.1f} points "
        f"(95% interval {change.low:+.1f} to {change.high:+.1f}), {change.people:,} learners"
    )
