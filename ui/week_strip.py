"""This week as one strip: seven letters, each day active, today or still to come."""

from collections.abc import Sequence

import streamlit as st

from services.home_view import WeekMark

ICONS = {True: ":green[:material/check_circle:]", False: ":gray[:material/circle:]"}


def draw_week_strip(week: Sequence[WeekMark]) -> None:
    """One row at every width; today in bold; each day's state also in words for screen readers."""
    with st.container(border=True, horizontal=True, horizontal_alignment="distribute", key="week"):
        for mark in week:
            name = f"{mark.date:%a}"
            shown = f"**{name}**" if mark.is_today else name
            icon = ":blue[:material/radio_button_checked:]" if mark.is_today else ICONS[False]
            st.markdown(
                f"{shown}<br>{ICONS[True] if mark.is_active else icon}",
                width="content",
                unsafe_allow_html=True,
            )
