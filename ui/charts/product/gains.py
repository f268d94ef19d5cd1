"""Readiness gained: the mean change of the same learners, with its interval."""

from collections.abc import Mapping, Sequence
from datetime import date

import plotly.graph_objects as go

from plan_engine.metrics.intervals import PairedChange
from services.product.readiness import WeeklyChange
from ui.charts.base import Chart, quiet_figure
from ui.charts.product.rates import middle, span, week_axis
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


def gains_by_week(
    changes: Sequence[WeeklyChange], weeks: Sequence[date], palette: Palette
) -> Chart:
    """A dot for each span of weeks at the mean change with its 95% interval; crosses may not be told."""
    figure = quiet_figure(palette, height=260)
    shown = [(one, one.change) for one in changes if one.change is not None]
    hidden = [one for one in changes if one.change is None]
    figure.add_trace(
        go.Scatter(
            x=[middle(one.first, one.weeks) for one, _ in shown],
            y=[change.change for _, change in shown],
            mode="markers",
            marker={"color": palette.accent, "size": 9},
            error_y={
                "type": "data",
                "array": [change.high - change.change for _, change in shown],
                "color": palette.muted,
                "thickness": 1.5,
                "width": 3,
            },
            hovertext=[f"{span(one.first, one.weeks)}: {said(change)}" for one, change in shown],
            hoverinfo="text",
        )
    )
    figure.add_trace(
        go.Scatter(
            x=[middle(one.first, one.weeks) for one in hidden],
            y=[0.0 for _ in hidden],
            mode="markers",
            marker={"symbol": "x-thin-open", "size": 8, "color": palette.muted},
            hovertext=[f"{span(one.first, one.weeks)}: too few to tell" for one in hidden],
            hoverinfo="text",
        )
    )
    figure.update_yaxes(
        title="Points gained", rangemode="tozero", tickfont={"color": palette.muted}
    )
    week_axis(figure, weeks)
    if not shown:
        return Chart(figure, "Points gained by week of the final test: no week with enough people.")
    (first, earlier), (last, later) = shown[0], shown[-1]
    told = f"{span(first.first, first.weeks)}: {said(earlier)}"
    if last is not first:
        told += f"; {span(last.first, last.weeks)}: {said(later)}"
    return Chart(figure, f"Points gained by week of the final test, with 95% intervals. {told}.")


def said(change: PairedChange) -> str:
    """The change in words."""
    return (
        f"from {change.before:.0f} to {change.after:.0f}, {change.change:+.1f} points "
        f"(95% interval {change.low:+.1f} to {change.high:+.1f}), {change.people:,} learners"
    )
