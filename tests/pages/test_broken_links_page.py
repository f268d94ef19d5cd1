"""A learner says on a day that a link is broken; the product team reads it."""

from plan_engine.roles import Role
from services.workspace import Workspace
from tests.support.accounts import an_account
from tests.support.clock import Clock
from tests.support.content import ROLE
from tests.support.learners import Walker, a_learner
from tests.support.site import Site, words

DAY, LINKS = "pages/learner/day.py", "pages/product/links.py"


def test_a_broken_link_is_reported_on_the_day_and_read_by_the_product_team(
    site: Site, work: Workspace, clock: Clock
) -> None:
    walker = Walker(work, clock, a_learner(work), ROLE)
    walker.starts_plan()
    product = an_account(work, "product", role=Role.PRODUCT)
    assert "Nobody has reported a link" in words(site.page(LINKS, product))
    window = site.page(DAY, walker.learner)
    flags = [one for one in window.button if one.label == "Broken link?"]
    assert len(flags) == 2
    flags[0].click().run()
    assert not window.exception
    assert "Reported as broken" in words(window)
    assert len([one for one in window.button if one.label == "Broken link?"]) == 1
    page = site.page(LINKS, product)
    assert not page.exception
    shown = page.dataframe[0].value
    assert shown["Address"].tolist() == ["https://example.org/read"]
    assert shown["Reported by"].tolist() == ["1+"]
