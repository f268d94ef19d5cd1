"""Cohorts of one week and the numbers of weeks tell of nobody between them, on whichever period's page they stand."""

from datetime import date, timedelta

from services.product.activity import activity
from services.product.choices import opening
from services.product.periods import periods
from services.product.selection import Cut, Selection
from services.product.telling import is_told
from services.rollups.keeper import keep_rollups
from services.workspace import Workspace
from tests.support.clock import Clock
from tests.support.made_up_lives import Lives, at

EARLY, EARLY_TOO = date(2026, 1, 5), date(2026, 1, 12)
LATE, WEEK, LAST = date(2026, 2, 2), date(2026, 3, 23), date(2026, 4, 19)
"""A period goes from 26 January to 19 April."""


def test_who_came_in_a_week_is_not_that_number_less_the_cohorts_of_two_periods(
    work: Workspace, lives: Lives, clock: Clock
) -> None:
    """Of thirteen who came, six are of one cohort and six of another: so one is of a third."""
    for cohort, learners, came in ((EARLY, 6, 6), (EARLY_TOO, 6, 1), (LATE, 6, 6)):
        for number in range(learners):
            learner = lives.learner(cohort)
            if number < came:
                lives.active(learner, WEEK)
    clock.set(at(LAST + timedelta(days=1), 6))
    keep_rollups(work)
    opened = opening(work)
    assert opened is not None
    fresh = opened[0]
    pages = [
        activity(work, Selection(one.first, one.last), fresh, Cut.NONE, weeks_a_cohort=1)
        for one in periods(fresh.first_week, fresh.last_day)
    ]
    assert len(pages) == 2
    in_all = [page.by_week[WEEK] for page in pages if WEEK in page.by_week]
    assert in_all == [13]
    of_cohorts = [
        rate.part
        for page in pages
        for (cohort, since), rate in page.retention.items()
        if cohort + timedelta(weeks=since) == WEEK and rate.part
    ]
    assert of_cohorts
    assert is_told([13 - sum(of_cohorts)])


def test_a_page_shows_only_the_cohorts_of_its_period(
    work: Workspace, lives: Lives, clock: Clock
) -> None:
    for cohort in (EARLY, LATE):
        for _ in range(6):
            lives.active(lives.learner(cohort), WEEK)
    clock.set(at(LAST + timedelta(days=1), 6))
    keep_rollups(work)
    opened = opening(work)
    assert opened is not None
    newest = periods(opened[0].first_week, opened[0].last_day)[0]
    found = activity(
        work, Selection(newest.first, newest.last), opened[0], Cut.NONE, weeks_a_cohort=1
    )
    assert {cohort for cohort, _ in found.retention} == {LATE}
