"""The product team's pages: for them alone, with nobody, with one learner, with many."""

from datetime import date, timedelta

import pytest

from plan_engine.metrics.definitions import DEFINITIONS
from plan_engine.roles import Role
from services.rollups.keeper import keep_rollups
from services.workspace import Workspace
from tests.support.accounts import an_account
from tests.support.clock import Clock
from tests.support.made_up_lives import Lives, at, at_random
from tests.support.rows import RowMaker
from tests.support.site import Site, words

PAGES = [
    f"pages/product/{name}.py"
    for name in ("overview", "engagement", "pass_rates", "outcomes", "funnel")
]
FIRST, LAST = date(2026, 1, 5), date(2026, 5, 3)


@pytest.fixture
def lives(work: Workspace) -> Lives:
    return Lives(RowMaker(work.engine, work.new_id))


def kept(work: Workspace, clock: Clock) -> None:
    clock.set(at(LAST + timedelta(days=1), 6))
    keep_rollups(work)


@pytest.mark.parametrize("page", PAGES)
def test_nobody_but_the_product_team_sees_it(site: Site, work: Workspace, page: str) -> None:
    for role in (Role.LEARNER, Role.COUNSELLOR, Role.ADMIN):
        window = site.page(page, an_account(work, f"some-{role.value}", role))
        assert "This page is for the product team" in words(window)
        assert not window.metric


@pytest.mark.parametrize("page", PAGES)
def test_before_anybody_registers_it_says_so(
    site: Site, work: Workspace, clock: Clock, page: str
) -> None:
    user = an_account(work, "pat", Role.PRODUCT)
    assert "No figures yet" in words(site.page(page, user))
    kept(work, clock)
    window = site.page(page, user)
    assert "No figures yet" in words(window)
    assert not window.exception


@pytest.mark.parametrize("page", PAGES)
def test_with_one_learner_it_opens_and_tells_nothing(
    site: Site, work: Workspace, lives: Lives, clock: Clock, page: str
) -> None:
    learner = lives.learner(FIRST)
    plan, weeks = lives.plan(learner, FIRST)
    lives.sits_week(learner, plan, weeks[0], FIRST + timedelta(days=7), passed=True)
    kept(work, clock)
    window = site.page(page, an_account(work, "pat", Role.PRODUCT))
    assert not window.exception
    assert {metric.value for metric in window.metric} <= {"Too few", "None yet"}


def test_every_card_says_the_period_before_and_why_it_tells_nothing(
    site: Site, work: Workspace, lives: Lives, clock: Clock
) -> None:
    for number in range(4):
        learner = lives.learner(FIRST + timedelta(weeks=8))
        plan, weeks = lives.plan(learner, FIRST + timedelta(weeks=8))
        lives.sits_week(learner, plan, weeks[0], FIRST + timedelta(weeks=9), passed=number > 1)
        for week in range(8, 12):
            lives.active(learner, FIRST + timedelta(weeks=week))
    kept(work, clock)
    user = an_account(work, "pat", Role.PRODUCT)
    overview = site.page(PAGES[0], user)
    before = [one.value for one in overview.caption if one.value.startswith("period before: ")]
    assert len(before) == len(DEFINITIONS)
    text = words(overview)
    assert "Fewer than 5 people sat a test, passed it, or failed it" in text
    assert "Fewer than 5 people started a plan, completed it, or did not" in text
    assert "Fewer than 5 people sat a test" in words(site.page(PAGES[2], user))
    assert "a tenth of the weeks are too few to tell" in words(site.page(PAGES[1], user))


def test_retention_is_shown_twelve_weeks_at_a_time(
    site: Site, work: Workspace, lives: Lives, clock: Clock
) -> None:
    at_random(lives, 40, FIRST, LAST, seed=6)
    kept(work, clock)
    window = site.page(PAGES[1], an_account(work, "pat", Role.PRODUCT))
    window.selectbox(key="period").select("5 Jan to 25 Jan 2026").run()
    since = window.segmented_control(key="since")
    assert list(since.options) == ["0 to 11", "12 to 14"]
    since.set_value("12 to 14").run()
    assert not window.exception


def test_with_many_every_page_opens_and_every_metric_has_its_definition(
    site: Site, work: Workspace, lives: Lives, clock: Clock
) -> None:
    at_random(lives, 40, FIRST, LAST, seed=6)
    kept(work, clock)
    user = an_account(work, "pat", Role.PRODUCT)
    for page in PAGES:
        assert not site.page(page, user).exception, page
    overview = site.page(PAGES[0], user)
    assert len(overview.metric) == len(DEFINITIONS)
    assert any(metric.value.endswith("%") for metric in overview.metric)
    text = "\n".join(str(element.value) for element in overview.main.markdown)
    for definition in DEFINITIONS.values():
        assert definition.denominator in text
        assert definition.exclusions in text
