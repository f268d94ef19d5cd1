"""Charts of the product team on a page, which can be kept as a picture."""

import streamlit as st

from ui.charts.base import Chart

BUTTONS = {
    "displaylogo": False,
    "modeBarButtons": [["toImage"]],
    "scrollZoom": False,
    "toImageButtonOptions": {"format": "png", "scale": 2},
}


def draw_picture(chart: Chart, name: str) -> None:
    """Put a chart on the page; its one button saves it as `name`.png."""
    options = BUTTONS | {"toImageButtonOptions": {"format": "png", "scale": 2, "filename": name}}
    st.plotly_chart(chart.figure, config=options, alt=chart.alt, key=f"chart_{name}")
