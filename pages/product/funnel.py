"""The funnel: how far the learners who registered in the period have come, and where they stopped."""

import streamlit as st

from services.product.funnel import funnel
from ui.charts.product.funnel import funnel_chart, step_name
from ui.product.frame import open_product_page

page = open_product_page(
    "Funnel", "Of the learners who registered in the period: how far each of them has come by now."
)
steps, before = (
    page.look(funnel, period, page.fresh.until)
    for period in (page.selection, page.selection.before())
)
if not steps:
    st.markdown("Nobody registered in this period.")
    st.stop()
page.picture(funnel_chart(steps, before, page.colours), "funnel")
st.caption(
    "Each learner counts once in each step. Strokes: where a bar would end with the shares of the "
    "period before. Whoever registered last week has had no time for the "
    "later steps: look at a period some weeks ago for how far people come. "
    "A target or a content version narrows it to those who began its assessment."
)
earlier = [step.learners for step in before] or [None] * len(steps)
page.download(
    [
        {"step": step_name(step), "learners": step.learners, "learners in the period before": was}
        for step, was in zip(steps, earlier, strict=True)
    ],
    "funnel",
)
