"""Speed and consistency of an assessment on one scale: 100 is what was expected."""

import plotly.graph_objects as go

from plan_engine.measurement.pace import Consistency, Speed
from ui.charts.base import Chart, quiet_figure, upright_line
from ui.theme import Palette

EXPECTED = 100


def pace_chart(speed: Speed | None, consistency: Consistency | None, palette: Palette) -> Chart:
    """One row for each figure that could be measured; speed with its interval."""
    rows: list[tuple[str, int, tuple[int, int] | None]] = []
    if consistency is not None:
        rows.append(("Steady pace", consistency.pace_steadiness, None))
        rows.append(("Steady accuracy", consistency.accuracy_steadiness, None))
        rows.append(("Consistency", consistency.index, None))
    if speed is not None:
        rows.append(("Speed", speed.index, (speed.low, speed.high)))
    reach = max([EXPECTED, *(value for _, value, _ in rows), *(i[1] for _, _, i in rows if i)])
    figure = quiet_figure(
        palette,
        height=70 + 38 * len(rows),
        xaxis={"range": [0, 1.08 * reach], "title": {"text": "Index (100 = as expected)"}},
        yaxis={"type": "category", "automargin": True, "range": [-0.6, len(rows) - 0.2]},
        shapes=[upright_line(EXPECTED, palette)],
    )
    for name, _, interval in rows:
        if interval is not None:
            figure.add_trace(
                go.Scatter(
                    x=list(interval),
                    y=[name, name],
                    mode="lines",
                    line={"color": palette.muted, "width": 2},
                    hoverinfo="skip",
                )
            )
    figure.add_trace(
        go.Scatter(
            x=[value for _, value, _ in rows],
            y=[name for name, _, _ in rows],
            mode="markers+text",
            text=[str(value) for _, value, _ in rows],
            textposition="top center",
            marker={"color": palette.categorical[0], "size": 11},
            hoverinfo="x+y",
        )
    )
    said = ", ".join(f"{name.lower()} {value}" for name, value, _ in reversed(rows))
    return Chart(figure, f"On a scale where 100 is as expected: {said}.")
