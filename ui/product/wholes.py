"""One figure over everybody in words: its value, what it is of, and the period before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeVar

import streamlit as st

from plan_engine.metrics.definitions import (
    COMPLETION_DAYS,
    PLACEMENT_DAYS,
    Definition,
    Metric,
)
from plan_engine.metrics.intervals import PairedChange
from services.product.activity import Mean
from services.product.telling import Rate
from services.product.waiting import FEWEST_WATCHED, Curve
from ui.product.few import why_few
from ui.product.figures import NONE_YET, TOO_FEW, draw_definition, interval, percent, signed

T = TypeVar("T")
Told = Mapping[str, T | None]
"""Under one key; empty where nobody was counted, None where too few."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A figure as it is said."""

    value: str
    of: Sequence[str]
    before: str
    """The same figure in the period before, as it is said."""
    change: str | None = None
    """Since the period before; None where one of the two is missing."""


def rate_whole(metric: Metric, now: Rate, before: Rate, what: str) -> Whole:
    """A share, against the one before."""
    if not now.whole:
        of = [why_few(metric) if now.is_hidden else f"no {what} yet"]
    else:
        of = [f"{now.part:,} of {now.whole:,} {what}", interval(now.low, now.high)]
    return Whole(percent(now), of, percent(before), _points(now.share, before.share))


def placement_whole(now: Rate, before: Rate, until: date) -> Whole:
    """The share placed; where no plan of the period is old enough, from when on they are."""
    said = rate_whole(Metric.PLACEMENT, now, before, "completed plans old enough")
    if now.is_hidden or now.whole:
        return said
    old = until - timedelta(days=PLACEMENT_DAYS)
    return replace(said, of=[f"of plans completed by {old:%-d %b %Y}, {PLACEMENT_DAYS} days ago"])


def number_whole(now: Mean | None, before: Mean | None, what: str, over: str) -> Whole:
    """A mean number; None: too few to tell. Compared where both are over the whole period."""
    change = None
    if now and before and now.told == now.of and before.told == before.of > 0:
        change = signed(now.value - before.value, 1)
    of = []
    if now is not None and now.told < now.of:
        of = [f"over the {now.told} of {now.of} {over} that may be told"]
    elif now is None:
        of = [f"more than a tenth of the {over} are too few to tell"]
    return Whole(f"{_number(now)} {what}", of, _number(before), change)


def gain_whole(now: Told[PairedChange], before: Told[PairedChange]) -> Whole:
    """The mean change of the same learners, its interval, and the normalised gain."""
    gained, earlier = _of(now), _of(before)
    if gained is None:
        of = [why_few(Metric.READINESS)] if now else ["no learners with a final test yet"]
        return Whole(_gain(now), of, _gain(before))
    of = [
        f"{gained.before:.0f} to {gained.after:.0f}, {gained.people:,} learners",
        f"95% interval {signed(gained.low, 1)} to {signed(gained.high, 1)}",
    ]
    if gained.gain is not None:
        of.append(f"Normalised gain {gained.gain:.2f}")
    change = f"{signed(gained.change - earlier.change, 1)} points" if earlier else None
    return Whole(_gain(now), of, _gain(before), change)


def completion_whole(now: Told[Curve], before: Told[Curve]) -> Whole:
    """Where the curve stands at the horizon."""
    curve, earlier = _of(now), _of(before)
    if curve is None:
        of = [why_few(Metric.COMPLETION)] if now else ["no plans started yet"]
        return Whole(_completed(now), of, _completed(before))
    at = curve.at_horizon
    if at is None:
        why = (
            why_few(Metric.COMPLETION)
            if curve.watched_to_horizon
            else f"none of them {COMPLETION_DAYS} days ago"
        )
        return Whole(_completed(now), [f"{curve.begun:,} plans started", why], _completed(before))
    was = earlier.at_horizon.share if earlier and earlier.at_horizon else None
    of = [f"of {curve.begun:,} plans started", interval(at.low, at.high)]
    if curve.thin_from is not None and curve.thin_from <= COMPLETION_DAYS:
        of.append(f"fewer than {FEWEST_WATCHED} of them were watched for {COMPLETION_DAYS} days")
    return Whole(_completed(now), of, _completed(before), _points(at.share, was))


def draw_card(definition: Definition, whole: Whole) -> None:
    """The figure in a card, with its definition a click away."""
    with st.container(border=True, height="stretch"):
        st.metric(definition.title, whole.value)
        for line in (*whole.of, _before(whole)):
            if line:
                st.caption(line)
        draw_definition(definition)


def draw_line(whole: Whole) -> None:
    """The figure in a line above its charts."""
    said = [f"**{whole.value}**", *(line for line in whole.of if line)]
    said.append(_before(whole))
    st.markdown(" · ".join(said))


def _before(whole: Whole) -> str:
    """The period before, in words."""
    before = "none" if whole.before == NONE_YET else whole.before
    before = before[0].lower() + before[1:]  # “Too few” within a sentence
    # No arrow, no colour: a change is not news before it is larger than chance.
    change = f" ({whole.change} since)" if whole.change else ""
    return f"period before: {before}{change}"


def _points(now: float | None, before: float | None) -> str | None:
    """The change of a share, in percentage points."""
    if now is None or before is None:
        return None
    return f"{signed(100 * (now - before), 0)} points"


def _number(mean: Mean | None) -> str:
    if mean is None:
        return TOO_FEW
    return f"{mean.value:,.1f}" if mean.of else NONE_YET


def _gain(told: Told[PairedChange]) -> str:
    change = _of(told)
    return _missing(told) if change is None else f"{signed(change.change, 1)} points"


def _completed(told: Told[Curve]) -> str:
    curve = _of(told)
    if curve is None:
        return _missing(told)
    at = curve.at_horizon
    if at is None:
        return TOO_FEW if curve.watched_to_horizon else NONE_YET
    return f"{100 * at.share:.0f}%"


def _of(told: Told[T]) -> T | None:
    return next(iter(told.values()), None)


def _missing(told: Told[T]) -> str:
    return TOO_FEW if told else NONE_YET
