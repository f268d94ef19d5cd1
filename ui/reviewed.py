"""Looking back at a handed-in test: what was asked, chosen and right, and why."""

from collections.abc import Sequence
from string import ascii_uppercase

import streamlit as st

from plan_engine.values import Outcome
from services.result_views import ReviewedItem
from ui.question import draw_material, is_block

MARKS = {
    Outcome.RIGHT: ":green[:material/check_circle:]",
    Outcome.WRONG: ":orange[:material/cancel:]",
    Outcome.DONT_KNOW: ":gray[:material/help:]",
    None: ":gray[:material/radio_button_unchecked:]",
}
SAID = {
    Outcome.RIGHT: "right",
    Outcome.WRONG: "wrong",
    Outcome.DONT_KNOW: "“I don’t know”",
    None: "no answer",
}
ALL, MISSED = "All", "Not right"


def draw_review(items: Sequence[ReviewedItem], key: str) -> None:
    """One item at a time, chosen by its number; those that were missed first in mind."""
    missed = [item for item in items if item.outcome is not Outcome.RIGHT]
    shown = st.segmented_control(
        "Show",
        [MISSED, ALL] if missed else [ALL],
        default=MISSED if missed else ALL,
        required=True,
        key=f"which-{key}",
        label_visibility="collapsed",
    )
    chosen = missed if shown == MISSED else list(items)
    by_position = {item.position: item for item in chosen}
    position = st.selectbox(
        "Question",
        list(by_position),
        format_func=lambda place: _name(by_position[place]),
        key=f"item-{key}-{shown}",
    )
    if position is not None:
        _draw(by_position[position])


def _name(item: ReviewedItem) -> str:
    return f"{item.position}. {item.topic} ({SAID[item.outcome]})"


def _draw(item: ReviewedItem) -> None:
    with st.container(border=True):
        st.markdown(f"{MARKS[item.outcome]} **{item.stem}**")
        draw_material(item.setup, item.code, item.language, item.runs_in)
        as_blocks = any(is_block(option) for option in item.options)
        for place, option in enumerate(item.options):
            _draw_option(item, place, option, as_block=as_blocks)
        st.markdown(f"**Why:** {item.explanation}")
        if item.misconception:
            st.markdown(f"**What tempts people to your answer:** {item.misconception}.")
        if item.source:
            st.link_button("Where to check this", item.source, icon=":material/open_in_new:")


def _draw_option(item: ReviewedItem, place: int, option: str, *, as_block: bool) -> None:
    letter = ascii_uppercase[place]
    if place == item.key:
        mark, note = ":green[:material/check:]", " :green-badge[Right answer]"
    elif place == item.choice:
        mark, note = ":orange[:material/close:]", " :orange-badge[Your answer]"
    else:
        mark, note = "", ""
    if place == item.key == item.choice:
        note = " :green-badge[Your answer, right]"
    if as_block:
        st.markdown(f"{mark} {letter}{note}")
        st.markdown(option)
    else:
        st.markdown(f"{mark} {letter}. {option}{note}")
