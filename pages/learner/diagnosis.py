"""The diagnosis of a failed week: weak topics with probabilities, the extra days, the retest."""

from collections.abc import Sequence

import streamlit as st

from plan_engine.diagnosis import Evidence
from plan_engine.lifecycles import DayStatus, PlanStatus
from plan_engine.roles import Role
from plan_engine.rules import EXTRA_DAYS_MAX, EXTRA_DAYS_MIN, WEAK_BAR, XP_RECOVERY
from services.diagnosis_view import DiagnosisView, WeakTopicRow, diagnosis_view
from services.lobby import week_under_way
from services.plan_view import TestState
from ui import places
from ui.actions import show_notice, unless_refused
from ui.charts.base import draw
from ui.charts.topics import TopicDot, topics_chart
from ui.frame import open_page
from ui.locked import blur_locked, draw_locked
from ui.own_time import own_time
from ui.plan_words import NOT_REACHED, is_over
from ui.theme import palette
from ui.words import EVIDENCES, count, day_name, listed, percent
from ui.written import draw_words

NAMED = 3
"""More topics than this are counted in a sentence instead of named."""

frame = open_page({Role.LEARNER})


def draw_weak(view: DiagnosisView) -> None:
    """The set of topics in one order, the surest first; never one culprit."""
    st.header("What held you back", anchor=False)
    st.markdown(most_surely(view))
    dots = [
        TopicDot(
            topic.short,
            topic.here.right,
            topic.here.answered,
            topic.figures.domain_score,
            topic.figures.low,
            topic.figures.high,
            topic.figures.p_weak,
            is_unsure=topic.evidence is Evidence.UNSURE,
        )
        for topic in view.weak
    ]
    draw(topics_chart(dots, palette(), as_given=True), key="weak")
    grey = " Grey: not sure yet." if any(dot.is_unsure for dot in dots) else ""
    st.caption(
        "The counts are right of asked in this test. A dot is the estimate from all your answers so far, "
        "the newest counting most, its line the 90% interval; topics of one week inform each other."
        f"{grey}"
    )
    for evidence in Evidence:
        if found := [topic for topic in view.weak if topic.evidence is evidence]:
            draw_group(evidence, found)
    if any(not topic.days for topic in view.weak):
        st.caption(
            f"A failed test adds {EXTRA_DAYS_MIN} to {EXTRA_DAYS_MAX} extra days, and the topics most "
            "likely below the pass mark get them. The others have none for that reason alone: their "
            "days of this week stay open to read, and the retest asks about them too."
        )


def most_surely(view: DiagnosisView) -> str:
    """What the answers show, the surest first, in a sentence or two."""
    bar = percent(WEAK_BAR)
    by = {
        evidence: [topic for topic in view.weak if topic.evidence is evidence]
        for evidence in Evidence
    }
    clear, likely = by[Evidence.CLEAR], by[Evidence.LIKELY]
    if clear:
        said = f"{named(clear)} clearly below the pass mark of {bar}."
        if likely:
            said += f" {count(len(likely), 'more topic is', 'more topics are')} probably below it."
        return said
    if likely:
        return (
            f"{named(likely)} probably below the pass mark of {bar}; your answers do not show it "
            "clearly for any topic."
        )
    return (
        f"No topic stands out: your own answers show none to be below {bar}. The extra days go to where "
        "a weakness is most likely all the same."
    )


def named(topics: Sequence[WeakTopicRow]) -> str:
    """A few topics by name, many by their number, with the verb that follows."""
    if len(topics) > NAMED:
        return f"{len(topics)} topics are"
    verb = "is" if len(topics) == 1 else "are"
    return f"**{listed([topic.short for topic in topics])}** {verb}"


def draw_group(evidence: Evidence, topics: Sequence[WeakTopicRow]) -> None:
    """Topics that are known equally surely, each with its figures and its days."""
    st.markdown(f"**{EVIDENCES[evidence]}**")
    if evidence is Evidence.UNSURE:
        st.caption("Too few answers to say. Their estimate leans on the weaker topics around them.")
    st.markdown("\n".join(f"- {in_words(topic)}" for topic in topics))


def in_words(topic: WeakTopicRow) -> str:
    """One topic: how likely, from which counts, with which days."""
    known = topic.figures
    days = listed([day_name(day.kind, day.number).lower() for day in topic.days])
    return (
        f"**{topic.title}**: {topic.here.right} of {topic.here.answered} right here, {known.right} of "
        f"{known.answered} in all so far; {percent(known.p_weak)} likely below; {days or 'no extra day'}"
    )


def draw_extra_days(view: DiagnosisView) -> None:
    """The extra days that the failure added."""
    st.header("Your extra days", anchor=False)
    on = count(len({day.topic for day in view.extra}), "topic")
    st.markdown(
        f"{count(len(view.extra), 'extra day')} on {on}, and on nothing else. Then a retest with other "
        f"questions, as hard as the first ones. Passing it earns {XP_RECOVERY} XP for the recovery, too."
    )
    blur_locked()
    with st.container(border=True):
        previous = None
        for day in view.extra:
            title = f"{day_name(day.kind, day.number)} · {day.title}"
            if day.status is DayStatus.LOCKED and previous is not None:
                opens = f"Locked until {day_name(previous.kind, previous.number).lower()} is done"
                draw_locked(title, NOT_REACHED if is_over(view.plan) else opens)
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
                        st.caption(own_time(day.minutes))
                    is_now = not done and view.plan.status is PlanStatus.ACTIVE
                    if st.button(
                        "Open", key=f"open-{day.id}", type="primary" if is_now else "tertiary"
                    ):
                        places.go(places.DAY, day=day.id)
            previous = day


def draw_retest(view: DiagnosisView) -> None:
    """Where the retest stands."""
    if view.test is TestState.PASSED:
        st.success("You have recovered: the retest is passed.", icon=":material/check_circle:")
    elif is_over(view.plan):
        st.markdown("The plan ended before the retest was passed.")
    elif view.plan.status is PlanStatus.PAUSED:
        st.markdown("Your plan is paused, so the extra days and the retest wait.")
        places.link(places.PLANS, "Resume it under “Plans”", icon=":material/play_arrow:")
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
    st.badge(count(len(view.extra), "extra day"), icon=":material/healing:", color="gray")
if view.needs_help and view.test is not TestState.PASSED and not is_over(view.plan):
    st.info(
        f"This week was failed {view.week.failures} times. Your counsellor, if you have one, sees that "
        "you may want help. There is no limit on retests.",
        icon=":material/support:",
    )
    places.link(
        places.ROLE_SWITCH,
        "See what else your answers bring you near to",
        icon=":material/alt_route:",
        plan=view.plan.id,
    )
if view.words is not None:
    with st.container(border=True, key="in-plain-words"):
        draw_words(view.words, about="the diagnosis is computed from your answers alone")
draw_weak(view)
draw_extra_days(view)
draw_retest(view)
