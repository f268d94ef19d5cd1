"""How the product does, in figures over everybody. None of them is about fewer than five people."""

import streamlit as st

from plan_engine.roles import Role
from services.product_figures import ACTIVE_DAYS, FEWEST_PEOPLE, Figure, Share, product_figures
from ui.frame import open_page

TOO_FEW = "Too few"


def told(figure: Figure) -> str:
    """A number, or that it cannot be told."""
    return TOO_FEW if figure.value is None else f"{figure.value:,}"


def share(figure: Share, whole: str) -> tuple[str, str]:
    """A percentage, and what it is of."""
    if figure.percent is None:
        return (TOO_FEW if figure.whole is None else "None yet", whole)
    return f"{figure.percent}%", f"{figure.part:,} of {figure.whole:,} {whole}"


frame = open_page(roles={Role.PRODUCT})
figures = product_figures(frame.work)
st.title("Overview", anchor=False)
st.caption(
    f"“{TOO_FEW}”: the figure, or the rest of it, would be about fewer than {FEWEST_PEOPLE} people."
)

active, of_learners = share(figures.active, "learners")
passed, of_weeks = share(figures.first_attempts_passed, "weekly tests")
with st.grid(3, min_column_width=200):
    st.metric("Learners", told(figures.learners), border=True, height="stretch")
    with st.container(border=True, height="stretch"):
        st.metric(f"Active in the last {ACTIVE_DAYS} days", active)
        st.caption(of_learners)
    with st.container(border=True, height="stretch"):
        st.metric("Passed at the first attempt", passed)
        st.caption(of_weeks)

st.subheader("Plans by status", anchor=False)
with st.grid(4, min_column_width=140):
    for status, plans in figures.plans.items():
        st.metric(status.value.capitalize(), told(plans), border=True)
