"""Figures in words, how they are counted, and as rows of a file."""

from collections.abc import Callable, Iterable, Mapping, Sequence

import pandas as pd
import streamlit as st

from plan_engine.metrics.definitions import Definition
from plan_engine.metrics.intervals import PairedChange
from services.product.readiness import WeeklyChange
from services.product.telling import Rate, WeeklyRate
from services.product.waiting import Curve
from ui.product.scope import Scope

TOO_FEW = "Too few"
NONE_YET = "None yet"


def percent(rate: Rate) -> str:
    """A share as a whole percentage, or why there is none."""
    if rate.is_hidden:
        return TOO_FEW
    return NONE_YET if rate.share is None else f"{100 * rate.share:.0f}%"


def interval(low: float | None, high: float | None, *, unit: str = "%") -> str:
    """A 95% interval in words; fractions become percentages."""
    if low is None or high is None:
        return ""
    return f"95% interval {100 * low:.0f} to {100 * high:.0f}{unit}"


def signed(number: float, places: int) -> str:
    """A number with its sign, as it is printed: with a real minus."""
    return f"{number:+.{places}f}".replace("-", "−")


def draw_definition(definition: Definition) -> None:
    """How a figure is counted, one click away."""
    with st.popover("How it is counted", type="tertiary", icon=":material/info:"):
        st.markdown(f"**{definition.title}.** {definition.says}")
        st.markdown(f"**Counted:** {definition.numerator}")
        st.markdown(f"**Out of:** {definition.denominator}")
        st.markdown(f"**Left out:** {definition.exclusions}")


def rate_rows(rates: Mapping[str, Rate], part: str) -> list[dict[str, object]]:
    """Shares as rows of a table; empty where they may not be told."""
    return [
        {
            part: name,
            "counted": rate.part,
            "out of": rate.whole,
            "percent": None if rate.share is None else round(100 * rate.share, 2),
            "low": None if rate.low is None else round(100 * rate.low, 2),
            "high": None if rate.high is None else round(100 * rate.high, 2),
            "too few": rate.is_hidden,
        }
        for name, rate in rates.items()
    ]


def weekly_rows(rates: Sequence[WeeklyRate]) -> list[dict[str, object]]:
    """Shares over spans of weeks as rows of a table."""
    return [
        {"first week": one.first, "weeks": one.weeks}
        | {
            name: value
            for name, value in rate_rows({"": one.rate}, "part")[0].items()
            if name != "part"
        }
        for one in rates
    ]


def change_rows(changes: Mapping[str, PairedChange]) -> list[dict[str, object]]:
    """Mean changes of parts as rows of a table."""
    return [{"part": name} | _change_row(change) for name, change in changes.items()]


def weekly_change_rows(changes: Sequence[WeeklyChange]) -> list[dict[str, object]]:
    """Mean changes over spans of weeks as rows of a table; empty where too few."""
    return [
        {"first week": one.first, "weeks": one.weeks}
        | ({} if one.change is None else _change_row(one.change))
        for one in changes
    ]


def _change_row(change: PairedChange) -> dict[str, object]:
    return {
        "learners": change.people,
        "before": round(change.before, 2),
        "after": round(change.after, 2),
        "change": round(change.change, 2),
        "low": round(change.low, 2),
        "high": round(change.high, 2),
        "normalised gain": None if change.gain is None else round(change.gain, 3),
    }


def curve_rows(curves: Mapping[str, Curve]) -> list[dict[str, object]]:
    """Points of curves as rows of a table; who was still watched is empty where it may not be told."""
    return [
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
    ]


def draw_download(rows: Iterable[Mapping[str, object]], name: str, scope: Scope) -> None:
    """The figures of a chart as a CSV file, made when it is asked for; each row says what it counts."""
    st.download_button(
        "CSV",
        data=_csv_of([{**scope.columns, **row} for row in rows]),
        file_name=f"{scope.file_name(name)}.csv",
        mime="text/csv",
        icon=":material/download:",
        type="tertiary",
        key=f"csv_{name}",
        on_click="ignore",
    )


def _csv_of(rows: list[Mapping[str, object]]) -> Callable[[], str]:
    # Converted: where one row has no figure, whole numbers would be written as 1637.0.
    return lambda: str(pd.DataFrame(rows).convert_dtypes().to_csv(index=False))
