"""How many have got there by each day, drawn as what is known of it: on some days where it stands, between them its bounds."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

import plotly.graph_objects as go

from plan_engine.metrics.survival import CurvePoint
from services.product.waiting import Curve
from ui.charts.base import Chart, quiet_figure
from ui.theme import Palette

MOST_INTERVALS = 6
"""A curve's intervals that are drawn; with one on each day of many curves, nothing could be read."""
START = CurvePoint(0, 0.0, 0.0, 0.0, None, 0)


def drawn(curves: Mapping[str, Curve], palette: Palette) -> dict[str, Curve]:
    """Those of which there is something to draw, as many as there are colours."""
    some = {
        name: curve
        for name, curve in curves.items()
        if curve.points or curve.at_horizon is not None
    }
    return dict(list(some.items())[: len(palette.categorical)])


def waiting_chart(
    curves: Mapping[str, Curve], palette: Palette, *, horizon: int, since: str, reached: str
) -> Chart:
    """A dot on each day on which it is told where a curve stands, with its 95% interval.

    Between two dots it climbs somewhere within the shaded box; where it is known to be level it is a
    line. Hollow dots: few are still watched. A dotted line stands at the horizon. `since` and
    `reached` name what is waited from and for: "starting", "completed".
    """
    figure = quiet_figure(palette, height=320)
    shown = drawn(curves, palette)
    for colour, (name, curve) in zip(palette.categorical, shown.items(), strict=False):
        points = _to_the_horizon(curve, horizon)
        figure.add_trace(_boxes([START, *points], colour))
        figure.add_trace(_level([START, *points], colour))
        figure.add_trace(_dots(name, curve, points, colour))
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
    return Chart(figure, _alt(shown, horizon, since, reached))


def _boxes(points: Sequence[CurvePoint], colour: str) -> go.Scatter:
    """From each known point to the next higher one: the curve is somewhere in there."""
    x: list[int | None] = []
    y: list[float | None] = []
    for one, following in pairwise(points):
        if following.share > one.share:
            left, right = one.day, following.day
            low, high = 100 * one.share, 100 * following.share
            x += [left, left, right, right, left, None]
            y += [low, high, high, low, low, None]
    return go.Scatter(
        x=x,
        y=y,
        mode="lines",
        line={"width": 0, "color": colour},
        fill="toself",
        fillcolor=_faint(colour),
        hoverinfo="skip",
        showlegend=False,
    )


def _level(points: Sequence[CurvePoint], colour: str) -> go.Scatter:
    """Where nobody got there between two known points."""
    x: list[int | None] = []
    y: list[float | None] = []
    for one, following in pairwise(points):
        if following.share == one.share:
            x += [one.day, following.day, None]
            y += [100 * one.share, 100 * following.share, None]
    return go.Scatter(
        x=x,
        y=y,
        mode="lines",
        line={"width": 2.5, "color": colour},
        hoverinfo="skip",
        showlegend=False,
    )


def _dots(name: str, curve: Curve, points: Sequence[CurvePoint], colour: str) -> go.Scatter:
    with_interval = _spread(len(points))
    thin = [curve.thin_from is not None and point.day >= curve.thin_from for point in points]
    return go.Scatter(
        x=[point.day for point in points],
        y=[100 * point.share for point in points],
        mode="lines+markers",
        name=f"{name}, n={curve.begun:,}",
        line={"width": 1, "color": colour, "dash": "dot"},
        marker={
            "size": 8,
            "color": colour,
            "symbol": ["circle-open" if few else "circle" for few in thin],
        },
        error_y={
            "type": "data",
            "symmetric": False,
            "array": [
                100 * (point.high - point.share) if k in with_interval else 0
                for k, point in enumerate(points)
            ],
            "arrayminus": [
                100 * (point.share - point.low) if k in with_interval else 0
                for k, point in enumerate(points)
            ],
            "color": colour,
            "thickness": 1.2,
            "width": 3,
        },
        hovertext=[
            f"{name}, day {point.day}: {100 * point.share:.0f}% "
            f"({100 * point.low:.0f} to {100 * point.high:.0f})" + (", few watched" if few else "")
            for point, few in zip(points, thin, strict=True)
        ],
        hoverinfo="text",
        cliponaxis=False,
    )


def _spread(number: int) -> set[int]:
    """The places of at most so many of these, the last among them."""
    step = max(-(-number // MOST_INTERVALS), 1)
    return set(range(number - 1, -1, -step))


def _to_the_horizon(curve: Curve, horizon: int) -> tuple[CurvePoint, ...]:
    """The told points, and one at the horizon where the curve is level from the last one to there."""
    last, there = (curve.points or (START,))[-1], curve.at_horizon
    if there is None or last.day >= horizon or last.share != there.share:
        return curve.points
    return (*curve.points, replace(there, day=horizon))


def _faint(colour: str) -> str:
    red, green, blue = (int(colour[k : k + 2], 16) for k in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.16)"


def _alt(curves: Mapping[str, Curve], horizon: int, since: str, reached: str) -> str:
    told = "; ".join(
        f"{name}, {curve.begun:,} begun: {_said(curve)}" for name, curve in curves.items()
    )
    return f"Share {reached} by days since {since}; by day {horizon}: {told or 'too few to tell'}."


def _said(curve: Curve) -> str:
    there = curve.at_horizon
    if there is None:
        return "too few to tell" if curve.watched_to_horizon else "nobody watched that long"
    return (
        f"{100 * there.share:.0f}% (95% interval {100 * there.low:.0f} to {100 * there.high:.0f})"
    )
