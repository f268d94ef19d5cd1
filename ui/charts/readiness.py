"""Readiness: the score with its band over the verdict's three zones, and each block before and after."""

from collections.abc import Sequence

import plotly.graph_objects as go

from plan_engine.rules import JOB_READY_SCORE, NEEDS_TRAINING_SCORE, WEAK_BAR
from services.verdict_view import BlockChange
from ui.charts.base import Chart, quiet_figure
from ui.theme import Palette

ZONES = (
    ("Not yet a fit", 0, NEEDS_TRAINING_SCORE),
    ("Training", NEEDS_TRAINING_SCORE, JOB_READY_SCORE),
    ("Job Ready", JOB_READY_SCORE, 100),
)
ROW_HEIGHT = 46
BAR_PERCENT = round(100 * WEAK_BAR)


def readiness_chart(score: int, low: int, high: int, palette: Palette) -> Chart:
    """The score as a dot, its band of one standard error as a line, the cuts dotted, the zones named."""
    figure = quiet_figure(palette, height=150)
    fills = (palette.surface, palette.sequential[1], palette.sequential[2])
    for (name, start, end), fill in zip(ZONES, fills, strict=True):
        figure.add_vrect(x0=start, x1=end, fillcolor=fill, line_width=0, layer="below")
        figure.add_annotation(
            x=(start + end) / 2,
            y=0.94,
            text=name,
            showarrow=False,
            font={"color": palette.text, "size": 12},
        )
    for cut in (NEEDS_TRAINING_SCORE, JOB_READY_SCORE):
        figure.add_vline(x=cut, line={"color": palette.text, "dash": "dot", "width": 1.5})
    figure.add_trace(
        go.Scatter(
            x=[low, high],
            y=[0.35, 0.35],
            mode="lines",
            line={"color": palette.text, "width": 5},
            hoverinfo="skip",
        )
    )
    figure.add_trace(
        go.Scatter(
            x=[score],
            y=[0.35],
            mode="markers+text",
            text=[f"<b>{score}</b>"],
            textposition="top center",
            textfont={"size": 16, "color": palette.text},
            marker={
                "color": palette.good if score >= JOB_READY_SCORE else palette.below_bar,
                "size": 17,
                "line": {"color": palette.background, "width": 2},
            },
            hovertext=[f"Score {score}, band {low} to {high}"],
            hoverinfo="text",
        )
    )
    figure.update_xaxes(
        range=[-1, 101],
        tickvals=[0, 20, 40, NEEDS_TRAINING_SCORE, JOB_READY_SCORE, 100],
        showgrid=False,
        title="Readiness, %",
    )
    figure.update_yaxes(range=[0, 1.08], visible=False)
    zone = next(
        name for name, start, end in ZONES if start <= score and (score < end or end == 100)
    )
    return Chart(
        figure,
        f"Readiness {score} percent, band {low} to {high}, in the zone “{zone}”. Zones: not yet a fit "
        f"below {NEEDS_TRAINING_SCORE}, additional training up to {JOB_READY_SCORE - 1}, Job Ready from "
        f"{JOB_READY_SCORE} on.",
    )


def change_chart(changes: Sequence[BlockChange], palette: Palette) -> Chart:
    """Each block: a hollow dot at the assessment, a full one now with its interval, the bar dotted."""
    rows = list(reversed(changes))
    figure = quiet_figure(palette, height=110 + ROW_HEIGHT * len(rows))
    names = [row.title for row in rows]
    for row in rows:
        figure.add_trace(
            go.Scatter(
                x=[100 * row.now.low, 100 * row.now.high],
                y=[row.title, row.title],
                mode="lines",
                line={"color": palette.muted, "width": 2},
                hoverinfo="skip",
                showlegend=False,
            )
        )
    figure.add_trace(
        go.Scatter(
            x=[100 * row.before.mean for row in rows],
            y=names,
            mode="markers",
            name="Assessment",
            marker={
                "color": palette.background,
                "size": 11,
                "line": {"color": palette.text, "width": 2},
            },
            hovertext=[
                f"{row.title} at the assessment: about {round(100 * row.before.mean)}%, 90% sure between "
                f"{round(100 * row.before.low)}% and {round(100 * row.before.high)}%"
                for row in rows
            ],
            hoverinfo="text",
        )
    )
    figure.add_trace(
        go.Scatter(
            x=[100 * row.now.mean for row in rows],
            y=names,
            mode="markers",
            name="Now",
            marker={"color": palette.accent, "size": 13},
            hovertext=[
                f"{row.title} now: about {round(100 * row.now.mean)}%, 90% sure between "
                f"{round(100 * row.now.low)}% and {round(100 * row.now.high)}%"
                for row in rows
            ],
            hoverinfo="text",
        )
    )
    figure.add_vline(x=BAR_PERCENT, line={"color": palette.text, "dash": "dot", "width": 1.5})
    figure.update_layout(
        showlegend=True,
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0, "itemclick": False},
    )
    figure.update_xaxes(
        range=[0, 101],
        tickvals=[0, 20, 40, 60, BAR_PERCENT, 80, 100],
        title="Estimated accuracy, %",
    )
    figure.update_yaxes(type="category", automargin=True, ticklabelposition="outside")
    said = "; ".join(
        f"{row.title} from about {round(100 * row.before.mean)}% to {round(100 * row.now.mean)}%"
        for row in changes
    )
    return Chart(figure, f"Estimated accuracy by skill block, at the assessment and now: {said}.")
