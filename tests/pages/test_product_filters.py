"""Period and filters: the dates that are counted, kept from page to page, and honest about a link's."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from streamlit.testing.v1 import AppTest

from plan_engine.roles import Role
from services.rollups.keeper import keep_rollups
from services.workspace import Workspace
from tests.support.accounts import an_account
from tests.support.clock import Clock
from tests.support.made_up_lives import Lives, at, at_random
from tests.support.rows import RowMaker
from tests.support.site import Site, words

FIRST, LAST = date(2026, 1, 5), date(2026, 5, 3)
OVERVIEW, TESTS, FUNNEL = (
    f"pages/product/{name}.py" for name in ("overview", "pass_rates", "funnel")
)
NEWEST, OLDEST = "26 Jan to 3 May 2026", "5 Jan to 25 Jan 2026"
"""A period begins on 26 January (`services.product.periods`)."""


@pytest.fixture
def pat(work: Workspace, clock: Clock) -> UUID:
    """Of the product team, with figures."""
    at_random(Lives(RowMaker(work.engine, work.new_id)), 40, FIRST, LAST, seed=6)
    clock.set(at(LAST + timedelta(days=1), 6))
    keep_rollups(work)
    return an_account(work, "pat", Role.PRODUCT)


def linked(site: Site, page: str, user: UUID, **address: str) -> AppTest:
    """The page as a shared link opens it."""
    # From a page without filters: the runner has no new tab, and drops what another page has bound.
    window = site.page("pages/product/items.py", user)
    for key, value in address.items():
        window.query_params[key] = value
    return window.switch_page(page).run()


def test_the_period_says_the_dates_that_are_counted(site: Site, pat: UUID) -> None:
    window = site.page(OVERVIEW, pat)
    period = window.selectbox(key="period")
    assert list(period.options) == [NEWEST, OLDEST]
    assert NEWEST in words(window)
    period.select(OLDEST).run()
    assert f"{OLDEST}, 3 whole weeks" in words(window)


def test_filters_stay_on_the_next_page(site: Site, pat: UUID) -> None:
    window = linked(site, OVERVIEW, pat, target="backend", period=OLDEST)
    assert OLDEST in words(window)
    window.switch_page(TESTS).run()
    assert window.selectbox(key="target").value == "backend"
    assert window.selectbox(key="period").value == OLDEST
    window.segmented_control(key="by").set_value("Content version").run()
    window.switch_page(FUNNEL).run()
    assert window.selectbox(key="target").value == "backend"
    window.switch_page(TESTS).run()
    assert window.segmented_control(key="by").value == "Content version"


@pytest.mark.parametrize(
    ("key", "label"),
    [
        ("target", "Target"),
        ("period", "Period"),
        ("version", "Content version"),
        ("by", "Divided by"),
    ],
)
def test_what_a_link_asks_for_and_nobody_knows_is_said(
    site: Site, pat: UUID, key: str, label: str
) -> None:
    window = linked(site, TESTS, pat, **{key: "Wizard *of* Oz"})
    (said,) = window.warning
    assert said.value.startswith(f"{label} “Wizard \\*of\\* Oz” is not among the choices")
    assert not linked(site, TESTS, pat, target="backend", period=NEWEST).warning


def test_of_a_period_without_one_before_nothing_is_said_of_one(site: Site, pat: UUID) -> None:
    window = linked(site, "pages/product/engagement.py", pat, period=OLDEST)
    assert "there is none before" in words(window)
    (a_day,) = (text for text in words(window).splitlines() if "on an average day" in text)
    assert "period before: none" in a_day
    assert "since)" not in a_day
