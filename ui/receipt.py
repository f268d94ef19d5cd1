"""What something earned, as a receipt on the page and as toasts."""

from collections.abc import Sequence

import streamlit as st

from plan_engine.kinds import RewardType
from plan_engine.xp import Award
from services.receipts import Receipt

ICONS = {
    RewardType.DAILY_TASK: ":material/task_alt:",
    RewardType.WEEKLY_TEST: ":material/workspace_premium:",
    RewardType.STREAK: ":material/local_fire_department:",
    RewardType.RECOVERY: ":material/healing:",
    RewardType.SPEED: ":material/bolt:",
    RewardType.CONSISTENCY: ":material/event_available:",
}


def draw_receipt(receipt: Receipt) -> None:
    """Each award on its line, the sum, and the level if a new one was reached."""
    if not receipt.awards:
        return
    with st.container(border=True, gap="small", key="receipt"):
        for award in receipt.awards:
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(f"{ICONS[award.type]} {award.reason}", width="stretch")
                st.markdown(f"**+{award.amount} XP**", width="content")
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown("**Earned in all**", width="stretch")
            st.badge(f"+{receipt.earned} XP", color="green")
        if receipt.level > receipt.level_before:
            st.markdown(f":material/military_tech: You reached **level {receipt.level}**.")


def draw_quietly(awards: Sequence[Award]) -> None:
    """What toasts would say, as one line that holds still."""
    said = " · ".join(f"**+{award.amount} XP** {award.reason}" for award in awards)
    if said:
        st.markdown(f":material/task_alt: {said}")


def toast(award: Award) -> None:
    """A short message for one award."""
    st.toast(f"**+{award.amount} XP** {award.reason}", icon=ICONS[award.type])
