"""What every chart shares: a quiet layout in the theme's colours, and how it is drawn on a page."""

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


def quiet_figure(palette: Palette, *, height: int) -> go.Figure:
    """An empty figure: no frame, thin grid, text in the theme's colours."""
    figure = go.Figure()
    figure.update_layout(
        height=height,
        margin={"l": 0, "r": 8, "t": 8, "b": 0},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"color": palette.text, "size": 13},
        showlegend=False,
        dragmode=False,
        hoverlabel={"bgcolor": palette.surface, "font": {"color": palette.text}},
    )
    figure.update_xaxes(
        gridcolor=palette.grid, zeroline=False, fixedrange=True, tickfont={"color": palette.muted}
    )
    figure.update_yaxes(
        gridcolor=palette.grid, zeroline=False, fixedrange=True, tickfont={"color": palette.text}
    )
    return figure


def draw(chart: Chart, key: str) -> None:
    """Put a chart on the page."""
    st.plotly_chart(chart.figure, config=NO_MODE_BAR, alt=chart.alt, key=key)
