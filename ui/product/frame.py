"""The frame of the product team's pages: guard, how fresh the figures are, the filters."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Concatenate, ParamSpec, TypeVar

import streamlit as st

from plan_engine.metrics.definitions import FEWEST_PEOPLE
from plan_engine.roles import Role
from services.product.choices import Choices, Freshness, opening, title_of
from services.product.remembered import remembered
from services.product.selection import Cut, Selection
from services.workspace import Workspace
from ui.charts.base import Chart
from ui.frame import open_page
from ui.product.figures import draw_download
from ui.product.filters import draw_cut, draw_filters, version_name
from ui.product.pictures import SAVED_HERE, draw_picture
from ui.product.scope import Scope, days_of, scope_of
from ui.theme import Palette, palette
from ui.words import count

P = ParamSpec("P")
T = TypeVar("T")


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

    @property
    def scope(self) -> Scope:
        """What a file from this page counts."""
        target, version = self.selection.target, self.selection.version
        return scope_of(
            self.selection,
            title_of(self.work, target) if target else "",
            version_name(version, self.choices) if version else "",
        )

    def picture(self, chart: Chart, name: str) -> None:
        """Draw a chart that can be saved."""
        draw_picture(chart, name, self.scope, self.colours)

    def download(self, rows: Iterable[Mapping[str, object]], name: str) -> None:
        """Offer figures as a file."""
        draw_download(rows, name, self.scope)

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
    selection = draw_filters(fresh, offered)
    cut = draw_cut() if divided else Cut.NONE
    st.caption(
        f"{days_of(selection.first, selection.last)}, {count(selection.weeks, 'whole week')}; "
        f"{_before(selection, fresh)}. "
        f"Computed {fresh.computed_at:%-d %b %Y %H:%M} UTC. “Too few”: fewer than "
        f"{FEWEST_PEOPLE} people are counted or left over, or would follow from the figures beside it; "
        "which of these is not said, as it would narrow them down."
        + (f" {SAVED_HERE}" if has_charts else "")
    )
    return ProductPage(frame.work, selection, fresh, offered, palette(), cut)


def _before(selection: Selection, fresh: Freshness) -> str:
    """Which period stands beside this one; before the first week there was nobody."""
    before = selection.before()
    if before.last < fresh.first_week:
        return "there is none before"
    return f"the period before: {days_of(max(before.first, fresh.first_week), before.last)}"
