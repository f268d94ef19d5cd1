"""What stands beside a period as the one before it is what that period's own page says."""

from datetime import timedelta

from services.product.activity import Mean, activity
from services.product.choices import Freshness, opening
from services.product.periods import EPOCH, Period, periods
from services.product.selection import PERIOD, Cut, Selection
from services.rollups.keeper import keep_rollups
from services.workspace import Workspace
from tests.support.clock import Clock
from tests.support.made_up_lives import Lives, at

NEWEST = EPOCH + 9 * PERIOD
EARLIEST = NEWEST - timedelta(weeks=3)
"""Nobody was there in the first nine weeks of the period before."""
LAST = NEWEST + PERIOD - timedelta(days=1)


def come_every_day(work: Workspace, lives: Lives, clock: Clock) -> tuple[Freshness, list[Period]]:
    """Eight who come on each date from the first on."""
    for _ in range(8):
        learner = lives.learner(EARLIEST)
        for day in range((LAST - EARLIEST).days + 1):
            lives.active(learner, EARLIEST + timedelta(days=day))
    clock.set(at(LAST + timedelta(days=1), 6))
    keep_rollups(work)
    opened = opening(work)
    assert opened is not None
    return opened[0], list(periods(opened[0].first_week, opened[0].last_day))


def means(work: Workspace, selection: Selection, fresh: Freshness) -> tuple[Mean | None, ...]:
    found = activity(work, selection, fresh, Cut.NONE, weeks_a_cohort=4)
    return found.mean_a_day, found.mean_a_week


def test_weeks_before_anybody_was_there_do_not_count_towards_the_mean(
    work: Workspace, lives: Lives, clock: Clock
) -> None:
    fresh, (newest, earlier) = come_every_day(work, lives, clock)
    before = Selection(newest.first, newest.last).before()
    assert before.first < earlier.first == EARLIEST
    own = means(work, Selection(earlier.first, earlier.last), fresh)
    assert means(work, before, fresh) == own == (Mean(8.0, 21, 21), Mean(8.0, 3, 3))


def test_before_the_first_week_there_is_no_mean_at_all(
    work: Workspace, lives: Lives, clock: Clock
) -> None:
    fresh, (_, first) = come_every_day(work, lives, clock)
    before = Selection(first.first, first.last).before()
    assert means(work, before, fresh) == (Mean(0.0, 0, 0), Mean(0.0, 0, 0))
