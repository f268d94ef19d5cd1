"""Shares in percent: over weeks, and by part."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta

import plotly.graph_objects as go

from services.product.telling import Rate, WeeklyRate
from ui.charts.base import Chart, quiet_figure
from ui.theme import Palette
from ui.words import count

ROW_HEIGHT = 34
WEEK = timedelta(days=7)


def said(rate: Rate) -> str:
    """A share in words, with what it is of and its interval."""
    if rate.is_hidden:
        return "too few to tell"
    if rate.share is None or rate.whole is None:
        return "nobody yet"
    interval = "" if rate.low is None or rate.high is None else _interval(rate.low, rate.high)
    return f"{100 * rate.share:.0f}%{interval}, {rate.part:,} of {rate.whole:,}"


def rates_by_week(
    rates: Sequence[WeeklyRate], weeks: Sequence[date], palette: Palette, *, of: str
) -> Chart:
    """A dot for each span of weeks with its 95% interval, as wide as the span; crosses may not be told."""
    figure = quiet_figure(palette, height=260)
    shown = [one for one in rates if one.rate.share is not None]
    _add_dots(
        figure,
        palette,
        x=[middle(one.first, one.weeks) for one in shown],
        rates=[one.rate for one in shown],
        hover=[f"{span(one.first, one.weeks)}: {said(one.rate)} {of}" for one in shown],
        across=False,
    )
    for one in shown:
        share = 100 * (one.rate.share or 0.0)
        figure.add_trace(
            go.Scatter(
                x=[one.first.isoformat(), (one.first + one.weeks * WEEK).isoformat()],
                y=[share, share],
                mode="lines",
                line={"color": palette.accent, "width": 2.5},
                hoverinfo="skip",
            )
        )
    hidden = [one for one in rates if one.rate.is_hidden]
    figure.add_trace(
        go.Scatter(
            x=[middle(one.first, one.weeks) for one in hidden],
            y=[0.0 for _ in hidden],
            mode="markers",
            marker={"symbol": "x-thin-open", "size": 8, "color": palette.muted},
            hovertext=[f"{span(one.first, one.weeks)}: too few to tell" for one in hidden],
            hoverinfo="text",
            cliponaxis=False,
        )
    )
    figure.update_yaxes(range=[0, 101], title=f"% of {of}", tickfont={"color": palette.muted})
    week_axis(figure, weeks)
    return Chart(figure, _alt_by_week(shown, len(hidden), of))


def rates_by_part(rates: Mapping[str, Rate], palette: Palette, *, of: str) -> Chart:
    """A row for each part with its 95% interval and how many it is of; parts in the order given.

    A part about which nothing may be told has no row; the sentence names it.
    """
    shown = {name: rate for name, rate in rates.items() if rate.whole}
    rows = [f"{name}  n={rate.whole:,}" for name, rate in shown.items()]
    figure = quiet_figure(palette, height=80 + ROW_HEIGHT * max(len(rows), 1))
    _add_dots(
        figure,
        palette,
        x=rows,
        rates=list(shown.values()),
        hover=[f"{name}: {said(rate)} {of}" for name, rate in shown.items()],
        across=True,
    )
    figure.update_xaxes(range=[0, 101], title=f"% of {of}")
    figure.update_yaxes(
        type="category",
        categoryorder="array",
        categoryarray=list(reversed(rows)),
        automargin=True,
    )
    sentences = "; ".join(f"{name}: {said(rate)}" for name, rate in rates.items())
    return Chart(figure, f"Share of {of}: {sentences}.")


def week_axis(figure: go.Figure, weeks: Sequence[date]) -> None:
    """Weeks from left to right, a label for every so many Mondays."""
    if not weeks:
        return
    step = -(-len(weeks) // 7)
    labelled = weeks[::step]
    figure.update_xaxes(
        type="date",
        tickvals=[week.isoformat() for week in labelled],
        ticktext=[f"{week.day} {week:%b}" for week in labelled],
        showgrid=False,
        title="Week beginning",
        range=[weeks[0].isoformat(), (weeks[-1] + WEEK).isoformat()],
    )


def middle(first: date, weeks: int) -> str:
    """The middle of a span of weeks, as Plotly reads times."""
    return (datetime.combine(first, time()) + weeks * WEEK / 2).isoformat()


def span(first: date, weeks: int) -> str:
    """A span of weeks in words."""
    last = first + weeks * WEEK - timedelta(days=1)
    return f"{_day(first)} to {_day(last)}"


def _add_dots(
    figure: go.Figure,
    palette: Palette,
    *,
    x: Sequence[str],
    rates: Sequence[Rate],
    hover: Sequence[str],
    across: bool,
) -> None:
    """Dots at the shares, error bars to the ends of their intervals; `across`: shares run sideways."""
    shares = [100 * (rate.share or 0.0) for rate in rates]
    above = [
        0.0 if rate.high is None else 100 * rate.high - share
        for rate, share in zip(rates, shares, strict=True)
    ]
    below = [
        0.0 if rate.low is None else share - 100 * rate.low
        for rate, share in zip(rates, shares, strict=True)
    ]
    error = {
        "type": "data",
        "symmetric": False,
        "array": above,
        "arrayminus": below,
        "color": palette.muted,
        "thickness": 1.5,
        "width": 3,
    }
    figure.add_trace(
        go.Scatter(
            x=shares if across else x,
            y=x if across else shares,
            mode="markers",
            marker={"color": palette.accent, "size": 9},
            error_x=error if across else None,
            error_y=None if across else error,
            hovertext=hover,
            hoverinfo="text",
            cliponaxis=False,
        )
    )


def _interval(low: float, high: float) -> str:
    return f" (95% interval {100 * low:.0f} to {100 * high:.0f})"


def _day(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


def _alt_by_week(shown: Sequence[WeeklyRate], hidden: int, of: str) -> str:
    if not shown:
        return f"Share of {of} by week: no week with enough people."
    gaps = f" {count(hidden, 'span')} of weeks with too few people." if hidden else ""
    return (
        f"Share of {of} by week, with 95% intervals where drawn: {span(shown[0].first, shown[0].weeks)} "
        f"{said(shown[0].rate)}; {span(shown[-1].first, shown[-1].weeks)} {said(shown[-1].rate)}.{gaps}"
    )
