"""The diagnosis of a failed week: weak topics with probabilities, the extra days, the retest."""

import streamlit as st

from plan_engine.lifecycles import DayStatus
from plan_engine.roles import Role
from plan_engine.rules import WEAK_BAR
from services.diagnosis_view import DiagnosisView, diagnosis_view
from services.lobby import week_under_way
from services.plan_view import TestState
from ui import places
from ui.actions import show_notice, unless_refused
from ui.charts.base import draw
from ui.charts.topics import TopicDot, topics_chart
from ui.frame import open_page
from ui.locked import blur_locked, draw_locked
from ui.theme import palette
from ui.words import SEVERITIES, count, day_name, minutes, percent
from ui.written import draw_words

frame = open_page({Role.LEARNER})


def draw_weak(view: DiagnosisView) -> None:
    """The set of weak topics, never one culprit."""
    st.header("What held you back", anchor=False)
    bar = percent(WEAK_BAR)
    st.markdown(
        f"{count(len(view.weak), 'topic is', 'topics are')} probably below the bar of {bar}. "
        "A few answers a topic leave room for error, so each comes with its probability."
    )
    dots = [
        TopicDot(t.short, t.right, t.answered, t.domain_score, t.low, t.high, t.p_weak)
        for t in view.weak
    ]
    draw(topics_chart(dots, palette()), key="weak")
    for topic in view.weak:
        st.markdown(
            f"- **{topic.title}**: {percent(topic.p_weak)} likely below the bar "
            f"({SEVERITIES[topic.severity].lower()})."
        )


def draw_extra_days(view: DiagnosisView) -> None:
    """The extra days that the failure added."""
    st.header("Your extra days", anchor=False)
    st.markdown(
        f"{count(len(view.extra), 'extra day')} on the weakest of these topics, and on nothing else. Then a retest with other "
        "questions, as hard as the first ones. Passing it earns 25 XP for the recovery, too."
    )
    blur_locked()
    with st.container(border=True):
        previous = None
        for day in view.extra:
            title = f"{day_name(day.kind, day.number)} · {day.title}"
            if day.status is DayStatus.LOCKED and previous is not None:
                opens = f"Locked until {day_name(previous.kind, previous.number).lower()} is done"
                draw_locked(title, opens)
            else:
                done = day.status is DayStatus.COMPLETED
                with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                    icon = (
                        ":green[:material/check_circle:]"
                        if done
                        else ":blue[:material/radio_button_checked:]"
                    )
                    st.markdown(icon, width="content")
                    with st.container(gap=None):
                        st.markdown(f"**{title}**")
                        st.caption(minutes(day.minutes))
                    if st.button(
                        "Open", key=f"open-{day.id}", type="tertiary" if done else "primary"
                    ):
                        places.go(places.DAY, day=day.id)
            previous = day


def draw_retest(view: DiagnosisView) -> None:
    """Where the retest stands."""
    if view.test is TestState.PASSED:
        st.success("You have recovered: the retest is passed.", icon=":material/check_circle:")
    elif view.test is TestState.RECOVERING:
        st.markdown(":material/lock: The retest opens when the last extra day is done.")
    elif st.button("Go to the retest", type="primary", icon=":material/quiz:"):
        places.go(places.TEST)


week_id = places.key_from_address("week") or week_under_way(frame.work, frame.user.id)
view = unless_refused(diagnosis_view, frame.work, frame.user.id, week_id) if week_id else None
if view is None:
    st.title("Diagnosis", anchor=False)
    show_notice()
    st.markdown("There is no failed test to diagnose.")
    places.link(places.PLAN, "See your plan", icon=":material/route:")
    st.stop()
st.caption(f"Week {view.week.number} · {view.week.title}")
st.title("Diagnosis", anchor=False)
show_notice()
with st.container(horizontal=True):
    st.badge(f"Score {view.score}", icon=":material/quiz:", color="orange")
    st.badge(SEVERITIES[view.severity], icon=":material/troubleshoot:", color="gray")
if view.needs_help:
    st.info(
        f"This week was failed {view.week.failures} times. Your counsellor, if you have one, sees that "
        "you may want help. There is no limit on retests.",
        icon=":material/support:",
    )
    places.link(
        places.ROLE_SWITCH,
        "See what else your answers bring you near to",
        icon=":material/alt_route:",
    )
if view.words is not None:
    with st.container(border=True, key="in-plain-words"):
        draw_words(view.words, about="the diagnosis is computed from your answers alone")
draw_weak(view)
draw_extra_days(view)
draw_retest(view)
