"""The site map: every screen once, with whom it is for. Only files that exist are on it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from plan_engine.roles import Role
from ui import sign_in_state
from ui.brand import PRODUCT, icon
from ui.visit import visiting

PAGES: Final = Path(__file__).resolve().parent.parent / "pages"
EVERYBODY: Final = frozenset(Role)


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen. `file` is its place under pages/; the menu shows it to `roles` if `in_menu`."""

    file: str
    title: str
    icon: str
    url_path: str
    roles: frozenset[Role]
    section: str
    in_menu: bool = True

    @property
    def path(self) -> str:
        """As st.switch_page and st.page_link name it."""
        return f"pages/{self.file}"


def _learner(file: str, title: str, icon: str, url_path: str, *, in_menu: bool = False) -> Screen:
    roles = frozenset({Role.LEARNER})
    return Screen(f"learner/{file}", title, icon, url_path, roles, "Learn", in_menu)


def _staff(role: Role, file: str, title: str, icon: str, url_path: str, section: str) -> Screen:
    return Screen(file, title, icon, url_path, frozenset({role}), section)


START: Final = Screen(
    "account/start.py", "Start", ":material/home:", "start", EVERYBODY, "Account", in_menu=False
)
"""The site's root: it leads everybody to their own first screen."""

SITE_MAP: Final = (
    START,
    _learner("home.py", "Home", ":material/home:", "home", in_menu=True),
    _learner("target.py", "Choose a target", ":material/flag:", "target"),
    _learner("assessment.py", "Assessment", ":material/quiz:", "assessment"),
    _learner(
        "assessment_result.py", "Assessment result", ":material/insights:", "assessment-result"
    ),
    _learner("plan.py", "My plan", ":material/route:", "plan", in_menu=True),
    _learner("plans.py", "Plans", ":material/folder_copy:", "plans", in_menu=True),
    _learner("day.py", "Day", ":material/today:", "day"),
    _learner("weekly_test.py", "Test", ":material/fact_check:", "test", in_menu=True),
    _learner("weekly_result.py", "Test result", ":material/insights:", "test-result"),
    _learner("diagnosis.py", "Diagnosis", ":material/troubleshoot:", "diagnosis"),
    _learner("final_test.py", "Final test", ":material/sports_score:", "final-test"),
    _learner("final_result.py", "Readiness", ":material/verified:", "readiness"),
    _learner("congratulations.py", "Congratulations", ":material/celebration:", "congratulations"),
    _learner("correction.py", "Correction plan", ":material/build:", "correction"),
    _learner("role_switch.py", "Other targets", ":material/alt_route:", "other-targets"),
    _learner("progress.py", "Progress", ":material/trending_up:", "progress", in_menu=True),
    _learner("resume.py", "Résumé", ":material/description:", "resume", in_menu=True),
    _learner("outcome.py", "My outcome", ":material/work:", "outcome", in_menu=True),
    _staff(
        Role.COUNSELLOR,
        "counsellor/caseload.py",
        "Learners",
        ":material/groups:",
        "caseload",
        "Caseload",
    ),
    Screen(
        "counsellor/learner.py",
        "Learner",
        ":material/person:",
        "learner",
        frozenset({Role.COUNSELLOR}),
        "Caseload",
        in_menu=False,
    ),
    _staff(
        Role.COUNSELLOR,
        "counsellor/cohort.py",
        "Cohort",
        ":material/bar_chart:",
        "cohort",
        "Caseload",
    ),
    _staff(
        Role.COUNSELLOR,
        "counsellor/placements.py",
        "Placements",
        ":material/work:",
        "placements",
        "Caseload",
    ),
    _staff(
        Role.COUNSELLOR,
        "counsellor/extra_time.py",
        "Extra time",
        ":material/more_time:",
        "extra-time",
        "Caseload",
    ),
    _staff(
        Role.PRODUCT,
        "product/overview.py",
        "Overview",
        ":material/monitoring:",
        "overview",
        "Product",
    ),
    _staff(
        Role.PRODUCT,
        "product/engagement.py",
        "Engagement",
        ":material/groups:",
        "engagement",
        "Product",
    ),
    _staff(
        Role.PRODUCT,
        "product/pass_rates.py",
        "Weekly tests",
        ":material/fact_check:",
        "pass-rates",
        "Product",
    ),
    _staff(
        Role.PRODUCT,
        "product/outcomes.py",
        "Outcomes",
        ":material/trophy:",
        "outcomes",
        "Product",
    ),
    _staff(
        Role.PRODUCT,
        "product/funnel.py",
        "Funnel",
        ":material/filter_alt:",
        "funnel",
        "Product",
    ),
    _staff(
        Role.PRODUCT,
        "product/items.py",
        "Item health",
        ":material/troubleshoot:",
        "items",
        "Product",
    ),
    _staff(
        Role.PRODUCT,
        "product/links.py",
        "Links",
        ":material/link_off:",
        "links",
        "Product",
    ),
    _staff(
        Role.PRODUCT,
        "product/writing.py",
        "Model’s words",
        ":material/edit_note:",
        "model-words",
        "Product",
    ),
    _staff(
        Role.ADMIN, "admin/people.py", "People", ":material/manage_accounts:", "people", "Accounts"
    ),
    _staff(
        Role.ADMIN,
        "admin/new_account.py",
        "New account",
        ":material/person_add:",
        "new-account",
        "Accounts",
    ),
    _staff(
        Role.ADMIN,
        "admin/assignments.py",
        "Caseloads",
        ":material/group_add:",
        "assignments",
        "Accounts",
    ),
    Screen(
        "account/account.py",
        "Your account",
        ":material/person:",
        "account",
        EVERYBODY,
        "Account",
    ),
    Screen(
        "account/my_data.py",
        "My data",
        ":material/folder_shared:",
        "my-data",
        EVERYBODY,
        "Account",
        in_menu=False,
    ),
)


def existing_screens() -> tuple[Screen, ...]:
    """The screens whose files are there."""
    return tuple(screen for screen in SITE_MAP if (PAGES / screen.file).is_file())


def home_of(role: Role) -> Screen:
    """The first screen in this role's menu."""
    return next(screen for screen in existing_screens() if screen.in_menu and role in screen.roles)


def draw_site() -> None:
    """One run: find the visitor, draw the menu, run the page that was asked for."""
    # Before the menu: otherwise the tab's icon is fetched from another company's server.
    st.set_page_config(page_icon=icon())
    with visiting() as visit:
        page = navigation(visit.user.role if visit.user else None)
        if visit.user is None and sign_in_state.must_forget_cookie() and page.url_path:
            # Whoever signs in next at this screen is not led to where somebody else has been.
            st.switch_page(START.path)
        st.set_page_config(page_title=f"{page.title} · {PRODUCT}")
        page.run()


def navigation(role: Role | None) -> StreamlitPage:
    """The page that was asked for. Every screen has its address; the menu shows those of `role`.

    All addresses resolve for everybody, so that a link opens after signing in; each page's own
    guard says who may see it.
    """
    return st.navigation(_by_section(existing_screens(), role), position="sidebar")


def _by_section(screens: Iterable[Screen], role: Role | None) -> Mapping[str, list[StreamlitPage]]:
    sections: dict[str, list[StreamlitPage]] = {"": []}
    for screen in screens:
        shown = screen.in_menu and role in screen.roles
        page = st.Page(
            PAGES / screen.file,
            title=screen.title,
            icon=screen.icon,
            url_path=screen.url_path,
            default=screen is START,
            visibility="visible" if shown else "hidden",
        )
        sections.setdefault(screen.section if shown else "", []).append(page)
    return sections
