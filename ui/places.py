"""Where things are: the path of each learner screen, and the keys it reads from the address."""

from uuid import UUID

import streamlit as st

HOME = "pages/learner/home.py"
TARGET = "pages/learner/target.py"
ASSESSMENT = "pages/learner/assessment.py"
ASSESSMENT_RESULT = "pages/learner/assessment_result.py"
PLAN = "pages/learner/plan.py"
PLANS = "pages/learner/plans.py"
DAY = "pages/learner/day.py"
TEST = "pages/learner/weekly_test.py"
TEST_RESULT = "pages/learner/weekly_result.py"
DIAGNOSIS = "pages/learner/diagnosis.py"
FINAL_TEST = "pages/learner/final_test.py"
FINAL_RESULT = "pages/learner/final_result.py"
CONGRATULATIONS = "pages/learner/congratulations.py"
CORRECTION = "pages/learner/correction.py"
ROLE_SWITCH = "pages/learner/role_switch.py"
RESUME = "pages/learner/resume.py"


def go(page: str, **keys: UUID) -> None:
    """Open another screen; `keys` stand in its address, so that it can be reloaded and linked."""
    st.switch_page(page, query_params={name: str(key) for name, key in keys.items()})


def link(page: str, label: str, *, icon: str | None = None, **keys: UUID) -> None:
    """A link to another screen."""
    st.page_link(
        page, label=label, icon=icon, query_params={name: str(key) for name, key in keys.items()}
    )


def key_from_address(name: str) -> UUID | None:
    """The key that the address carries under `name`; None if there is none or it is no key."""
    try:
        return UUID(st.query_params.get(name, ""))
    except ValueError:
        return None
