"""Accuracy by topic: the estimate as a dot, its interval as a line, the pass mark dotted."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from plan_engine.rules import WEAK_BAR, WEAK_PROBABILITY
from ui.charts.base import Chart, quiet_figure, upright_line
from ui.theme import Palette

ROW_HEIGHT = 30
BAR_PERCENT = round(100 * WEAK_BAR)


@dataclass(frozen=True, slots=True)
class TopicDot:
    """One topic's estimate, in fractions, with the counts behind it."""

    name: str
    right: int
    served: int
    estimate: float
    low: float
    high: float
    p_weak: float
    is_unsure: bool = False
    """Expected to be weak, but not by its own answers: drawn as neither good nor below the bar."""


def topics_chart(dots: Sequence[TopicDot], palette: Palette, *, as_given: bool = False) -> Chart:
    """Topics from strongest to weakest, best at the top; or `as_given`, the first at the top."""
    ordered = list(reversed(dots)) if as_given else sorted(dots, key=lambda dot: dot.estimate)
    colours = [_colour(dot, palette) for dot in ordered]
    figure = quiet_figure(
        palette,
        height=70 + ROW_HEIGHT * len(ordered),
        xaxis={
            "range": [0, 101],
            "tickvals": [0, 20, 40, 60, BAR_PERCENT, 80, 100],
            "title": {"text": "Estimated accuracy, %"},
        },
        yaxis={"showgrid": True, "automargin": True, "type": "category"},
        shapes=[upright_line(BAR_PERCENT, palette)],
    )
    names = [f"{dot.name}  {dot.right}/{dot.served}" for dot in ordered]
    # One trace for all intervals, broken between them: a trace each would cost a millisecond each.
    figure.add_trace(
        go.Scatter(
            x=[x for dot in ordered for x in (100 * dot.low, 100 * dot.high, None)],
            y=[y for name in names for y in (name, name, None)],
            mode="lines",
            line={"color": palette.muted, "width": 2},
            hoverinfo="skip",
        )
    )
    figure.add_trace(
        go.Scatter(
            x=[100 * dot.estimate for dot in ordered],
            y=names,
            mode="markers",
            marker={"color": colours, "size": 11},
            hovertext=[
                f"{dot.name}: about {round(100 * dot.estimate)}%, "
                f"90% sure between {round(100 * dot.low)}% and {round(100 * dot.high)}%; "
                f"{dot.right} of {dot.served} right here"
                for dot in ordered
            ],
            hoverinfo="text",
        )
    )
    return Chart(figure, _alt(ordered))


def _colour(dot: TopicDot, palette: Palette) -> str:
    if dot.p_weak < WEAK_PROBABILITY:
        return palette.good
    return palette.muted if dot.is_unsure else palette.below_bar


def _alt(ordered: Sequence[TopicDot]) -> str:
    rows = "; ".join(
        f"{dot.name} about {round(100 * dot.estimate)}% "
        f"({round(100 * dot.low)} to {round(100 * dot.high)}), {dot.right} of {dot.served} right"
        for dot in reversed(ordered)
    )
    return (
        f"Estimated accuracy by topic with 90% intervals, the pass mark at {BAR_PERCENT}%: {rows}."
    )
