"""The entire plan: every week, every day, why it is there and what unlocks it."""

import streamlit as st

from plan_engine.lifecycles import DayStatus, PlanStatus, WeekStatus
from plan_engine.roles import Role
from services.plan_view import (
    DayRow,
    PlanView,
    TestState,
    WeekCard,
    active_plan_view,
    plan_view,
)
from ui import places
from ui.actions import show_notice, unless_refused
from ui.frame import open_page
from ui.locked import blur_locked, draw_locked
from ui.marks import DONE, NOW
from ui.own_time import own_time
from ui.plan_ending import draw_ending
from ui.plan_words import NOT_REACHED, is_over
from ui.way_on import draw_way_on, draw_what_is_open
from ui.words import DEPTHS, count, day_name, listed, on_date, why
from ui.written import draw_coachs_note

frame = open_page({Role.LEARNER})


def draw_badge(plan: PlanView, week: WeekCard) -> None:
    """The state of a week that is not passed, in two or three words."""
    match week.status:
        case WeekStatus.IN_PROGRESS | WeekStatus.FAILED if is_over(plan):
            st.badge("Not finished", icon=":material/history:", color="gray")
        case WeekStatus.LOCKED if is_over(plan):
            st.badge("Not reached", icon=":material/lock:", color="gray")
        case WeekStatus.FAILED:
            st.badge(f"Recovering · {week.last_score}", icon=":material/healing:", color="orange")
        case WeekStatus.IN_PROGRESS:
            st.badge("In progress", icon=":material/play_arrow:", color="blue")
        case WeekStatus.LOCKED:
            st.badge("Locked", icon=":material/lock:", color="gray")


def draw_week(plan: PlanView, week: WeekCard, before: WeekCard | None) -> None:
    """A card for a week, its test at the end; a week that is passed is folded."""
    title = f"Week {week.number} · {week.title}"
    if week.status is WeekStatus.COMPLETED:
        with st.expander(f"{title} · Passed · {week.last_score}", icon=":material/check_circle:"):
            draw_rows(plan, week, before)
        return
    with st.container(border=True, key=f"week-{week.number}"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.subheader(title, anchor=False, width="stretch")
            draw_badge(plan, week)
        draw_rows(plan, week, before)


def draw_rows(plan: PlanView, week: WeekCard, before: WeekCard | None) -> None:
    """A week's days, and its test as the last row."""
    previous: DayRow | None = None
    for day in week.days:
        draw_day(plan, day, previous, before)
        previous = day
    draw_test(plan, week)


def draw_day(
    plan: PlanView,
    day: DayRow,
    previous: DayRow | None,
    before: WeekCard | None,
) -> None:
    """A row for a day."""
    title = f"{day_name(day.kind, day.number)} · {day.title}"
    if day.status is DayStatus.LOCKED:
        if is_over(plan):
            opens = NOT_REACHED
        elif previous is not None:
            opens = f"Locked until {day_name(previous.kind, previous.number).lower()} is done"
        else:
            opens = f"Locked until the test of week {before.number if before else 1} is passed"
        draw_locked(title, opens)
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(DONE if day.status is DayStatus.COMPLETED else NOW, width="content")
        with st.container(gap=None):
            st.markdown(f"**{title}**")
            depth = f"{DEPTHS[day.depth]} · " if DEPTHS[day.depth] else ""
            st.caption(f"{depth}{own_time(day.minutes)} · {why(day.reason)}")
        is_now = day.status is DayStatus.UNLOCKED and plan.status is PlanStatus.ACTIVE
        if st.button("Open", key=f"open-{day.id}", type="primary" if is_now else "tertiary"):
            places.go(places.DAY, day=day.id)


def draw_test(plan: PlanView, week: WeekCard) -> None:
    """The week's test as its last row."""
    name = f"Week {week.number} test"
    if week.test is TestState.LOCKED:
        draw_locked(
            f"{name} · 30 questions, pass at 70",
            NOT_REACHED if is_over(plan) else "Locked until every day of the week is done",
        )
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        passed = week.test is TestState.PASSED
        st.markdown(DONE if passed else ":material/quiz:", width="content")
        with st.container(gap=None):
            st.markdown(f"**{name}**")
            st.caption(test_words(plan, week))
        draw_test_button(plan, week)


def test_words(plan: PlanView, week: WeekCard) -> str:
    """Where the test stands."""
    match week.test:
        case TestState.OPEN | TestState.UNDER_WAY if is_over(plan):
            return "Not handed in"
        case TestState.RECOVERING if is_over(plan):
            return f"Last score {week.last_score}"
        case TestState.PASSED:
            tries = f" after {count(week.failures, 'failure')}" if week.failures else ""
            return f"Passed with {week.last_score}{tries}"
        case TestState.RECOVERING:
            return f"Last score {week.last_score}. The retest opens after the extra days"
        case TestState.UNDER_WAY:
            return "Under way: every answer is saved"
        case _:
            return "Open: 30 questions, pass at 70"


def draw_test_button(plan: PlanView, week: WeekCard) -> None:
    """Where the test's row leads."""
    key = f"test-{week.id}"
    match week.test:
        case TestState.PASSED:
            if st.button("Result", key=key, type="tertiary") and week.last_result:
                places.go(places.TEST_RESULT, result=week.last_result)
        case TestState.RECOVERING:
            if st.button("Diagnosis", key=key):
                places.go(places.DIAGNOSIS, week=week.id)
        case _ if plan.status is PlanStatus.ACTIVE:
            label = "Go on" if week.test is TestState.UNDER_WAY else "Start"
            if st.button(label, key=key, type="primary"):
                places.go(places.TEST)


def asked_for() -> PlanView | None:
    """The plan in the address, or the one under way."""
    key = places.key_from_address("plan")
    if key is not None:
        return unless_refused(plan_view, frame.work, frame.user.id, key)
    return active_plan_view(frame.work, frame.user.id)


def draw_head(plan: PlanView) -> None:
    """What the plan was made from and where it stands."""
    made = on_date(plan.created_at, frame.user.timezone)
    st.caption(f"{count(len(plan.weeks), 'week')} · made from your assessment on {made}")
    if plan.status is PlanStatus.PAUSED:
        st.badge("Paused", icon=":material/pause:", color="gray")
        places.link(places.PLANS, "Resume it under “Plans”", icon=":material/play_arrow:")
    elif plan.status is PlanStatus.ACTIVE:
        draw_what_is_open(plan)
    else:
        st.badge("Over: to read only", icon=":material/menu_book:", color="gray")
    if plan.dropped:
        st.markdown(
            f":material/done_all: Left out because you very likely master it: **{listed(list(plan.dropped))}**."
        )
    if plan.assessment is not None:
        places.link(
            places.ASSESSMENT_RESULT,
            "The assessment behind it",
            icon=":material/insights:",
            result=plan.assessment,
        )


plan = asked_for()
if plan is None:
    st.title("Your plan", anchor=False)
    show_notice()
    draw_way_on(frame)
    st.stop()
st.title(f"Your plan: {plan.title}", anchor=False)
show_notice()
blur_locked()
draw_head(plan)
draw_coachs_note(frame.work, plan)
for before, week in zip((None, *plan.weeks), plan.weeks, strict=False):
    draw_week(plan, week, before)
draw_ending(plan)
