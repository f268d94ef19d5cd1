"""The streak calendar: each day a square, a week a column, Monday at the top."""

from collections.abc import Sequence
from datetime import date

import plotly.graph_objects as go

from services.progress_view import CalendarDay
from ui.charts.base import Chart, quiet_figure
from ui.theme import Palette

WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
RESTED = 1
"""The colour step of a date on which the plan was paused; 0 is a date without activity."""
ACTIVE = 2
STEPS = 5


def calendar_chart(days: Sequence[CalendarDay], today: date, palette: Palette) -> Chart:
    """`days` are whole weeks from a Monday on; dates after `today` are left blank."""
    weeks = [days[start : start + 7] for start in range(0, len(days), 7)]
    best = max((day.xp for day in days), default=0)
    shown = [week[0].date for k, week in enumerate(weeks) if (len(weeks) - 1 - k) % 3 == 0]
    figure = quiet_figure(
        palette,
        height=230,
        xaxis={
            "type": "category",
            "showgrid": False,
            "tickvals": [day.isoformat() for day in shown],
            "ticktext": [f"{day.day} {day:%b}" for day in shown],
            "title": {"text": "Week beginning"},
        },
        yaxis={
            "autorange": "reversed",
            "showgrid": False,
            "tickfont": {"color": palette.muted},
        },
    )
    figure.add_trace(
        go.Heatmap(
            z=[[_step(week[row], today, best) for week in weeks] for row in range(7)],
            x=[week[0].date.isoformat() for week in weeks],
            y=WEEKDAYS,
            text=[[_said(week[row], today) for week in weeks] for row in range(7)],
            hoverinfo="text",
            colorscale=_scale(palette),
            zmin=0,
            zmax=STEPS,
            showscale=False,
            xgap=3,
            ygap=3,
        )
    )
    active = sum(day.is_active for day in days)
    return Chart(
        figure,
        f"Calendar of the last {len(weeks)} weeks: {active} active days"
        f"{_last_active(days)}. Darker squares are days with more XP.",
    )


def _step(day: CalendarDay, today: date, best: int) -> float | None:
    if day.date > today:
        return None
    if day.is_active:
        share = day.xp / best if best else 0.0
        return ACTIVE + (STEPS - ACTIVE) * share
    return RESTED if day.is_rested else 0


def _said(day: CalendarDay, today: date) -> str:
    name = f"{day.date:%a} {day.date.day} {day.date:%B}"
    if day.date > today:
        return ""
    if day.is_active:
        parts = [f"{day.tasks} tasks" if day.tasks != 1 else "1 task"]
        if day.tests:
            parts.append(f"{day.tests} tests" if day.tests != 1 else "1 test")
        return f"{name}: {', '.join(parts)}, {day.xp} XP"
    return f"{name}: paused" if day.is_rested else f"{name}: no activity"


def _scale(palette: Palette) -> list[tuple[float, str]]:
    """Empty and rested dates have colours of their own, active ones a scale."""
    ramp = palette.sequential
    return [
        (0.0, palette.surface),
        (0.19, palette.surface),
        (0.2, palette.grid),
        (0.39, palette.grid),
        (0.4, ramp[4]),
        (0.7, ramp[6]),
        (1.0, ramp[8]),
    ]


def _last_active(days: Sequence[CalendarDay]) -> str:
    active = [day.date for day in days if day.is_active]
    return f", the last on {active[-1].day} {active[-1]:%B}" if active else ""
