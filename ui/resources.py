"""Where to learn and practise: the outside pages of a day, each with a way to say that it is broken."""

from collections.abc import Callable, Collection, Sequence
from functools import partial

import streamlit as st

from content.library import Resource
from ui.actions import action_button

ICONS = {"read": ":material/menu_book:", "practise": ":material/fitness_center:"}


def draw_resources(
    resources: Sequence[Resource], reported: Collection[str], report: Callable[[str], object]
) -> None:
    """A line for each page; `report` is called with the address of one that does not open."""
    for number, resource in enumerate(resources):
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
            st.link_button(
                resource.title,
                resource.url,
                icon=ICONS[resource.kind],
                help="Opens in a new tab, on another site.",
            )
            if resource.url in reported:
                st.caption(":material/flag: Reported as broken. Thank you; we will look at it.")
                continue
            action_button(
                "Broken link?",
                partial(report, resource.url),
                type="tertiary",
                icon=":material/flag:",
                key=f"broken-{number}",
                help=f"Tell us that “{resource.title}” does not open or is about something else.",
            )
