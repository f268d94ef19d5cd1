"""Retention: a row a cohort, a column a week since registering, the share active as colour."""

from collections.abc import Mapping
from datetime import date

import plotly.graph_objects as go

from services.product.telling import Rate
from ui.charts.base import Chart, quiet_figure
from ui.theme import Palette

ROW_HEIGHT = 38


def retention_chart(cells: Mapping[tuple[date, int], Rate], palette: Palette) -> Chart:
    """Cells say their percentage; a dash is too few people, nothing is a week not over yet."""
    cohorts = sorted({cohort for cohort, _ in cells})
    weeks = sorted({week for _, week in cells})
    weeks = list(range(weeks[0], weeks[-1] + 1)) if weeks else []
    figure = quiet_figure(palette, height=90 + ROW_HEIGHT * max(len(cohorts), 1))
    rows = [_name(cohort, cells) for cohort in cohorts]
    ramp = palette.sequential
    figure.add_trace(
        go.Heatmap(
            z=[[_share(cells.get((cohort, week))) for week in weeks] for cohort in cohorts],
            x=[str(week) for week in weeks],
            y=rows,
            text=[[_text(cells.get((cohort, week))) for week in weeks] for cohort in cohorts],
            texttemplate="%{text}",
            textfont={"color": palette.text},
            hovertext=[
                [_hover(cohort, week, cells.get((cohort, week))) for week in weeks]
                for cohort in cohorts
            ],
            hoverinfo="text",
            colorscale=[(k / 4, colour) for k, colour in enumerate(ramp[:5])],
            zmin=0,
            zmax=100,
            showscale=False,
            xgap=3,
            ygap=3,
        )
    )
    figure.update_yaxes(autorange="reversed", automargin=True, showgrid=False, type="category")
    figure.update_xaxes(type="category", showgrid=False, title="Weeks since registering")
    return Chart(figure, _alt(cells, cohorts))


def _name(cohort: date, cells: Mapping[tuple[date, int], Rate]) -> str:
    size = next(
        (rate.whole for (of, _), rate in cells.items() if of == cohort and rate.whole), None
    )
    known = "" if size is None else f"<br>n={size:,}"
    return f"{cohort.day} {cohort:%b %y}{known}"


def _share(rate: Rate | None) -> float | None:
    return None if rate is None or rate.share is None else 100 * rate.share


def _text(rate: Rate | None) -> str:
    if rate is None:
        return ""
    return "–" if rate.share is None else f"{100 * rate.share:.0f}"


def _hover(cohort: date, week: int, rate: Rate | None) -> str:
    if rate is None:
        return ""
    who = f"Registered from {cohort.day} {cohort:%b %Y}, week {week}"
    if rate.share is None:
        return f"{who}: too few to tell"
    return f"{who}: {100 * rate.share:.0f}% active, {rate.part:,} of {rate.whole:,}"


def _alt(cells: Mapping[tuple[date, int], Rate], cohorts: list[date]) -> str:
    fourth = [rate for (_, week), rate in cells.items() if week == 4 and rate.share is not None]
    learners = sum(rate.whole or 0 for rate in fourth)
    active = sum(rate.part or 0 for rate in fourth)
    known = (
        f" Four weeks after registering, {100 * active / learners:.0f}% of {learners:,} are active."
        if learners
        else ""
    )
    return f"Share of learners active by week since registering, for {len(cohorts)} cohorts.{known}"
