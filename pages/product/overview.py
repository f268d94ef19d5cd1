"""The success metrics at a glance, each with its definition, and against the period before."""

import streamlit as st

from plan_engine.metrics.definitions import Metric
from services.product.overview import Glance, glance
from services.product.telling import Rate
from ui.product.figures import (
    NONE_YET,
    TOO_FEW,
    change_in_points,
    draw_download,
    draw_metric,
    interval,
    percent,
    signed,
)
from ui.product.frame import open_product_page


def of(rate: Rate, what: str) -> list[str]:
    """What a share is of, and how sure it is."""
    if not rate.whole:
        return [what if rate.is_hidden else f"no {what} yet"]
    return [f"{rate.part:,} of {rate.whole:,} {what}", interval(rate.low, rate.high)]


def draw_rate(metric: Metric, now: Rate, before: Rate, what: str) -> None:
    """A metric that is a share."""
    change = change_in_points(now.share, before.share)
    draw_metric(metric, percent(now), of=of(now, what), change=change)


def draw_readiness(now: Glance, before: Glance) -> None:
    """The mean gain, its interval, and the normalised gain."""
    gained = now.readiness
    if gained is None:
        value = TOO_FEW if now.readiness_is_hidden else NONE_YET
        draw_metric(Metric.READINESS, value, of=["learners with a final test"])
        return
    lines = [
        f"{gained.before:.0f} to {gained.after:.0f}, {gained.people:,} learners",
        f"95% interval {signed(gained.low, 1)} to {signed(gained.high, 1)}",
    ]
    if gained.gain is not None:
        lines.append(f"Normalised gain {gained.gain:.2f}")
    earlier = before.readiness
    change = f"{signed(gained.change - earlier.change, 1)} points" if earlier else None
    draw_metric(Metric.READINESS, f"{signed(gained.change, 1)} points", of=lines, change=change)


def draw_completion(now: Glance, before: Glance) -> None:
    """Where the curve stands at the horizon."""
    curve = now.completion
    if curve is None:
        value = TOO_FEW if now.completion_is_hidden else NONE_YET
        draw_metric(Metric.COMPLETION, value, of=["plans started"])
        return
    at, earlier = curve.at_horizon, before.completion
    if at is None:
        value = TOO_FEW if curve.watched_to_horizon else NONE_YET
        draw_metric(Metric.COMPLETION, value, of=[f"{curve.begun:,} plans started"])
        return
    was = earlier.at_horizon.share if earlier and earlier.at_horizon else None
    draw_metric(
        Metric.COMPLETION,
        f"{100 * at.share:.0f}%",
        of=[f"of {curve.begun:,} plans started", interval(at.low, at.high)],
        change=change_in_points(at.share, was),
    )


page = open_product_page(
    "Overview", "Do plans work? Each figure, and how it is counted.", has_charts=False
)
now, before = glance(page.work, page.selection, page.fresh.until)
with st.grid(3, min_column_width=200):
    draw_rate(Metric.ENGAGEMENT, now.engagement, before.engagement, "scheduled dates")
    draw_rate(Metric.FIRST_ATTEMPT, now.first_attempt, before.first_attempt, "weekly tests")
    draw_rate(Metric.EVENTUAL, now.eventual, before.eventual, "weekly tests")
    draw_readiness(now, before)
    draw_completion(now, before)
    draw_rate(Metric.PLACEMENT, now.placement, before.placement, "completed plans old enough")

shares = {
    Metric.ENGAGEMENT: now.engagement,
    Metric.FIRST_ATTEMPT: now.first_attempt,
    Metric.EVENTUAL: now.eventual,
    Metric.PLACEMENT: now.placement,
}
draw_download(
    [
        {
            "metric": metric.value,
            "from": page.selection.first,
            "to": page.selection.last,
            "counted": rate.part,
            "out of": rate.whole,
            "percent": None if rate.share is None else round(100 * rate.share, 2),
        }
        for metric, rate in shares.items()
    ],
    "overview",
)
