"""XP by source over time: one bar a day, stacked by what it was for."""

from collections.abc import Sequence
from datetime import date, timedelta

import plotly.graph_objects as go

from plan_engine.kinds import RewardType
from services.progress_view import XPDay
from ui.charts.base import Chart, quiet_figure
from ui.theme import Palette
from ui.words import REWARDS

MILLISECONDS_A_DAY = 86_400_000
"""Plotly's unit on a date axis."""


def xp_chart(earned: Sequence[XPDay], today: date, palette: Palette) -> Chart:
    """Bars from the first day on which XP was earned until today; by week from ten weeks on."""
    first = min(entry.date for entry in earned)
    by_week = (today - first).days >= 70
    bar_width = 0.75 * MILLISECONDS_A_DAY * (7 if by_week else 1)
    half = timedelta(days=4 if by_week else 1)
    earliest = min(first, today - timedelta(days=6))
    figure = quiet_figure(
        palette,
        height=280,
        xaxis={
            "type": "date",
            "range": [(earliest - half).isoformat(), (today + half).isoformat()],
            "tickformat": "%-d %b",
            "showgrid": False,
            "nticks": 7,
        },
        yaxis={
            "title": {"text": "XP a week" if by_week else "XP a day"},
            "rangemode": "tozero",
            "tickfont": {"color": palette.muted},
        },
        barmode="stack",
        showlegend=True,
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0},
    )
    for colour, kind in zip(palette.categorical, RewardType, strict=False):
        amounts: dict[date, int] = {}
        for entry in earned:
            if entry.type is kind:
                when = entry.date - timedelta(days=entry.date.weekday()) if by_week else entry.date
                amounts[when] = amounts.get(when, 0) + entry.amount
        if amounts:
            figure.add_trace(
                go.Bar(
                    x=list(amounts),
                    y=list(amounts.values()),
                    name=REWARDS[kind],
                    width=bar_width,
                    marker={"color": colour},
                    hovertemplate="%{x|%-d %b}: %{y} XP<extra>" + REWARDS[kind] + "</extra>",
                )
            )
    totals = {
        kind: sum(entry.amount for entry in earned if entry.type is kind) for kind in RewardType
    }
    said = ", ".join(f"{REWARDS[kind].lower()} {total}" for kind, total in totals.items() if total)
    return Chart(figure, f"XP earned since {first.day} {first:%B}, by source: {said}.")
