"""What plans lead to: readiness gained, plans completed, learners placed."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

import streamlit as st

from plan_engine.metrics.definitions import COMPLETION_DAYS, PLACEMENT_DAYS, Metric
from services.product.outcomes import Completion, Placement, Readiness, outcomes
from services.product.telling import WeeklyRate
from ui.charts.product.curves import waiting_chart
from ui.charts.product.gains import gains_by_week, gains_chart
from ui.charts.product.rates import rates_by_week
from ui.product.figures import (
    TOO_FEW,
    change_rows,
    curve_rows,
    draw_definition,
    draw_download,
    percent,
    weekly_change_rows,
    weekly_rows,
)
from ui.product.frame import ProductPage, open_product_page
from ui.product.parts import draw_parts
from ui.product.pictures import draw_picture
from ui.product.wholes import completion_whole, draw_card, draw_line, gain_whole, placement_whole

T = TypeVar("T")


def with_all(whole: Mapping[str, T | None], parts: Mapping[str, T | None]) -> dict[str, T]:
    """The figure over everybody, then those of the parts; only what may be told."""
    named = {"All": next(iter(whole.values()), None), **parts}
    return {name: one for name, one in named.items() if one is not None}


def draw_readiness(page: ProductPage, found: Readiness, before: Readiness) -> None:
    """Before and after, over everybody, by part and by week."""
    st.header("Readiness gained", anchor=False)
    draw_definition(Metric.READINESS)
    changes = with_all(found.whole, page.named(found.by_part))
    if not changes:
        st.markdown(
            f"{TOO_FEW} learners sat the final test in this period."
            if found.whole
            else "Nobody sat the final test in this period."
        )
        return
    draw_line(gain_whole(found.whole, before.whole))
    draw_picture(gains_chart(changes, page.colours), "readiness")
    draw_download(change_rows(changes), "readiness")
    st.subheader("By week of the final test", anchor=False)
    draw_picture(gains_by_week(found.by_week, page.weeks, page.colours), "readiness-weeks")
    draw_download(weekly_change_rows(found.by_week), "readiness-weeks")


def draw_completion(page: ProductPage, found: Completion, before: Completion) -> None:
    """The curve over all plans that were started, and by part; then week by week."""
    st.header("Plans completed", anchor=False)
    draw_definition(Metric.COMPLETION)
    curves = with_all(found.whole, page.named(found.by_part))
    if len(curves) == 2 and "All" in curves:
        curves = {"All": curves["All"]}  # its one part is all there is
    if not curves:
        st.markdown(
            f"{TOO_FEW} plans were started in this period, or completed, or not."
            if found.whole
            else "No plan was started in this period."
        )
        return
    draw_line(completion_whole(found.whole, before.whole))
    picture = waiting_chart(
        curves, page.colours, horizon=COMPLETION_DAYS, since="starting", reached="completed"
    )
    draw_picture(picture, "completion")
    st.caption(
        "A step is drawn when five more plans were completed. Plans that could not be watched so "
        "long count for as long as they could."
    )
    draw_download(curve_rows(curves), "completion")
    st.subheader("By week of starting", anchor=False)
    draw_trend(page, found.by_week, "plans", "completion-weeks", COMPLETION_DAYS)


def draw_trend(
    page: ProductPage, trend: Sequence[WeeklyRate], of: str, name: str, days: int
) -> None:
    """Shares week by week, as far as the time is over."""
    if not trend:
        st.markdown(f"None of the period’s {of} is {days} days old yet.")
        return
    draw_picture(rates_by_week(trend, page.weeks, page.colours, of=of), name)
    st.caption(f"Within {days} days; weeks whose {days} days are not over are left out.")
    draw_download(weekly_rows(trend), name)


def draw_placement(page: ProductPage, found: Placement, before: Placement) -> None:
    """The three shares, the curve where it can be drawn, by part and by week."""
    st.header("Placed", anchor=False)
    with st.grid(3, min_column_width=200):
        draw_card(
            Metric.PLACEMENT,
            placement_whole(found.in_field, before.in_field, page.fresh.until),
        )
        for name, rate in (
            ("Placed outside the field", found.out_of_field),
            ("Answered at all", found.responded),
        ):
            with st.container(border=True, height="stretch"):
                st.metric(name, percent(rate))
                st.caption(f"within {PLACEMENT_DAYS} days of completing")
    if found.curve is not None and found.curve.points:
        picture = waiting_chart(
            {"All": found.curve},
            page.colours,
            horizon=PLACEMENT_DAYS,
            since="completing",
            reached="placed",
        )
        draw_picture(picture, "placement")
        draw_download(curve_rows({"All": found.curve}), "placement")
    if found.by_part:
        st.subheader("By part", anchor=False)
        parts = page.named(found.by_part)
        draw_parts(parts, page.colours, of="completed plans", name="placement-parts")
    st.subheader("By week of completing", anchor=False)
    draw_trend(page, found.by_week, "completed plans", "placement-weeks", PLACEMENT_DAYS)


page = open_product_page("Outcomes", "What do plans lead to?", divided=True)
figures, before = (
    page.look(outcomes, period, page.cut, page.fresh.until)
    for period in (page.selection, page.selection.before())
)
draw_readiness(page, figures.readiness, before.readiness)
draw_completion(page, figures.completion, before.completion)
draw_placement(page, figures.placement, before.placement)
