"""Whom and when the figures of a product page are about: chosen there, kept in the address and from page to page."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

import streamlit as st

from plan_engine.metrics.definitions import FEWEST_PEOPLE
from services.product.choices import Choices, Freshness
from services.product.periods import periods
from services.product.selection import Cut, Selection
from ui.plain import plain
from ui.product.scope import days_of

T = TypeVar("T")

ALL = "All"
CUTS = {
    Cut.TARGET: "Target",
    Cut.COHORT: "Month of registration",
    Cut.VERSION: "Content version",
}
TOO_RARE = f"it is unknown, or of fewer than {FEWEST_PEOPLE} people"


@dataclass(frozen=True, slots=True)
class _Asked:
    """A choice that an address asks for."""

    label: str
    key: str
    options: Collection[str]
    why_not: str
    """Why another value is not among the options."""

    def unknown(self) -> str | None:
        """Said of a value that is not offered; to be asked before the choice is drawn, which forgets it."""
        value = st.query_params.get(self.key)
        if not value or value in self.options:
            return None
        return f"{self.label} “{plain(value)}” is not among the choices: {self.why_not}."


def draw_filters(fresh: Freshness, offered: Choices) -> Selection:
    """The four filters; what an address asks for and is not offered is said above them."""
    spans = {days_of(one.first, one.last): one for one in periods(fresh.first_week, fresh.last_day)}
    targets = {title: key for key, title in offered.targets}
    cohorts = {f"{month:%b %Y}": month for month in offered.cohorts}
    versions = {version_name(key, offered): key for key, _ in offered.versions}
    _say_unknown(
        _Asked("Period", "period", spans, "periods are fixed, and the newest grows each week"),
        _Asked("Target", "target", [ALL, *targets], TOO_RARE),
        _Asked("Registered in", "cohort", [ALL, *cohorts], TOO_RARE),
        _Asked("Content version", "version", [ALL, *versions], TOO_RARE),
    )
    wide, *narrow = st.columns([1.7, 1, 1, 1])
    with wide:
        period = spans[_draw("Period", "period", list(spans))]
    with narrow[0]:
        target = _draw_narrowing("Target", "target", targets)
    with narrow[1]:
        cohort: date | None = _draw_narrowing("Registered in", "cohort", cohorts)
    with narrow[2]:
        version = _draw_narrowing("Content version", "version", versions)
    return Selection(period.first, period.last, target=target, cohort=cohort, version=version)


def draw_cut() -> Cut:
    """By what the figures are divided."""
    names = {label: cut for cut, label in CUTS.items()}
    _say_unknown(_Asked("Divided by", "by", names, "figures are not divided by it"))
    asked = st.segmented_control(
        "Divided by",
        list(names),
        default=CUTS[Cut.TARGET],
        required=True,
        key="by",
        bind="query-params",
        persist_state="session",
    )
    return names.get(str(asked), Cut.TARGET)


def version_name(version: str, offered: Choices) -> str:
    """A content version by when it came into use: its own name is a hash."""
    since = dict(offered.versions).get(version)
    return f"since {since:%-d %b %Y} ({version[:6]})" if since else version[:6]


def _say_unknown(*asked: _Asked) -> None:
    for one in asked:
        if said := one.unknown():
            st.warning(f"{said} Shown is what is chosen below.", icon=":material/link_off:")


def _draw_narrowing(label: str, key: str, names: Mapping[str, T]) -> T | None:
    """A filter over named values; "All" does not narrow."""
    return names.get(_draw(label, key, [ALL, *names]))


def _draw(label: str, key: str, options: list[str]) -> str:
    """A select box; the first option is chosen where nothing else is."""
    picked = st.selectbox(label, options, key=key, bind="query-params", persist_state="session")
    return picked if picked in options else options[0]
