"""The sections of a learner's screen as counsellors see it."""

import pandas as pd
import streamlit as st

from plan_engine.lifecycles import AttemptStatus, WeekStatus
from plan_engine.stages import Stage
from plan_engine.xp import level_standing
from services.counsellor.log import LogEntry
from services.counsellor.road import Road
from services.counsellor.road_rows import AttemptRow, PlacementRow
from ui.charts.base import draw
from ui.charts.calendar import calendar_chart
from ui.charts.counsellor.around import around_chart
from ui.charts.counsellor.pace import pace_history_chart
from ui.charts.counsellor.readiness import readiness_chart
from ui.charts.history import history_chart
from ui.charts.xp import xp_chart
from ui.counsellor.actions import confirm_placement, draw_confirmed
from ui.counsellor.words import (
    DEEDS,
    STAGES,
    VERDICTS,
    activity_in_words,
    attempt_name,
    readiness_in_words,
    reason_in_words,
    signed,
)
from ui.frame import Frame
from ui.outcome_words import OUTCOMES
from ui.plain import plain
from ui.theme import palette
from ui.words import SEVERITIES, count, on_date, percent

WEEK_STATUSES = {
    WeekStatus.LOCKED: "locked",
    WeekStatus.IN_PROGRESS: "under way",
    WeekStatus.COMPLETED: "passed",
    WeekStatus.FAILED: "test failed, recovering",
}
OVER_WEEK_STATUSES = {
    **WEEK_STATUSES,
    WeekStatus.LOCKED: "not reached",
    WeekStatus.IN_PROGRESS: "not finished",
    WeekStatus.FAILED: "test failed, not finished",
}
"""The same once the plan is over."""
ATTEMPT_STATUSES = {
    AttemptStatus.OPEN: "Under way",
    AttemptStatus.SUBMITTED: "Handed in",
    AttemptStatus.WITHDRAWN: "Withdrawn",
}
WEAK_SHOWN = 6
"""Weak topics with their figures; the others are counted."""
PASSED = {True: "yes", False: "no", None: ""}


def draw_reasons(road: Road) -> None:
    """Where the learner is, and why they need a word."""
    now = road.standing
    parts = [road.target or "No target yet", STAGES[now.stage]]
    if now.verdict:
        parts.append(VERDICTS[now.verdict])
    parts += [
        activity_in_words(now.last_active_on, road.today),
        f"registered on {on_date(road.registered_on, road.timezone)}",
    ]
    st.markdown(" · ".join(parts))
    if not road.reasons:
        st.markdown(":green[:material/check:] No reason for concern today.")
    for reason in road.reasons:
        st.markdown(f":material/flag: **{reason_in_words(reason, road.today)}.**")


def draw_figures(road: Road) -> None:
    """Readiness, streak and XP in figures."""
    now = road.standing
    total = sum(entry.amount for entry in road.xp)
    with st.container(horizontal=True):
        if now.readiness:
            label = "Readiness forecast" if now.readiness.is_forecast else "Readiness"
            since = None if now.trend is None else f"{signed(now.trend)} since the test before"
            st.metric(
                label,
                f"{now.readiness.percent}%",
                since,
                # A change is not news before it is larger than chance.
                delta_color="off",
                delta_arrow="off",
                border=True,
                height="stretch",
            )
        streak = count(road.streak.current, "day")
        st.metric("Streak", streak, border=True, height="stretch")
        st.metric("XP", f"{total:,}", border=True, height="stretch")
        st.metric("Level", level_standing(total).level, border=True, height="stretch")


def draw_readiness(road: Road) -> None:
    """Readiness over time."""
    st.header("Readiness over time", anchor=False)
    if not road.readiness:
        st.markdown("No test yet, so nothing is known about readiness.")
        return
    draw(readiness_chart(road.readiness, palette()), key="readiness")
    st.caption(
        f"{readiness_in_words(road.readiness[-1].readiness)}. Hollow dots are forecasts with their "
        "90% interval; filled ones are final scores with one standard error. The dotted line is the "
        "bar for job ready."
    )


def draw_topics(road: Road) -> None:
    """Right answers by topic and test, and the weak topics after the last one."""
    st.header("Topics by test", anchor=False)
    if not road.tests:
        st.markdown("No test yet.")
        return
    draw(history_chart(road.tests, palette()), key="topics")
    st.caption(
        "In each cell right answers of those asked; the stronger its colour, the larger their share. "
        "A few questions say little about a topic: what is likely weak stands below."
    )
    st.subheader("Diagnosis after the last test", anchor=False)
    if not road.weak:
        st.markdown("No topic is more likely than not below the pass mark of 70%.")
    for title, weak in road.weak[:WEAK_SHOWN]:
        st.markdown(
            f"- **{title}**: {percent(weak.p_weak)} likely below the pass mark "
            f"({SEVERITIES[weak.severity].lower()}); {weak.right} of {weak.answered} right."
        )
    rest = len(road.weak) - WEAK_SHOWN
    if rest > 0:
        more = count(rest, "more topic is", "more topics are")
        st.caption(f"{more} more likely than not below the pass mark too.")


def draw_pace(road: Road) -> None:
    """Speed and consistency over the tests."""
    st.header("Speed and consistency", anchor=False)
    if not road.pace:
        st.markdown("No test yet.")
        return
    draw(pace_history_chart(road.pace, palette()), key="pace")
    rapid = [f"test {k}: {p.rapid} of {p.total}" for k, p in enumerate(road.pace, 1) if p.rapid]
    st.caption(
        "Speed counts right answers only, with its 90% interval. Answers faster than a person can "
        + (f"read: {', '.join(rapid)}." if rapid else "read: none.")
    )


def draw_effort(road: Road) -> None:
    """The streak calendar and XP."""
    st.header("Days and XP", anchor=False)
    st.markdown(
        f"Streak {count(road.streak.current, 'day')}, longest {count(road.streak.longest, 'day')}, "
        f"{count(road.streak.total_days, 'active day')} in all."
    )
    draw(calendar_chart(road.calendar, road.today, palette()), key="calendar")
    if road.xp:
        draw(xp_chart(road.xp, road.today, palette()), key="xp")


def draw_plan(road: Road) -> None:
    """The plan's weeks and every sitting."""
    st.header("Plan and attempts", anchor=False)
    if not road.weeks:
        st.markdown("No plan yet.")
    is_over = road.standing.stage in {Stage.VERDICT, Stage.GIVEN_UP}
    statuses = OVER_WEEK_STATUSES if is_over else WEEK_STATUSES
    for week in road.weeks:
        extra = f", {count(week.extra, 'extra day')} among them" if week.extra else ""
        st.markdown(
            f"**Week {week.number} · {week.title}**: {statuses[week.status]}, "
            f"{week.days_done} of {count(week.days, 'day')} done{extra}"
        )
    if road.attempts:
        st.dataframe(
            _attempts_table(road), hide_index=True, alt="Every sitting, the one begun last first"
        )


def draw_resume(road: Road) -> None:
    """Résumé scores, never the text."""
    st.header("Résumé", anchor=False)
    if not road.resume:
        st.markdown("No résumé was compared before and after a plan.")
        return
    newest = road.resume[0].at
    st.caption(f"Scores before and after the plan, compared on {on_date(newest, road.timezone)}.")
    rows = [row for row in road.resume if row.at == newest]
    roles = {row.role for row in rows}
    table = pd.DataFrame(
        {
            "Role": [row.role for row in rows],
            "Skill": [row.skill or f"{row.role}, all of it" for row in rows],
            "Before": [row.before for row in rows],
            "After": [row.after for row in rows],
            "Points": [signed(row.after - row.before) for row in rows],
        }
    )
    st.dataframe(
        table if len(roles) > 1 else table.drop(columns="Role"),
        hide_index=True,
        column_config={
            "Skill": st.column_config.TextColumn(width=190),
            "Points": st.column_config.TextColumn(alignment="right"),
        },
        alt="Résumé scores by role and skill, before and after",
    )
    for row in road.resume:
        if row.at != newest and row.skill is None:
            st.caption(
                f"Earlier comparison, {on_date(row.at, road.timezone)}: {row.role} {row.before} → {row.after}."
            )


def draw_placement(frame: Frame, road: Road) -> None:
    """What the learner reported about the search for work."""
    st.header("Placement", anchor=False)
    if not road.placements:
        st.markdown("Nothing reported yet.")
    for report in road.placements:
        _draw_report(frame, road, report)


def draw_log(road: Road) -> None:
    """What was done, and activity around it."""
    st.header("What was done, and what followed", anchor=False)
    if not road.log:
        st.markdown("Nothing yet.")
        return
    draw(around_chart(road.log, palette()), key="around")
    st.caption(
        "Coloured squares are active days. What follows a message need not follow from it: compare "
        "with the days before."
    )
    for entry in road.log:
        _draw_entry(road, entry)


def _draw_entry(road: Road, entry: LogEntry) -> None:
    after = f"{entry.around.after} of {entry.around.after_days} days after"
    if not entry.around.after_days:
        after = "no day is over since"
    seen = ""
    if entry.seen_at:
        seen = f" · seen on {on_date(entry.seen_at, road.timezone)}"
    with st.container(border=True, gap="xsmall"):
        st.markdown(f"**{DEEDS[entry.deed]}**: {plain(_text(entry))}")
        st.caption(
            f"{on_date(entry.on, road.timezone)}{f' by {plain(entry.by)}' if entry.by else ''}{seen} · "
            f"active on {entry.around.before} of 7 days before, {after}"
        )


def _text(entry: LogEntry) -> str:
    outcomes = {outcome.value: words for outcome, words in OUTCOMES.items()}
    return outcomes.get(entry.text, entry.text)


def _draw_report(frame: Frame, road: Road, report: PlacementRow) -> None:
    with st.container(border=True, gap="xsmall", key=f"report-{report.id}"):
        st.markdown(f"**{OUTCOMES[report.outcome]}** since {on_date(report.since, 'UTC')}")
        if report.note:
            st.markdown(plain(report.note))
        state = f"Reported on {on_date(report.reported_at, road.timezone)}"
        if report.confirmed_at:
            state += f" · confirmed on {on_date(report.confirmed_at, road.timezone)}"
        st.caption(state)
        draw_confirmed(report.id)
        if report.is_newest and report.outcome.is_placement and not report.confirmed_at:
            st.button(
                "Confirm",
                key=f"confirm-{report.id}",
                icon=":material/verified:",
                on_click=confirm_placement,
                args=(frame, report.id),
                help="You have seen the evidence: a contract, or the employer’s word.",
            )


def _attempts_table(road: Road) -> pd.DataFrame:
    rows = road.attempts
    targets = {row.target for row in rows}
    table = pd.DataFrame(
        {
            "Test": [attempt_name(row) for row in rows],
            "Score, %": pd.array([row.score for row in rows], dtype="Int64"),
            "Passed": [PASSED[row.passed] for row in rows],
            "Right": [_right(row) for row in rows],
            "Begun": [on_date(row.started_at, road.timezone) for row in rows],
            "State": [ATTEMPT_STATUSES[row.status] for row in rows],
            "Rapid guesses": pd.array([row.rapid for row in rows], dtype="Int64"),
            "Target": [row.target for row in rows],
        }
    )
    return table if len(targets) > 1 else table.drop(columns="Target")


def _right(row: AttemptRow) -> str:
    return "" if row.right is None else f"{row.right} of {row.total}"
