"""One test in two windows, in a browser: which choice is shown, and which one counts."""

import re

from playwright.sync_api import expect

from services.weekly_tests import start_weekly_test
from tests.journeys.conftest import Past, VisitorMaker, signs_in
from tests.support.visitor import Visitor


def chooses(person: Visitor, place: int) -> None:
    """Click on an option, and wait until it is the one that is chosen."""
    person.page.get_by_role("radiogroup").locator("label").nth(place).click()
    sees_chosen(person, place)


def sees_chosen(person: Visitor, place: int) -> None:
    """The option at this place is chosen, once the page has settled."""
    person.settle()
    expect(person.page.get_by_role("radio").nth(place)).to_be_checked()
    person.settle()


def test_an_older_window_never_undoes_what_a_newer_one_answered(
    past: Past, visitor: VisitorMaker
) -> None:
    walker = past("ada")
    week = walker.week(1, walker.starts_plan())
    walker.works_through(week)
    start_weekly_test(walker.work, walker.learner, week)
    older = visitor("older")
    signs_in(older, "ada")
    older.visit("/test")
    older.sees("Question 1 of 30")
    chooses(older, 0)
    newer = Visitor("newer", older.context, older.url)
    newer.visit("/test")
    newer.sees("Question 2 of 30")
    newer.click("Back")
    newer.sees("Question 1 of 30")
    sees_chosen(newer, 0)
    chooses(newer, 2)
    older.click("Next")
    older.sees(re.compile("question 1 was changed in another window"))
    older.sees("Question 2 of 30")
    older.click("Back")
    older.sees("Question 1 of 30")
    sees_chosen(older, 2)
    chooses(older, 1)
    older.click("Next")
    older.sees("Question 2 of 30")
    newer.click("Next")
    newer.sees("Question 2 of 30")
    newer.click("Back")
    newer.sees("Question 1 of 30")
    sees_chosen(newer, 1)
    assert not older.errors
    assert not newer.errors
