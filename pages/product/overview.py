"""The success metrics at a glance, each with its definition, and against the period before."""

import streamlit as st

from plan_engine.metrics.definitions import DEFINITIONS, Metric
from services.product.overview import glance
from ui.product.frame import open_product_page
from ui.product.glances import glance_rows
from ui.product.wholes import completion_whole, draw_card, gain_whole, placement_whole, rate_whole

page = open_product_page(
    "Overview", "Do plans work? Each figure, and how it is counted.", has_charts=False
)
now, before = page.look(glance, page.selection, page.fresh.until)
with st.grid(3, min_column_width=200):
    for metric, rate, earlier, what in (
        (Metric.ENGAGEMENT, now.engagement, before.engagement, "scheduled dates"),
        (Metric.FIRST_ATTEMPT, now.first_attempt, before.first_attempt, "weekly tests"),
        (Metric.EVENTUAL, now.eventual, before.eventual, "weekly tests"),
    ):
        draw_card(DEFINITIONS[metric], rate_whole(metric, rate, earlier, what))
    gained = gain_whole(now.readiness, before.readiness)
    draw_card(DEFINITIONS[Metric.READINESS], gained)
    completed = completion_whole(now.completion, before.completion)
    draw_card(DEFINITIONS[Metric.COMPLETION], completed)
    placed = placement_whole(now.placement, before.placement, page.fresh.until)
    draw_card(DEFINITIONS[Metric.PLACEMENT], placed)

page.download(glance_rows(now, before), "overview")
