"""Whole clicks on the dashboards: the real server on a measured database, as a browser meets it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import numpy as np

from bench.clicks.browserless import Tab
from bench.soak import resident_mb
from plan_engine.roles import Role
from services.settings import Settings, read_settings
from services.sign_in_sessions import exchange_ticket, open_session
from services.workspace import Workspace
from tests.support.accounts import an_account
from tests.support.server import RunningApp
from ui.sign_in_cookie import cookie_name, signed

PAGES: Mapping[str, tuple[Role, str]] = {
    "Overview": (Role.PRODUCT, "overview"),
    "Engagement": (Role.PRODUCT, "engagement"),
    "Weekly tests": (Role.PRODUCT, "pass-rates"),
    "Outcomes": (Role.PRODUCT, "outcomes"),
    "Funnel": (Role.PRODUCT, "funnel"),
    "Caseload": (Role.COUNSELLOR, "caseload"),
    "Cohort": (Role.COUNSELLOR, "cohort"),
}
"""By their names in `views`: who opens them, and their addresses."""
WARM_UP, CLICKS = 3, 12


@dataclass(frozen=True, slots=True)
class Clicked:
    """What clicks through all pages came to."""

    p95_ms: Mapping[str, float]
    """From the click to the last message of the run: reading, drawing, sending."""
    memory_before_mb: float
    """Of the server, after the first round of pages."""
    memory_after_mb: float


def clicked(work: Workspace, counsellor: UUID, folder: Path) -> Clicked:
    """Click through every page again and again, with everybody chosen."""
    settings = read_settings({"CAREERLYTICS_HOME": str(folder)})
    people = {
        Role.PRODUCT: an_account(work, "bench-product", Role.PRODUCT),
        Role.COUNSELLOR: counsellor,
    }
    cookies = {role: _cookies(work, settings, person) for role, person in people.items()}
    url = work.engine.url.render_as_string(hide_password=False)
    seconds: dict[str, list[float]] = {name: [] for name in PAGES}
    memory: list[float] = []
    with RunningApp(folder, database_url=url) as app:
        for _ in range(WARM_UP + CLICKS):
            for name, (role, path) in PAGES.items():
                with Tab(app.url, path, cookies=cookies[role]) as tab:
                    seconds[name].append(tab.click().seconds)
            memory.append(resident_mb(app.pid))
    return Clicked(
        {name: float(np.percentile(taken[WARM_UP:], 95)) * 1000 for name, taken in seconds.items()},
        memory[WARM_UP - 1],
        memory[-1],
    )


def _cookies(work: Workspace, settings: Settings, person: UUID) -> dict[str, str]:
    cookie = exchange_ticket(work, open_session(work, person).ticket)
    assert cookie is not None, "a fresh ticket is always exchanged"
    return {cookie_name(settings): signed(cookie.token, settings)}
