"""Curves of how many have got there by each day, with their intervals."""

from collections.abc import Mapping
from dataclasses import replace

import plotly.graph_objects as go

from plan_engine.metrics.survival import CurvePoint
from services.product.waiting import Curve
from ui.charts.base import Chart, quiet_figure
from ui.theme import Palette


def waiting_chart(
    curves: Mapping[str, Curve], palette: Palette, *, horizon: int, since: str, reached: str
) -> Chart:
    """Steps from zero, level to the horizon for whoever was watched that long; the band is the 95%
    interval; a dotted line at the horizon.

    `since` and `reached` name what is waited from and for: "starting", "completed".
    """
    figure = quiet_figure(palette, height=320)
    for colour, (name, curve) in zip(palette.categorical, curves.items(), strict=False):
        points = _to_the_horizon(curve, horizon)
        days = [0, *(point.day for point in points)]
        label = f"{name}, n={curve.begun:,}"
        for bound, fill in (
            ([0.0, *(point.high for point in points)], None),
            ([0.0, *(point.low for point in points)], "tonexty"),
        ):
            figure.add_trace(
                go.Scatter(
                    x=days,
                    y=[100 * value for value in bound],
                    mode="lines",
                    line={"shape": "hv", "width": 0, "color": colour},
                    fill=fill,
                    fillcolor=_faint(colour),
                    hoverinfo="skip",
                    showlegend=False,
                )
            )
        figure.add_trace(
            go.Scatter(
                x=days,
                y=[0.0, *(100 * point.share for point in points)],
                mode="lines",
                name=label,
                line={"shape": "hv", "width": 2.5, "color": colour},
                hovertext=[
                    f"{name}: nobody on day 0",
                    *(
                        f"{name}, day {point.day}: {100 * point.share:.0f}% "
                        f"({100 * point.low:.0f} to {100 * point.high:.0f})"
                        for point in points
                    ),
                ],
                hoverinfo="text",
            )
        )
    figure.add_vline(x=horizon, line={"color": palette.text, "dash": "dot", "width": 1.5})
    figure.update_layout(
        showlegend=True,
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0},
        margin={"t": 36},
    )
    figure.update_yaxes(
        range=[0, 101], title=f"{reached.capitalize()}, %", tickfont={"color": palette.muted}
    )
    figure.update_xaxes(title=f"Days since {since}", rangemode="tozero", showgrid=False)
    return Chart(figure, _alt(curves, horizon, since, reached))


def _to_the_horizon(curve: Curve, horizon: int) -> tuple[CurvePoint, ...]:
    """The told points, and one at the horizon where the curve is level from the last one to there."""
    last, there = curve.points[-1:], curve.at_horizon
    if there is None or not last or last[0].day >= horizon or last[0].share != there.share:
        return curve.points
    return (*curve.points, replace(there, day=horizon))


def _faint(colour: str) -> str:
    red, green, blue = (int(colour[k : k + 2], 16) for k in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.16)"


def _alt(curves: Mapping[str, Curve], horizon: int, since: str, reached: str) -> str:
    told = "; ".join(
        f"{name}, {curve.begun:,} begun: "
        + (
            "nobody watched that long"
            if curve.at_horizon is None
            else f"{100 * curve.at_horizon.share:.0f}% "
            f"(95% interval {100 * curve.at_horizon.low:.0f} to {100 * curve.at_horizon.high:.0f})"
        )
        for name, curve in curves.items()
    )
    return f"Share {reached} by days since {since}; by day {horizon}: {told}."
