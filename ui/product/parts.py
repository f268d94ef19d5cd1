"""Shares of parts: a chart of those that may be told, the names of the others, and all of them as a file."""

from collections.abc import Mapping

import streamlit as st

from plan_engine.metrics.definitions import Metric
from services.product.telling import Rate
from ui.charts.product.rates import rates_by_part
from ui.product.few import why_few
from ui.product.figures import rate_rows
from ui.product.frame import ProductPage


def draw_parts(
    page: ProductPage,
    parts: Mapping[str, Rate],
    metric: Metric,
    *,
    of: str,
    name: str,
    part: str = "part",
) -> None:
    """The parts by their names; `name` is the picture's and the file's."""
    if any(rate.whole for rate in parts.values()):
        page.picture(rates_by_part(parts, page.colours, of=of), name)
    hidden = [title for title, rate in parts.items() if rate.is_hidden]
    if hidden:
        st.caption(f"Too few to tell: {', '.join(hidden)}. {why_few(metric)}")
    page.download(rate_rows(parts, part), name)
