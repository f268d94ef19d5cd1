"""Engagement: who is active a day and a week, who keeps to their schedule, who stays."""

import streamlit as st

from plan_engine.metrics.definitions import Metric
from services.product.engagement import (
    active_by_day,
    active_by_week,
    engagement,
    engagement_by_week,
)
from services.product.retention import retention
from ui.charts.product.active import active_chart
from ui.charts.product.rates import rates_by_part, rates_by_week
from ui.charts.product.retention import retention_chart
from ui.product.figures import draw_definition, draw_download, weekly_rows
from ui.product.frame import cut_asked_for, open_product_page
from ui.product.pictures import draw_picture

COHORTS = {"Four weeks": 4, "One week": 1}

page = open_product_page("Engagement", "Who comes, who keeps to their plan, and who stays.")
chosen = page.selection

st.header("Active learners", anchor=False)
st.markdown("A learner is active on a date when they complete a task or hand in a test.")
days, weeks = active_by_day(page.work, chosen), active_by_week(page.work, chosen)
draw_picture(active_chart(days, weeks, page.colours), "active-learners")
draw_download([{"day": day, "active learners": number} for day, number in days.items()], "active")

st.header("Scheduled dates kept", anchor=False)
draw_definition(Metric.ENGAGEMENT)
trend = engagement_by_week(page.work, chosen)
draw_picture(rates_by_week(trend, page.weeks, page.colours, of="scheduled dates"), "engagement")
draw_download(weekly_rows(trend), "engagement")
cut = cut_asked_for()
parts = engagement(page.work, chosen, cut)
named = {page.part_name(cut, key): parts[key] for key in sorted(parts, key=str)}
draw_picture(rates_by_part(named, page.colours, of="scheduled dates"), "engagement-parts")

st.header("Who stays", anchor=False)
st.markdown(
    "Of the learners who registered in the same weeks, the share active in each week after. "
    "A dash is too few people to tell; an empty cell is a week that is not over yet."
)
size = st.segmented_control(
    "Cohorts of", list(COHORTS), default="Four weeks", required=True, key="cohorts"
)
cells = retention(page.work, chosen, page.fresh.last_day, weeks_a_cohort=COHORTS.get(str(size), 4))
if cells:
    draw_picture(retention_chart(cells, page.colours), "retention")
    draw_download(
        [
            {"registered from": cohort, "week": week, "learners": cell.whole, "active": cell.part}
            for (cohort, week), cell in sorted(cells.items())
        ],
        "retention",
    )
else:
    st.markdown("Nobody registered in this period.")
