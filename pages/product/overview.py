"""The success metrics at a glance, each with its definition, and against the period before."""

import streamlit as st

from plan_engine.metrics.definitions import Metric
from services.product.overview import glance
from ui.product.figures import draw_download
from ui.product.frame import open_product_page
from ui.product.wholes import completion_whole, draw_card, gain_whole, placement_whole, rate_whole

page = open_product_page(
    "Overview", "Do plans work? Each figure, and how it is counted.", has_charts=False
)
now, before = page.look(glance, page.selection, page.fresh.until)
shares = {
    Metric.ENGAGEMENT: (now.engagement, before.engagement),
    Metric.FIRST_ATTEMPT: (now.first_attempt, before.first_attempt),
    Metric.EVENTUAL: (now.eventual, before.eventual),
    Metric.PLACEMENT: (now.placement, before.placement),
}
with st.grid(3, min_column_width=200):
    for metric, what in (
        (Metric.ENGAGEMENT, "scheduled dates"),
        (Metric.FIRST_ATTEMPT, "weekly tests"),
        (Metric.EVENTUAL, "weekly tests"),
    ):
        draw_card(metric, rate_whole(*shares[metric], what))
    draw_card(Metric.READINESS, gain_whole(now.readiness, before.readiness))
    draw_card(Metric.COMPLETION, completion_whole(now.completion, before.completion))
    placed = placement_whole(now.placement, before.placement, page.fresh.until)
    draw_card(Metric.PLACEMENT, placed)

draw_download(
    [
        {
            "metric": metric.value,
            "from": page.selection.first,
            "to": page.selection.last,
            "counted": rate.part,
            "out of": rate.whole,
            "percent": None if rate.share is None else round(100 * rate.share, 2),
            "percent before": None if earlier.share is None else round(100 * earlier.share, 2),
        }
        for metric, (rate, earlier) in shares.items()
    ],
    "overview",
)
