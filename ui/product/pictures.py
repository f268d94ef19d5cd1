"""Charts of the product team on a page, which can be kept as a picture."""

import streamlit as st

from ui.charts.base import Chart
from ui.product.scope import Scope
from ui.theme import Palette

SAVED_HERE = "The camera above a chart saves it as a picture (PNG); CSV below it, its figures."
ROOM_FOR_THE_BUTTON = 34
"""Pixels above a chart, so that its button covers nothing of it."""
FONT = "Arial, Helvetica, sans-serif"
"""One that every device has: a saved picture has no web fonts, and names measured in one would be cut."""
MARGINS = {"l": 8, "r": 16, "b": 8}
"""Pixels around a chart, so that nothing of a saved picture touches its edge."""


def draw_picture(chart: Chart, name: str, scope: Scope, colours: Palette) -> None:
    """Put a chart on the page; its one button, always there, saves it under a name that says what it counts."""
    layout = chart.figure.layout
    missing = max(ROOM_FOR_THE_BUTTON - (layout.margin.t or 0), 0)
    layout.margin.update(MARGINS, t=(layout.margin.t or 0) + missing)
    layout.height += missing
    layout.font.family = FONT
    # The page's own: a picture without one has light text on whatever it is pasted on.
    layout.paper_bgcolor = layout.plot_bgcolor = colours.background
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
        "toImageButtonOptions": {"format": "png", "scale": 2, "filename": scope.file_name(name)},
    }
    st.plotly_chart(chart.figure, config=options, alt=chart.alt, key=f"chart_{name}")
