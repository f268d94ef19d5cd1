"""Shares of parts: a chart of those that may be told, the names of the others, and all of them as a file."""

from collections.abc import Mapping

import streamlit as st

from services.product.telling import Rate
from ui.charts.product.rates import rates_by_part
from ui.product.figures import draw_download, rate_rows
from ui.product.pictures import draw_picture
from ui.theme import Palette


def draw_parts(
    parts: Mapping[str, Rate], colours: Palette, *, of: str, name: str, part: str = "part"
) -> None:
    """The parts by their names; `name` is the picture's and the file's."""
    if any(rate.whole for rate in parts.values()):
        draw_picture(rates_by_part(parts, colours, of=of), name)
    hidden = [title for title, rate in parts.items() if rate.is_hidden]
    if hidden:
        st.caption(f"Too few people to tell: {', '.join(hidden)}.")
    draw_download(rate_rows(parts, part), name)
