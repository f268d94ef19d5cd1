"""The frame of the product team's pages: guard, how fresh the figures are, the filters."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Concatenate, ParamSpec, TypeVar

import streamlit as st

from plan_engine.metrics.definitions import FEWEST_PEOPLE
from plan_engine.roles import Role
from services.product.choices import Choices, Freshness, opening, title_of
from services.product.remembered import remembered
from services.product.selection import Cut, Selection
from services.rollups.window import monday_of
from services.workspace import Workspace
from ui.frame import open_page
from ui.product.pictures import SAVED_HERE
from ui.theme import Palette, palette
from ui.words import count

P = ParamSpec("P")
T = TypeVar("T")

WEEKS_SHOWN = 12
FEWEST_WEEKS = 4
"""A period is at least so long: figures of two periods that differ by days would tell about those days."""
ALL = "All"
CUTS = {
    Cut.TARGET: "Target",
    Cut.COHORT: "Month of registration",
    Cut.VERSION: "Content version",
}


@dataclass(frozen=True, slots=True)
class ProductPage:
    """What a page draws from."""

    work: Workspace
    selection: Selection
    fresh: Freshness
    choices: Choices
    colours: Palette
    cut: Cut
    """By what the reader wants figures divided."""

    @property
    def weeks(self) -> list[date]:
        """The Mondays of the period."""
        return [self.selection.first + timedelta(weeks=k) for k in range(self.selection.weeks)]

    def look(
        self,
        view: Callable[Concatenate[Workspace, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """The figures of a view, worked out again only when the totals were written since."""
        return remembered(self.work, self.fresh.version, view, *args, **kwargs)

    def named(self, parts: Mapping[object, T]) -> dict[str, T]:
        """Figures by part under the parts' names, in order."""
        return {self._name(key): parts[key] for key in sorted(parts, key=str)}

    def _name(self, key: object) -> str:
        if self.cut is Cut.TARGET:
            return title_of(self.work, str(key)) if key else "No plan yet"
        if self.cut is Cut.VERSION:
            return version_name(str(key), self.choices) if key else "No plan yet"
        return f"{key:%b %Y}" if isinstance(key, date) else str(key)


def open_product_page(
    title: str, says: str, *, divided: bool = False, has_charts: bool = True
) -> ProductPage:
    """Guard, title and filters; the page ends here while there is nothing to count.

    `divided`: the page shows figures by part too, and asks by which.
    """
    frame = open_page(roles={Role.PRODUCT})
    st.title(title, anchor=False)
    st.markdown(says)
    opened = opening(frame.work)
    if opened is None:
        st.markdown("No figures yet. They are computed every hour from the first registration on.")
        st.stop()
    fresh, offered = opened
    selection = _draw_filters(fresh, offered)
    cut = _cut_asked_for() if divided else Cut.NONE
    st.caption(
        f"{_day(selection.first)} to {_day(selection.last)}, {count(selection.weeks, 'whole week')}. "
        f"Computed {fresh.computed_at:%-d %b %Y %H:%M} UTC. “Too few”: the figure, or what it leaves "
        f"out, would be about fewer than {FEWEST_PEOPLE} people."
        + (f" {SAVED_HERE}" if has_charts else "")
    )
    return ProductPage(frame.work, selection, fresh, offered, palette(), cut)


def _cut_asked_for() -> Cut:
    names = {label: cut for cut, label in CUTS.items()}
    asked = st.segmented_control(
        "Divided by",
        list(names),
        default=CUTS[Cut.TARGET],
        required=True,
        key="by",
        bind="query-params",
    )
    return names.get(str(asked), Cut.TARGET)


def whole_weeks(first: date, last: date, fresh: Freshness) -> tuple[date, date]:
    """The whole weeks around these dates: at least four, none that is not over."""
    sunday = min(monday_of(last) + timedelta(days=6), fresh.last_day)
    monday = min(
        max(monday_of(first), fresh.first_week),
        sunday - timedelta(days=7 * FEWEST_WEEKS - 1),
    )
    return monday, sunday


def _draw_filters(fresh: Freshness, offered: Choices) -> Selection:
    default = whole_weeks(
        fresh.last_day - timedelta(weeks=WEEKS_SHOWN, days=-1), fresh.last_day, fresh
    )
    wide, *narrow = st.columns([1.7, 1, 1, 1])
    with wide:
        period = st.date_input(
            "Period", value=default, format="DD/MM/YYYY", key="period", bind="query-params"
        )
    with narrow[0]:
        target = _choice("Target", "target", dict(offered.targets))
    with narrow[1]:
        cohort = _choice(
            "Registered in", "cohort", {month: f"{month:%b %Y}" for month in offered.cohorts}
        )
    with narrow[2]:
        version = _choice(
            "Content version",
            "version",
            {key: version_name(key, offered) for key, _ in offered.versions},
        )
    chosen = tuple(period) if isinstance(period, Iterable) else (period,)
    first, last = whole_weeks(*(chosen if len(chosen) == 2 else default), fresh)
    return replace(Selection(first, last), target=target, cohort=cohort, version=version)


def _choice(label: str, key: str, options: dict[T, str]) -> T | None:
    """A select box over `options`, "All" first; its label stands in the address."""
    names = {name: value for value, name in options.items()}
    picked = st.selectbox(label, [ALL, *names], key=key, bind="query-params")
    return names.get(str(picked))


def version_name(version: str, offered: Choices) -> str:
    """A content version by when it came into use: its own name is a hash."""
    since = dict(offered.versions).get(version)
    return f"since {since:%-d %b %Y} ({version[:6]})" if since else version[:6]


def _day(day: date) -> str:
    return f"{day.day} {day:%b %Y}"
