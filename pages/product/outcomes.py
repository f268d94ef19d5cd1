"""What plans lead to: readiness gained, plans completed, learners placed."""

from typing import TypeVar

import streamlit as st

from plan_engine.metrics.definitions import COMPLETION_DAYS, PLACEMENT_DAYS, Metric
from services.product.placement import placement, placement_curve
from services.product.readiness import readiness_gained
from services.product.selection import Cut
from services.product.waiting import completion_curves
from ui.charts.product.curves import waiting_chart
from ui.charts.product.gains import gains_chart
from ui.product.figures import (
    TOO_FEW,
    draw_definition,
    draw_download,
    draw_metric,
    interval,
    percent,
)
from ui.product.frame import ProductPage, cut_asked_for, open_product_page
from ui.product.pictures import draw_picture

T = TypeVar("T")


def with_all(whole: dict[object, T | None]) -> dict[str, T]:
    """The figure over everybody under its name, if it may be told."""
    found = next(iter(whole.values()), None)
    return {} if found is None else {"All": found}


def draw_readiness(page: ProductPage, cut: Cut) -> None:
    """Before and after, over everybody and by part."""
    st.header("Readiness gained", anchor=False)
    draw_definition(Metric.READINESS)
    whole = readiness_gained(page.work, page.selection, Cut.NONE)
    parts = readiness_gained(page.work, page.selection, cut)
    changes = with_all(whole)
    changes |= {
        page.part_name(cut, key): change
        for key in sorted(parts, key=str)
        if (change := parts[key]) is not None
    }
    if not changes:
        st.markdown(
            f"{TOO_FEW} learners sat the final test in this period."
            if whole
            else "Nobody sat the final test in this period."
        )
        return
    draw_picture(gains_chart(changes, page.colours), "readiness")
    draw_download(
        [
            {
                "part": name,
                "learners": change.people,
                "before": round(change.before, 2),
                "after": round(change.after, 2),
                "change": round(change.change, 2),
                "low": round(change.low, 2),
                "high": round(change.high, 2),
                "normalised gain": None if change.gain is None else round(change.gain, 3),
            }
            for name, change in changes.items()
        ],
        "readiness",
    )


def draw_completion(page: ProductPage, cut: Cut) -> None:
    """The curve over all plans that were started, and by part."""
    st.header("Plans completed", anchor=False)
    draw_definition(Metric.COMPLETION)
    whole = completion_curves(page.work, page.selection, Cut.NONE)
    curves = with_all(whole)
    parts = completion_curves(page.work, page.selection, cut)
    told = {page.part_name(cut, key): curve for key, curve in parts.items() if curve is not None}
    if len(told) > 1:
        curves |= told
    if not curves:
        st.markdown(
            f"{TOO_FEW} plans were started in this period, or completed, or not."
            if whole
            else "No plan was started in this period."
        )
        return
    picture = waiting_chart(
        curves, page.colours, horizon=COMPLETION_DAYS, since="starting", reached="completed"
    )
    draw_picture(picture, "completion")
    st.caption(
        "A step is drawn when five more plans were completed. Plans that could not be watched so "
        "long count for as long as they could."
    )
    draw_download(
        [
            {
                "part": name,
                "day": point.day,
                "percent": round(100 * point.share, 2),
                "low": round(100 * point.low, 2),
                "high": round(100 * point.high, 2),
                "still watched": point.at_risk,
            }
            for name, curve in curves.items()
            for point in curve.points
        ],
        "completion",
    )


def draw_placement(page: ProductPage) -> None:
    """The three shares, and the curve where it can be drawn."""
    st.header("Placed", anchor=False)
    found = placement(page.work, page.selection)
    rows = (
        ("Placed in the field", found.in_field),
        ("Placed outside the field", found.out_of_field),
        ("Answered at all", found.responded),
    )
    with st.grid(3, min_column_width=200):
        draw_metric(
            Metric.PLACEMENT,
            percent(found.in_field),
            of=[
                f"of {found.in_field.whole or 0:,} completed plans old enough",
                interval(found.in_field.low, found.in_field.high),
            ],
        )
        for name, rate in rows[1:]:
            with st.container(border=True, height="stretch"):
                st.metric(name, percent(rate))
                st.caption(f"within {PLACEMENT_DAYS} days of completing")
    curve = placement_curve(page.work, page.selection)
    if curve is not None and curve.points:
        picture = waiting_chart(
            {"All": curve},
            page.colours,
            horizon=PLACEMENT_DAYS,
            since="completing",
            reached="placed",
        )
        draw_picture(picture, "placement")


page = open_product_page("Outcomes", "What do plans lead to?")
cut = cut_asked_for()
draw_readiness(page, cut)
draw_completion(page, cut)
draw_placement(page)
