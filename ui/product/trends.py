"""Figures week after week: the chart, what a dot is of, and the same as a file."""

from collections.abc import Sequence

import streamlit as st

from services.product.readiness import WeeklyChange
from services.product.telling import WeeklyRate
from ui.charts.product.gains import gains_by_week
from ui.charts.product.rates import rates_by_week
from ui.product.figures import weekly_change_rows, weekly_rows
from ui.product.frame import ProductPage
from ui.words import count


def draw_rates(
    page: ProductPage, trend: Sequence[WeeklyRate], *, of: str, name: str, note: str = ""
) -> None:
    """Shares over weeks; `note` says what else is to be known of the dots."""
    page.picture(rates_by_week(trend, page.weeks, page.colours, of=of), name)
    said = dots_said(
        [(one.weeks, one.rate.whole) for one in trend if one.rate.share is not None],
        of,
        hidden=sum(one.rate.is_hidden for one in trend),
    )
    st.caption(f"{said} {note}")
    page.download(weekly_rows(trend), name)


def draw_changes(page: ProductPage, trend: Sequence[WeeklyChange], *, name: str) -> None:
    """Points gained over weeks."""
    page.picture(gains_by_week(trend, page.weeks, page.colours), name)
    st.caption(
        dots_said(
            [(one.weeks, one.change.people) for one in trend if one.change is not None],
            "learners",
            hidden=sum(one.change is None for one in trend),
        )
    )
    page.download(weekly_change_rows(trend), name)


def dots_said(dots: Sequence[tuple[int, int | None]], of: str, *, hidden: int) -> str:
    """Over how many weeks dots are, and of how many; (weeks, how many) each."""
    said = []
    if dots:
        weeks = [one for one, _ in dots]
        numbers = [number or 0 for _, number in dots]
        each = "one week" if max(weeks) == 1 else f"{_range(weeks)} weeks together"
        said.append(f"A dot is {each}, of {_range(numbers)} {of}.")
        if max(weeks) > 1:
            said.append("Weeks of too few are put together with those after them.")
    if hidden:
        said.append(f"{count(hidden, 'cross', 'crosses')}: weeks that are too few even together.")
    return " ".join(said)


def _range(numbers: Sequence[int]) -> str:
    low, high = min(numbers), max(numbers)
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"
