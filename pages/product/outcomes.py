"""What plans lead to: readiness gained, plans completed, learners placed."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

import streamlit as st

from plan_engine.metrics.definitions import (
    ANSWERED,
    COMPLETION_DAYS,
    DEFINITIONS,
    PLACED_ELSEWHERE,
    PLACEMENT_DAYS,
    Metric,
)
from services.product.outcomes import Completion, Placement, Readiness, outcomes
from services.product.telling import WeeklyRate
from services.product.waiting import FEWEST_WATCHED, Curve
from ui.charts.product.curves import drawn, waiting_chart
from ui.charts.product.gains import gains_chart
from ui.product.few import why_few
from ui.product.figures import TOO_FEW, change_rows, curve_rows, draw_definition
from ui.product.frame import ProductPage, open_product_page
from ui.product.parts import draw_parts
from ui.product.trends import draw_changes, draw_rates
from ui.product.wholes import (
    completion_whole,
    draw_card,
    draw_line,
    gain_whole,
    placement_whole,
    rate_whole,
)

T = TypeVar("T")


def with_all(whole: Mapping[str, T | None], parts: Mapping[str, T | None]) -> dict[str, T]:
    """The figure over everybody, then those of the parts; only what may be told."""
    named = {"All": next(iter(whole.values()), None), **parts}
    return {name: one for name, one in named.items() if one is not None}


def draw_readiness(page: ProductPage, found: Readiness, before: Readiness) -> None:
    """Before and after, over everybody, by part and by week."""
    st.header("Readiness gained", anchor=False)
    draw_definition(DEFINITIONS[Metric.READINESS])
    changes = with_all(found.whole, page.named(found.by_part))
    if not changes:
        st.markdown(
            f"{TOO_FEW} to tell. {why_few(Metric.READINESS)}"
            if found.whole
            else "Nobody sat the final test in this period."
        )
        return
    draw_line(gain_whole(found.whole, before.whole))
    page.picture(gains_chart(changes, page.colours), "readiness")
    page.download(change_rows(changes), "readiness")
    st.subheader("By week of the final test", anchor=False)
    draw_changes(page, found.by_week, name="readiness-weeks")


def draw_completion(page: ProductPage, found: Completion, before: Completion) -> None:
    """The curve over all plans that were started, and by part; then week by week."""
    st.header("Plans completed", anchor=False)
    draw_definition(DEFINITIONS[Metric.COMPLETION])
    curves = with_all(found.whole, page.named(found.by_part))
    if len(curves) == 2 and "All" in curves:
        curves = {"All": curves["All"]}  # its one part is all there is
    if not curves:
        st.markdown(
            f"{TOO_FEW} to tell. {why_few(Metric.COMPLETION)}"
            if found.whole
            else "No plan was started in this period."
        )
        return
    draw_line(completion_whole(found.whole, before.whole))
    draw_curves(page, curves, "completion", COMPLETION_DAYS, "starting", "completed")
    st.subheader("By week of starting", anchor=False)
    draw_trend(page, found.by_week, "plans", "completion-weeks", COMPLETION_DAYS)


def draw_curves(
    page: ProductPage,
    curves: Mapping[str, Curve],
    name: str,
    horizon: int,
    since: str,
    reached: str,
) -> None:
    """What is known of curves, how to read it, and which of them are not drawn."""
    shown = drawn(curves, page.colours)
    if shown:
        page.picture(
            waiting_chart(shown, page.colours, horizon=horizon, since=since, reached=reached), name
        )
        st.caption(
            f"A dot is where a curve stands on a day, a bar its 95% interval. Between two dots five or "
            f"more plans were {reached}, on days that are not told: the curve climbs somewhere within "
            f"the shaded box, and the dotted line only joins the dots. Hollow dots: fewer than "
            f"{FEWEST_WATCHED} plans were still watched; past {horizon} days a curve ends there. A plan "
            "counts for as long as it could be watched."
        )
    missing = [title for title in curves if title not in shown]
    if missing:
        st.caption(
            f"Not drawn: {', '.join(missing)}. So far fewer than five of their plans were {reached}, "
            f"or there are more curves than colours; CSV has what may be told."
        )
    page.download(curve_rows(curves), name)


def draw_trend(
    page: ProductPage, trend: Sequence[WeeklyRate], of: str, name: str, days: int
) -> None:
    """Shares week by week, as far as the time is over."""
    if not trend:
        st.markdown(f"None of the period’s {of} is {days} days old yet.")
        return
    note = f"Within {days} days; weeks whose {days} days are not over are left out."
    draw_rates(page, trend, of=of, name=name, note=note)


def draw_placement(page: ProductPage, found: Placement, before: Placement) -> None:
    """The three shares, the curve where it can be drawn, by part and by week."""
    st.header("Placed", anchor=False)
    old = "completed plans old enough"
    with st.grid(3, min_column_width=200):
        draw_card(
            DEFINITIONS[Metric.PLACEMENT],
            placement_whole(found.in_field, before.in_field, page.fresh.until),
        )
        for definition, now, earlier in (
            (PLACED_ELSEWHERE, found.out_of_field, before.out_of_field),
            (ANSWERED, found.responded, before.responded),
        ):
            draw_card(definition, rate_whole(Metric.PLACEMENT, now, earlier, old))
    if found.curve is not None:
        st.subheader("By days since completing", anchor=False)
        st.markdown(
            f"The cards count only plans completed {PLACEMENT_DAYS} days ago or more, and say what became "
            "of them. The curve is an estimate over every plan completed in the period, the newer ones "
            "for as long as they could be watched: so the two differ."
        )
        curve = {"All": found.curve}
        draw_curves(page, curve, "placement", PLACEMENT_DAYS, "completing", "placed")
    if found.by_part:
        st.subheader("By part", anchor=False)
        parts = page.named(found.by_part)
        draw_parts(page, parts, Metric.PLACEMENT, of="completed plans", name="placement-parts")
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
