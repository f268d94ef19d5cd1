"""Activity around interventions: a row for each, the seven dates before it and the seven after."""

from collections.abc import Sequence

import plotly.graph_objects as go

from plan_engine.interventions import DAYS_AROUND
from services.counsellor.log import LogEntry
from ui.charts.base import Chart, quiet_figure
from ui.counsellor.words import DEEDS
from ui.theme import Palette


def around_chart(log: Sequence[LogEntry], palette: Palette) -> Chart:
    """Newest at the top. Dates that are not over yet are left blank."""
    rows = [f"{entry.on.day} {entry.on:%b} · {DEEDS[entry.deed]}" for entry in log]
    places = list(range(len(log)))
    offsets = list(range(-DAYS_AROUND, DAYS_AROUND + 1))
    figure = quiet_figure(palette, height=110 + 26 * len(log))
    figure.add_trace(
        go.Heatmap(
            z=[[None if mark is None else int(mark) for mark in entry.marks] for entry in log],
            x=offsets,
            y=places,
            colorscale=[
                (0, palette.surface),
                (0.5, palette.surface),
                (0.5, palette.accent),
                (1, palette.accent),
            ],
            zmin=0,
            zmax=1,
            showscale=False,
            xgap=3,
            ygap=3,
            hoverinfo="skip",
        )
    )
    figure.add_vline(x=0, line={"color": palette.text, "dash": "dot", "width": 1.5})
    figure.update_xaxes(
        tickvals=[-DAYS_AROUND, -3, 0, 3, DAYS_AROUND],
        title="Days before and after",
        showgrid=False,
        automargin=True,
        title_standoff=12,
    )
    figure.update_yaxes(
        tickvals=places, ticktext=rows, autorange="reversed", automargin=True, showgrid=False
    )
    said = "; ".join(
        f"{row}: {entry.around.before} of {DAYS_AROUND} before, "
        f"{entry.around.after} of {entry.around.after_days} after"
        for row, entry in zip(rows, log, strict=True)
    )
    return Chart(figure, f"Active days in the {DAYS_AROUND} days before and after. {said}.")
