"""Engagement: who is active a day and a week, who keeps to their schedule, who stays."""

import streamlit as st

from plan_engine.metrics.definitions import Metric
from services.product.activity import activity
from ui.charts.product.active import active_chart
from ui.charts.product.rates import rates_by_week
from ui.charts.product.retention import retention_chart
from ui.product.figures import draw_definition, draw_download, weekly_rows
from ui.product.frame import open_product_page
from ui.product.parts import draw_parts
from ui.product.pictures import draw_picture
from ui.product.wholes import draw_line, number_whole, rate_whole

COHORTS = {"Four weeks": 4, "One week": 1}
SIZE = "cohorts"
DATES = "scheduled dates"

page = open_product_page(
    "Engagement", "Who comes, who keeps to their plan, and who stays.", divided=True
)
figures, before = (
    page.look(
        activity,
        period,
        page.fresh,
        page.cut,
        weeks_a_cohort=COHORTS.get(str(st.session_state.get(SIZE)), 4),
    )
    for period in (page.selection, page.selection.before())
)

st.header("Active learners", anchor=False)
st.markdown("A learner is active on a date when they complete a task or hand in a test.")
draw_line(number_whole(figures.mean_a_day, before.mean_a_day, "on an average day", "dates"))
draw_line(number_whole(figures.mean_a_week, before.mean_a_week, "in an average week", "weeks"))
draw_picture(active_chart(figures.by_day, figures.by_week, page.colours), "active-learners")
draw_download(
    [{"day": day, "active learners": number} for day, number in figures.by_day.items()], "active"
)

st.header("Scheduled dates kept", anchor=False)
draw_definition(Metric.ENGAGEMENT)
if figures.kept:
    draw_line(rate_whole(figures.kept_whole, before.kept_whole, DATES))
    trend = rates_by_week(figures.kept_by_week, page.weeks, page.colours, of=DATES)
    draw_picture(trend, "engagement")
    draw_download(weekly_rows(figures.kept_by_week), "engagement")
    parts = page.named(figures.kept)
    draw_parts(parts, page.colours, of=DATES, name="engagement-parts")
else:
    st.markdown("No plan scheduled a day in this period.")

st.header("Who stays", anchor=False)
st.markdown(
    "Of the learners who registered in the same weeks, the share active in each week after. "
    "A dash is too few people to tell; an empty cell is a week that is not over yet."
)
st.segmented_control("Cohorts of", list(COHORTS), default="Four weeks", required=True, key=SIZE)
if figures.retention:
    draw_picture(retention_chart(figures.retention, page.colours), "retention")
    draw_download(
        [
            {"registered from": cohort, "week": week, "learners": cell.whole, "active": cell.part}
            for (cohort, week), cell in sorted(figures.retention.items())
        ],
        "retention",
    )
else:
    st.markdown("Nobody registered in this period.")
