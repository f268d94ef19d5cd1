"""Words of a language model on a page: escaped, and labelled as what they are."""

import streamlit as st

from plan_engine.lifecycles import PlanStatus
from services.plan_view import PlanView
from services.workspace import Workspace
from services.writing.shown import Words, coachs_note
from ui.plain import plain

ICON = ":material/edit_note:"


def draw_words(words: Words, *, about: str, title: str = "") -> None:
    """A text under its headline (or `title`), with its label. `about` says what decides instead of the model.

    One element for the text: each costs the page about half a millisecond.
    """
    headline = title or plain(words.headline)
    st.markdown(f"**{headline}**\n\n{plain(words.body)}" if headline else plain(words.body))
    st.caption(
        f"{ICON} Written by a language model ({plain(words.model)}), which can be wrong. It only words "
        f"this: {about}. Switch it off under “Your account”."
    )


def draw_coachs_note(work: Workspace, plan: PlanView) -> None:
    """The note for the week under way, in a frame of its own; nothing where there is none."""
    note = coachs_note(work, plan) if plan.status is PlanStatus.ACTIVE else None
    if note is not None:
        with st.container(border=True, key="coachs-note"):
            draw_words(
                note,
                about="your plan is made from your answers alone",
                title="A note for this week",
            )
