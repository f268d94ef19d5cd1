"""Words by a language model on the learner's pages: escaped, labelled, switched off; and the product team's figures."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import pytest
from sqlalchemy import Engine

from content.library import Library
from plan_engine.roles import Role
from plan_engine.writing.kinds import Outcome, TextKind
from services.workspace import Workspace
from services.writing.queue import Accepted, Settled, Taken, settle, take
from services.writing.settings import WriterSettings
from tests.services.writing.conftest import plan_made
from tests.support.accounts import an_account
from tests.support.clock import Clock
from tests.support.learners import a_learner
from tests.support.site import Site, words
from ui import installation

WRITER = WriterSettings(url="http://127.0.0.1:9/v1", model="made_up*7b", prices=(1000.0, 2000.0))
BODY = "Take it slowly & look at **nothing** but <this> topic, $x$ and all, :material/bolt: too."
LABEL = "Written by a language model"
DAY, HOME, PLAN, ACCOUNT = (
    "pages/learner/day.py",
    "pages/learner/home.py",
    "pages/learner/plan.py",
    "pages/account/account.py",
)
FIGURES = "pages/product/writing.py"


@pytest.fixture
def work(
    engine: Engine, tiny_library: Library, clock: Clock, new_id: Callable[[], UUID]
) -> Workspace:
    """The usual workspace, with a language model that nobody listens to."""
    return Workspace(engine, tiny_library, clock, new_id, WRITER)


def written(work: Workspace, came: Callable[[TextKind], Settled]) -> None:
    """Settle everything that waits as if the model had answered so."""
    while isinstance(taken := take(work, WRITER), Taken):
        kind = TextKind.DAY if hasattr(taken.facts, "topic") else TextKind.WEEK
        settle(work, WRITER, taken, came(kind), 0.5)


def accepted(kind: TextKind) -> Settled:
    headline = "Know it _well_" if kind is TextKind.DAY else ""
    return Settled(Outcome.ACCEPTED, 5, 600, 300, Accepted(headline, BODY))


def refused(outcome: Outcome) -> Callable[[TextKind], Settled]:
    return lambda _kind: Settled(outcome, 5, 600, 300)


def test_the_template_first_and_the_models_words_on_the_next_visit(
    site: Site, work: Workspace
) -> None:
    learner = a_learner(work)
    plan_made(work, learner)
    before = words(site.page(DAY, learner))
    assert "Learn part" in before
    assert LABEL not in before
    written(work, accepted)
    for page in (DAY, HOME, PLAN):
        shown = words(site.page(page, learner))
        assert LABEL in shown, page
        assert r"\*\*nothing\*\*" in shown
        assert r"\<this\>" in shown
        assert r"made\_up\*7b" in shown
    day = words(site.page(DAY, learner))
    assert r"**Know it \_well\_**" in day
    assert "Learn part" in day  # the plan's own words, a click away


def test_the_learner_switches_it_off_and_on(site: Site, work: Workspace) -> None:
    learner = a_learner(work)
    plan_made(work, learner)
    written(work, accepted)
    window = site.page(ACCOUNT, learner)
    assert "never your name" in words(window)
    window.toggle(key="written_words").set_value(False).run()
    assert not window.exception
    for page in (DAY, HOME, PLAN):
        assert LABEL not in words(site.page(page, learner)), page
    window.toggle(key="written_words").set_value(True).run()
    assert LABEL in words(site.page(DAY, learner))


def test_where_there_is_no_model_nobody_hears_of_one(
    site: Site, work: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    learner = a_learner(work)
    plan_made(work, learner)
    written(work, accepted)
    here = installation.here()
    off = replace(here, work=replace(work, writer=None))
    monkeypatch.setattr(installation, "here", lambda: off)
    for page in (DAY, HOME, PLAN, ACCOUNT):
        assert "language model" not in words(site.page(page, learner)), page


def test_staff_have_no_plan_and_no_such_choice(site: Site, work: Workspace) -> None:
    window = site.page(ACCOUNT, an_account(work, "pat", Role.PRODUCT))
    assert "language model" not in words(window)


def figures(site: Site, work: Workspace, clock: Clock) -> dict[str, str]:
    """The product team's cards, a week later."""
    clock.advance(days=7)
    window = site.page(FIGURES, an_account(work, "pat", Role.PRODUCT))
    assert not window.exception
    return {metric.label: metric.value for metric in window.metric}


def test_only_the_product_team_sees_the_figures(site: Site, work: Workspace) -> None:
    for role in (Role.LEARNER, Role.COUNSELLOR, Role.ADMIN):
        window = site.page(FIGURES, an_account(work, f"some-{role.value}", role))
        assert "This page is for the product team" in words(window)
        assert not window.metric


def test_figures_about_four_people_are_not_told(site: Site, work: Workspace, clock: Clock) -> None:
    for number in range(4):
        plan_made(work, a_learner(work, f"learner-{number}"))
    written(work, accepted)
    assert set(figures(site, work, clock).values()) == {"Too few"}


def test_figures_about_six_people_are_told_with_their_cost(
    site: Site, work: Workspace, clock: Clock
) -> None:
    for number in range(6):
        plan_made(work, a_learner(work, f"learner-{number}"))
    written(work, accepted)
    told = figures(site, work, clock)
    assert told == {"Accepted": "100%", "Failed": "0%", "Cost, USD": "57.60"}


def test_a_refusal_of_one_persons_text_is_not_told_apart(
    site: Site, work: Workspace, clock: Clock
) -> None:
    for number in range(6):
        plan_made(work, a_learner(work, f"learner-{number}"))
    taken = take(work, WRITER)
    assert isinstance(taken, Taken)
    settle(work, WRITER, taken, Settled(Outcome.MARKUP, 5), 0.5)
    written(work, accepted)
    told = figures(site, work, clock)
    assert told["Accepted"] == "Too few"
    assert told["Failed"] == "0%"


def test_reasons_are_told_with_how_often_each_came(
    site: Site, work: Workspace, clock: Clock
) -> None:
    for number in range(6):
        plan_made(work, a_learner(work, f"learner-{number}"))
    for outcome in (Outcome.MARKUP, Outcome.SERVER_ERROR):
        written(work, refused(outcome))
        clock.advance(hours=2)
    written(work, accepted)
    assert figures(site, work, clock) == {
        "Accepted": "50%", "Failed": "33%", "Cost, USD": "172.80",
    }  # fmt: skip
    clock.advance(days=-7)
    window = site.page(FIGURES, an_account(work, "kim", Role.PRODUCT))
    assert "Nothing was asked for" in words(window)  # this week is not over


def test_before_anything_was_asked_it_says_so(site: Site, work: Workspace) -> None:
    window = site.page(FIGURES, an_account(work, "pat", Role.PRODUCT))
    assert "Nothing was asked for" in words(window)
    assert not window.metric
