"""Choose what to be ready for: roles and languages with their blocks and hours."""

from collections.abc import Sequence

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

KINDS = {"Roles": PlanType.ROLE, "Languages": PlanType.LANGUAGE}

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
            f"Go on with {card.title}" if card.id in begun else f"Choose {card.title}",
            lambda: choose(card.id),
            key=f"start-{card.id}",
            type="primary",
        )


def draw_cards(shown: Sequence[TargetCard]) -> None:
    """Targets in two columns, row by row."""
    for start in range(0, len(shown), 2):
        for column, card in zip(st.columns(2), shown[start : start + 2], strict=False):
            with column:
                draw_card(card)


def draw_choice(open_ones: Sequence[TargetCard]) -> None:
    """The roles or the languages among them, whichever is asked for; the address keeps which."""
    by_kind = {
        name: [card for card in open_ones if card.type is kind] for name, kind in KINDS.items()
    }
    names = [name for name, found in by_kind.items() if found]
    if not names:
        return
    chosen = st.segmented_control(
        "Show roles or languages",
        names,
        default=names[0],
        required=True,
        key="show",
        bind="query-params",
        label_visibility="collapsed",
    )
    shown = by_kind[chosen]
    st.header(f"{len(shown)} {chosen.lower()}" if len(shown) > 1 else chosen, anchor=False)
    draw_cards(shown)


def draw_later(card: TargetCard) -> None:
    """A target that cannot be started yet: its weeks and what they lack."""
    with st.expander(card.title, icon=":material/lock:"):
        st.markdown(card.summary)
        st.caption(" · ".join(card.blocks))
        st.markdown("\n".join(f"- {sentence}" for sentence in card.missing))


st.title("What do you want to be ready for?", anchor=False)
st.markdown(
    "What you choose opens with an assessment: 36 questions, about 35 minutes; you can leave it and "
    "come back. Your plan of three or four weeks is made from your answers."
)
show_notice()
cards = target_cards(frame.work.content)
begun = assessed_targets(frame.work, frame.user.id)
ready = [card for card in cards if not card.missing]
under_way = [card for card in ready if card.id in begun]
if under_way:
    st.header("Under way", anchor=False)
    draw_cards(under_way)
draw_choice([card for card in ready if card.id not in begun])
later = [card for card in cards if card.missing]
if later:
    st.header("Being written", anchor=False)
    st.markdown(
        f"{count(len(later), 'more target')} will open when each of its topics has enough reviewed "
        "questions. We open none before it can be fair."
    )
    for card in later:
        draw_later(card)
