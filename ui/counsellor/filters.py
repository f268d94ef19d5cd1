"""Which learners a caseload shows: kept in the page's address, so that a view can be bookmarked."""

from collections.abc import Mapping
from typing import Any, TypeVar

import streamlit as st

from plan_engine.progression import Verdict
from plan_engine.risk import RiskKind
from plan_engine.stages import Stage
from services.caseload import Order, Wanted
from services.counsellor.need import Need
from ui.counsellor.words import CONTACTS, NEEDS, ORDERS, RISKS, STAGES, VERDICTS
from ui.paging import page_asked_for, to_first_page

CASELOAD = "pages/counsellor/caseload.py"
PAGE = "caseload_page"
VIEWS: Mapping[str, Mapping[str, object]] = {
    "All": {},
    "Needs a word now": {"need": Need.URGENT},
    "Silent": {"risk": RiskKind.SILENT},
    "Never started": {"risk": RiskKind.NEVER_STARTED},
    "Final test open": {"stage": Stage.FINAL},
    "Job ready": {"verdict": Verdict.JOB_READY},
}
"""Views that are one click away; whatever else is chosen stands in the address to be kept."""
EVERYBODY: Mapping[str, object] = {
    "q": "",
    "target": None,
    "stage": None,
    "need": None,
    "risk": None,
    "verdict": None,
    "contact": None,
    "order": Order.NEED,
}
"""The filters' keys, and their values when nothing is chosen."""

NAMES: Mapping[str, Mapping[Any, str]] = {
    "stage": STAGES,
    "need": NEEDS,
    "risk": RISKS,
    "verdict": VERDICTS,
    "contact": CONTACTS,
    "order": ORDERS,
}
"""What can be chosen, by the filters' keys, as the page and its address name it; targets come with the content."""

K = TypeVar("K", bound=str)


def draw_views() -> None:
    """The views that are one click away."""
    with st.container(horizontal=True, gap="small"):
        for name, chosen in VIEWS.items():
            st.button(name, key=f"view-{name}", type="tertiary", on_click=_show, args=(chosen,))
    st.caption("Whatever you choose stands in the page’s address: bookmark it to keep a view.")


def draw_filters(targets: Mapping[str, str]) -> Wanted:
    """Search, filters and order; `targets` are titles by id. Choosing leads back to the first page."""
    search = st.text_input(
        "Search",
        placeholder="Name, user name or email",
        key="q",
        type="search",
        bind="query-params",
        on_change=_to_first_page,
    )
    with st.grid(4, min_column_width=140, gap="small"):
        target = _choice("Target", "target", targets)
        stage = _choice("Stage", "stage", NAMES["stage"])
        need = _choice("Need", "need", NAMES["need"])
        risk = _choice("Reason", "risk", NAMES["risk"])
        verdict = _choice("Verdict", "verdict", NAMES["verdict"])
        contact = _choice("Last message", "contact", NAMES["contact"])
        order = st.selectbox(
            "Sorted by",
            list(ORDERS),
            format_func=ORDERS.__getitem__,
            key="order",
            bind="query-params",
            on_change=_to_first_page,
        )
    return Wanted(
        search=search or "",
        target=target,
        stage=stage,
        need=need,
        risk=risk,
        verdict=verdict,
        contact=contact,
        order=order or Order.NEED,
    )


def view_in_address(targets: Mapping[str, str]) -> dict[str, str]:
    """What the page's address says of the view that is drawn."""
    names = {"target": targets, **NAMES}
    chosen = {
        key: str(names[key][value] if key in names else value)
        for key, usual in EVERYBODY.items()
        if (value := st.session_state.get(key)) and value != usual
    }
    page = page_asked_for(PAGE)
    return chosen | ({PAGE: str(page)} if page > 1 else {})


def _choice(label: str, key: str, names: Mapping[K, str]) -> K | None:
    """A filter; None is everything. The address holds the option as it is read."""
    return st.selectbox(
        label,
        list(names),
        index=None,
        format_func=lambda value: names[value],
        placeholder="All",
        key=key,
        bind="query-params",
        on_change=_to_first_page,
    )


def _show(chosen: Mapping[str, object]) -> None:
    """Choose what the view says, and nothing else."""
    st.session_state.update({**EVERYBODY, **chosen})
    _to_first_page()


def _to_first_page() -> None:
    to_first_page(PAGE)
