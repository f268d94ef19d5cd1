"""Choose what to be ready for: roles and languages with their blocks and hours."""

import streamlit as st

from plan_engine.kinds import PlanType
from plan_engine.roles import Role
from plan_engine.values import TargetId
from services.assessments import start_assessment
from services.lobby import assessed_targets
from services.targets import TargetCard, target_cards
from ui import places
from ui.actions import action_button, attempt, show_notice
from ui.frame import open_page
from ui.words import count

frame = open_page({Role.LEARNER})


def choose(target: TargetId) -> None:
    """Open the assessment of a target, or go on with it."""
    sitting = attempt(start_assessment, frame.work, frame.user.id, target)
    if sitting is not None:
        places.go(places.ASSESSMENT, attempt=sitting)


def draw_card(card: TargetCard) -> None:
    """A target with its weeks, and its button or what is missing."""
    with st.container(border=True, height="stretch", key=f"target-{card.id}"):
        st.subheader(card.title, anchor=False)
        st.markdown(card.summary)
        st.markdown("\n".join(f"{k}. {block}" for k, block in enumerate(card.blocks, start=1)))
        if card.assumes:
            st.caption(f"Assumes that you know: {', '.join(card.assumes)}.")
        st.caption(f"{len(card.blocks)} weeks at most · about {card.hours} hours in all")
        action_button(
            "Go on with the assessment" if card.id in begun else "Start the assessment",
            lambda: choose(card.id),
            key=f"start-{card.id}",
            type="primary",
        )


def draw_later(card: TargetCard) -> None:
    """A target that cannot be started yet: its weeks and what they lack."""
    with st.expander(card.title, icon=":material/lock:"):
        st.markdown(card.summary)
        st.caption(" · ".join(card.blocks))
        st.markdown("\n".join(f"- {sentence}" for sentence in card.missing))


st.title("What do you want to be ready for?", anchor=False)
st.markdown(
    "You sit a 36-question assessment first, about 35 minutes; you can leave it and come back. "
    "Your plan of three or four weeks is made from your answers."
)
show_notice()
cards = target_cards(frame.work.content)
begun = assessed_targets(frame.work, frame.user.id)
for heading, kind in (("Roles", PlanType.ROLE), ("Languages", PlanType.LANGUAGE)):
    ready = [card for card in cards if card.type is kind and not card.missing]
    if ready:
        st.header(heading, anchor=False)
    for start in range(0, len(ready), 2):
        for column, card in zip(st.columns(2), ready[start : start + 2], strict=False):
            with column:
                draw_card(card)
later = [card for card in cards if card.missing]
if later:
    st.header("Being written", anchor=False)
    st.markdown(
        f"{count(len(later), 'more target')} will open when each of its topics has enough reviewed "
        "questions. We open none before it can be fair."
    )
    for card in later:
        draw_later(card)
