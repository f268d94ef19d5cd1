"""Speed and consistency over all tests, on the scale where 100 is as expected."""

from collections.abc import Sequence

import plotly.graph_objects as go

from services.counsellor.road import PacePoint
from ui.charts.base import Chart, quiet_figure
from ui.theme import Palette

EXPECTED = 100


def pace_history_chart(points: Sequence[PacePoint], palette: Palette) -> Chart:
    """A column for each test in order; what could not be measured is left out."""
    columns = [str(number) for number in range(1, len(points) + 1)]
    figure = quiet_figure(palette, height=240)
    for column, point in zip(columns, points, strict=True):
        if point.speed_low is not None and point.speed_high is not None:
            figure.add_trace(
                go.Scatter(
                    x=[column, column],
                    y=[point.speed_low, point.speed_high],
                    mode="lines",
                    line={"color": palette.muted, "width": 2},
                    hoverinfo="skip",
                    showlegend=False,
                )
            )
    for name, colour, symbol, values in (
        ("Speed", palette.categorical[0], "circle", [point.speed for point in points]),
        ("Consistency", palette.categorical[1], "diamond", [p.consistency for p in points]),
    ):
        figure.add_trace(
            go.Scatter(
                x=columns,
                y=values,
                name=name,
                mode="markers",
                marker={"color": colour, "symbol": symbol, "size": 11},
                hovertemplate="%{y}<extra>" + name + "</extra>",
            )
        )
    figure.add_hline(y=EXPECTED, line={"color": palette.text, "dash": "dot", "width": 1.5})
    figure.update_layout(
        showlegend=True, legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0}
    )
    figure.update_xaxes(type="category", showgrid=False, title="Test, in the order they were sat")
    measured = (value for p in points for value in (p.speed_high, p.speed, p.consistency) if value)
    reach = max([EXPECTED, *measured])
    figure.update_yaxes(range=[0, 1.08 * reach], title="Index (100 = as expected)")
    said = "; ".join(
        f"{point.title}: speed {_figure(point.speed)}, consistency {_figure(point.consistency)}"
        for point in points
    )
    return Chart(figure, f"Speed and consistency, where 100 is as expected. {said}.")


def _figure(value: int | None) -> str:
    return "not measured" if value is None else str(value)
