"""The header on every learner page: level, XP, streak; and a toast for each new award."""

from datetime import datetime

import streamlit as st

from plan_engine.roles import Role
from plan_engine.rules import XP_PER_LEVEL
from services.standing import Rest, Standing, awards_after, standing
from ui.frame import Frame
from ui.motion import holds_still
from ui.receipt import draw_quietly, toast
from ui.words import count

SEEN = "xp_seen_until"


def draw_header(frame: Frame) -> None:
    """Level, the way to the next one, and the streak, as they are in the database now."""
    if frame.user.role is not Role.LEARNER:
        return
    now = standing(frame.work, frame.user.id, frame.user.timezone)
    with st.container(horizontal=True, vertical_alignment="center", key="header"):
        st.badge(f"Level {now.level}", icon=":material/military_tech:", color="green")
        st.progress(
            now.progress / XP_PER_LEVEL,
            text=f"{now.total_xp} XP · {now.to_next} to level {now.level + 1}",
        )
        is_burning = now.streak > 0 and now.rest is None
        st.badge(
            _streak(now),
            icon=":material/local_fire_department:" if now.rest is None else ":material/history:",
            color="orange" if is_burning else "gray",
        )
    _toast_news(frame, now)


def _streak(now: Standing) -> str:
    if now.streak and now.rest is Rest.OVER:
        return f"Streak was {count(now.streak, 'day')}"
    if now.streak and now.rest is Rest.PAUSED:
        return f"{now.streak}-day streak rests"
    if now.streak:
        return f"{now.streak}-day streak"
    return "No streak now" if now.had_streak else "No streak yet"


def _toast_news(frame: Frame, now: Standing) -> None:
    """Toast what was earned since the last page of this browser session; the first page is silent."""
    seen: datetime | None = st.session_state.get(SEEN)
    st.session_state[SEEN] = now.updated_at or datetime.min.replace(
        tzinfo=frame.work.clock().tzinfo
    )
    if seen is None or now.updated_at is None or now.updated_at <= seen:
        return
    news = awards_after(frame.work, frame.user.id, seen)
    if holds_still():
        draw_quietly(news)
        return
    for award in news:
        toast(award)
