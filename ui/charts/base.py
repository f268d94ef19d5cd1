"""What every chart shares: a quiet layout in the theme's colours, and how it is drawn on a page."""

from collections.abc import Mapping
from dataclasses import dataclass

import plotly.graph_objects as go
import streamlit as st

from ui.theme import Palette

NO_MODE_BAR = {"displayModeBar": False, "scrollZoom": False}


@dataclass(frozen=True, slots=True)
class Chart:
    """A figure and the sentence that says what it shows, for whoever cannot see it."""

    figure: go.Figure
    alt: str


def quiet_figure(
    palette: Palette,
    *,
    height: int,
    xaxis: Mapping[str, object] | None = None,
    yaxis: Mapping[str, object] | None = None,
    **layout: object,
) -> go.Figure:
    """An empty figure: no frame, thin grid, text in the theme's colours; the rest as given.

    The layout is handed over whole: Plotly's `update_` methods cost twenty times as much.
    """
    axis = {"gridcolor": palette.grid, "zeroline": False, "fixedrange": True}
    return go.Figure(
        layout={
            "height": height,
            "margin": {"l": 0, "r": 8, "t": 8, "b": 0},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "font": {"color": palette.text, "size": 13},
            "showlegend": False,
            "dragmode": False,
            "hoverlabel": {"bgcolor": palette.surface, "font": {"color": palette.text}},
            "xaxis": {**axis, "tickfont": {"color": palette.muted}, **(xaxis or {})},
            "yaxis": {**axis, "tickfont": {"color": palette.text}, **(yaxis or {})},
            **layout,
        }
    )


def upright_line(at: float, palette: Palette) -> dict[str, object]:
    """A dotted line over the whole height: the bar, or what was expected. For `shapes`."""
    return {
        "type": "line",
        "x0": at,
        "x1": at,
        "y0": 0,
        "y1": 1,
        "yref": "paper",
        "line": {"color": palette.text, "dash": "dot", "width": 1.5},
    }


def draw(chart: Chart, key: str) -> None:
    """Put a chart on the page."""
    st.plotly_chart(chart.figure, config=NO_MODE_BAR, alt=chart.alt, key=key)
