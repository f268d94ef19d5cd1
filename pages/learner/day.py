"""One day: what to learn and why, where to learn it, start, mark complete, and what it earned."""

from datetime import timedelta
from uuid import UUID

import streamlit as st

from plan_engine.kinds import DayKind
from plan_engine.lifecycles import DayStatus, PlanStatus
from plan_engine.roles import Role
from plan_engine.rules import XP_DAILY_TASK, XP_SPEED
from plan_engine.xp import speed_window
from services.broken_links import report_link
from services.calendars import local_time
from services.day_view import DayView, day_view
from services.days import complete_day, start_day
from services.lobby import open_day
from ui import places
from ui.actions import action_button, attempt, show_notice, unless_refused
from ui.frame import open_page
from ui.own_time import own_time
from ui.plan_words import NOT_REACHED
from ui.receipt import draw_receipt
from ui.resources import draw_resources
from ui.way_on import draw_way_on
from ui.words import DEPTHS, day_of, why
from ui.written import draw_words

frame = open_page({Role.LEARNER})


def begin(day_id: UUID) -> None:
    """Start the day's clock."""
    attempt(start_day, frame.work, frame.user.id, day_id)


def finish(day_id: UUID) -> None:
    """Mark the day complete."""
    attempt(complete_day, frame.work, frame.user.id, day_id)


def say_broken(day_id: UUID, url: str) -> None:
    """Report a page that does not open."""
    attempt(report_link, frame.work, frame.user.id, day_id, url)


def draw_task(day: DayView) -> None:
    """Objectives, resources, pitfalls."""
    st.subheader("By the end of the day you can", anchor=False)
    st.markdown("\n".join(f"- {objective}" for objective in day.objectives))
    st.subheader("Where to learn and practise", anchor=False)
    draw_resources(day.resources, day.reported, lambda url: say_broken(day.id, url))
    with st.expander("What people often get wrong here", icon=":material/lightbulb:"):
        st.markdown("\n".join(f"- {misconception}" for misconception in day.misconceptions))


def draw_start(day: DayView) -> None:
    """The button that starts the clock, or since when it runs."""
    soonest, latest = speed_window(day.minutes, frame.user.extra_time_percent)
    if day.started_at is None:
        action_button(
            "Start",
            lambda: begin(day.id),
            type="primary",
            icon=":material/play_arrow:",
        )
        st.caption(
            f"Speed earns {XP_SPEED} XP more: complete the day between {in_minutes(soonest)} and "
            f"{in_minutes(latest)} minutes after Start, a tenth to half of the estimate. Taking longer costs "
            "nothing."
        )
        return
    since = local_time(day.started_at, frame.user.timezone)
    st.caption(
        f":material/timer: Started at {since:%H:%M}. The clock runs on our side, so you may leave. "
        f"{speed_words(frame.work.clock() - day.started_at, soonest, latest)}"
    )


def speed_words(spent: timedelta, soonest: timedelta, latest: timedelta) -> str:
    """What is still to be had for speed, `spent` after Start."""
    if spent >= latest:
        return "The time for speed XP is over; taking longer costs nothing."
    return (
        f"Speed XP ({XP_SPEED}) is earned between {in_minutes(soonest)} and {in_minutes(latest)} minutes "
        "after Start."
    )


def in_minutes(time: timedelta) -> str:
    """A length of time in minutes, halves and all."""
    return f"{time / timedelta(minutes=1):g}"


def draw_finish(day: DayView) -> None:
    """The button that completes the day."""
    action_button(
        "Mark Complete",
        lambda: finish(day.id),
        type="secondary" if day.started_at is None else "primary",
        icon=":material/check:",
    )
    st.caption(f"Completing the day earns {XP_DAILY_TASK} XP and unlocks what comes next.")


def draw_test_button(day: DayView) -> None:
    """After the last day: the way to the test that it opened."""
    if day.week_number is None:
        if st.button("Go to the retest", type="primary", icon=":material/sports_score:"):
            places.go(places.FINAL_TEST)
    elif st.button("Go to the week’s test", type="primary", icon=":material/quiz:"):
        places.go(places.TEST)


def draw_done(day: DayView) -> None:
    """The receipt and the way on."""
    st.success("Day complete.", icon=":material/check_circle:")
    if day.receipt is not None:
        draw_receipt(day.receipt)
    with st.container(horizontal=True):
        if day.next_day is not None:
            if st.button("Next day", type="primary", icon=":material/arrow_forward:"):
                places.go(places.DAY, day=day.next_day)
        elif day.plan_status is PlanStatus.ACTIVE and not day.is_week_passed:
            draw_test_button(day)
        if day.week_number is None:
            if st.button("Back to the correction plan"):
                places.go(places.CORRECTION, plan=day.plan_id)
        elif st.button("Back to the plan"):
            places.go(places.PLAN)


day_id = places.key_from_address("day")
if day_id is None and (day_id := open_day(frame.work, frame.user.id)) is not None:
    # Kept in the address, so that completing the day shows its receipt and not the next day.
    st.query_params["day"] = str(day_id)
day = unless_refused(day_view, frame.work, frame.user.id, day_id) if day_id else None
if day is None:
    st.title("Today", anchor=False)
    show_notice()
    st.markdown("There is no day to work on now.")
    draw_way_on(frame)
    st.stop()

week = f"Week {day.week_number} · " if day.week_number else "Correction plan · "
st.caption(f"{week}{day_of(day.kind, day.number, day.days_in_week)}")
st.title(day.title, anchor=False)
show_notice()
with st.container(horizontal=True):
    st.badge(f"About {own_time(day.minutes)}", icon=":material/schedule:", color="gray")
    if DEPTHS[day.depth]:
        st.badge(DEPTHS[day.depth], icon=":material/stairs:", color="violet")
    if day.kind is DayKind.EXTRA:
        st.badge("Extra day", icon=":material/healing:", color="orange")
st.markdown(f":material/help: **Why this day:** {why(day.reason)}.")
if day.status is DayStatus.LOCKED and day.plan_status in {PlanStatus.ACTIVE, PlanStatus.PAUSED}:
    st.info("This day is locked until the day before it is done.", icon=":material/lock:")
    places.link(
        places.PLAN, "See where it stands in your plan", icon=":material/route:", plan=day.plan_id
    )
elif day.status is DayStatus.LOCKED:
    st.info(f"{NOT_REACHED}.", icon=":material/lock:")
elif day.status is DayStatus.COMPLETED:
    draw_done(day)
if day.words is None:
    st.markdown(day.description)
else:
    draw_words(day.words, about="what to study today is decided by your answers alone")
    with st.expander("The plan’s own words", icon=":material/notes:"):
        st.markdown(day.description)
can_work = day.status is DayStatus.UNLOCKED and day.plan_status is PlanStatus.ACTIVE
if can_work:
    draw_start(day)
elif day.plan_status is not PlanStatus.ACTIVE:
    st.markdown("This plan is not active, so its days can be read but not worked on now.")
    if day.plan_status is PlanStatus.PAUSED:
        places.link(places.PLANS, "Resume it under “Plans”", icon=":material/play_arrow:")
    else:
        places.link(places.PLAN, "See the whole plan", icon=":material/route:", plan=day.plan_id)
draw_task(day)
if can_work:
    draw_finish(day)
