"""Engagement: who is active a day and a week, who keeps to their schedule, who stays."""

import streamlit as st

from plan_engine.metrics.definitions import DEFINITIONS, Metric
from services.product.activity import activity
from ui.charts.product.active import active_chart
from ui.product.cohorts import draw_cohorts
from ui.product.figures import draw_definition
from ui.product.frame import open_product_page
from ui.product.parts import draw_parts
from ui.product.trends import draw_rates
from ui.product.wholes import draw_line, number_whole, rate_whole
from ui.words import count

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
page.picture(active_chart(figures.by_day, figures.by_week, page.colours), "active-learners")
hidden = sum(number is None for number in figures.by_day.values())
if hidden:
    st.caption(
        f"{count(hidden, 'gap')} in the line, of a day each: too few to tell. A day or a week of nobody "
        "is zero and drawn as such; a cross is a week of too few."
    )
page.download(
    [{"day": day, "active learners": number} for day, number in figures.by_day.items()], "active"
)

st.header("Scheduled dates kept", anchor=False)
draw_definition(DEFINITIONS[Metric.ENGAGEMENT])
if figures.kept:
    draw_line(rate_whole(Metric.ENGAGEMENT, figures.kept_whole, before.kept_whole, DATES))
    draw_rates(page, figures.kept_by_week, of=DATES, name="engagement")
    parts = page.named(figures.kept)
    draw_parts(page, parts, Metric.ENGAGEMENT, of=DATES, name="engagement-parts")
else:
    st.markdown("No plan scheduled a day in this period.")

st.header("Who stays", anchor=False)
st.markdown(
    "Of the learners who registered in the same weeks, the share active in each week after. "
    "A dash is too few to tell; an empty cell is a week that is not over yet."
)
st.segmented_control("Cohorts of", list(COHORTS), default="Four weeks", required=True, key=SIZE)
if figures.retention:
    draw_cohorts(page, figures.retention)
else:
    st.markdown("Nobody registered in this period.")
