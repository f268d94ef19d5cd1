"""Retention on a page: so many weeks at a time as can be read, the others a click away."""

from collections.abc import Mapping
from datetime import date

import streamlit as st

from services.product.telling import Rate
from ui.charts.product.retention import retention_chart
from ui.product.frame import ProductPage

WEEKS_AT_ONCE = 12
"""Columns that can still be read on a phone."""


def draw_cohorts(page: ProductPage, cells: Mapping[tuple[date, int], Rate]) -> None:
    """The heat map of some weeks since registering, and all of them as a file."""
    last = max(week for _, week in cells)
    pieces = {
        f"{start} to {min(start + WEEKS_AT_ONCE - 1, last)}": range(start, start + WEEKS_AT_ONCE)
        for start in range(0, last + 1, WEEKS_AT_ONCE)
    }
    chosen = next(iter(pieces))
    if len(pieces) > 1:
        chosen = st.segmented_control(
            "Weeks since registering", list(pieces), default=chosen, required=True, key="since"
        )
    weeks = pieces.get(str(chosen), range(WEEKS_AT_ONCE))
    shown = {(cohort, week): rate for (cohort, week), rate in cells.items() if week in weeks}
    page.picture(retention_chart(shown, page.colours), "retention")
    page.download(
        [
            {"registered from": cohort, "week": week, "learners": cell.whole, "active": cell.part}
            for (cohort, week), cell in sorted(cells.items())
        ],
        "retention",
    )
