"""Charts of the product team on a page, which can be kept as a picture."""

import streamlit as st

from ui.charts.base import Chart

SAVED_HERE = "The camera above a chart saves it as a picture (PNG); CSV below it, its figures."
ROOM_FOR_THE_BUTTON = 34
"""Pixels above a chart, so that its button covers nothing of it."""


def draw_picture(chart: Chart, name: str) -> None:
    """Put a chart on the page; its one button, always there, saves it as `name`.png."""
    layout = chart.figure.layout
    missing = max(ROOM_FOR_THE_BUTTON - (layout.margin.t or 0), 0)
    layout.margin.t = (layout.margin.t or 0) + missing
    layout.height += missing
    layout.modebar = {
        "bgcolor": "rgba(0,0,0,0)",
        "color": layout.font.color,
        "activecolor": layout.font.color,
    }
    options = {
        "displaylogo": False,
        "displayModeBar": True,
        "modeBarButtons": [["toImage"]],
        "scrollZoom": False,
        "toImageButtonOptions": {"format": "png", "scale": 2, "filename": name},
    }
    st.plotly_chart(chart.figure, config=options, alt=chart.alt, key=f"chart_{name}")
