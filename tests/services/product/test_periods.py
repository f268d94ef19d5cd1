"""Periods are disjoint: what two of them tell never differs by one to four people."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from services.product.counts import Counts
from services.product.periods import EPOCH, periods
from services.product.selection import PERIOD, Selection
from services.product.telling import is_told
from tests.services.product.test_subtraction import groups_that_follow
from tests.support.heads import Heads

SUNDAY = EPOCH + timedelta(days=6)
reach = st.tuples(st.integers(0, 150), st.integers(0, 80)).map(
    lambda weeks: (
        EPOCH + timedelta(weeks=weeks[0]),
        SUNDAY + timedelta(weeks=weeks[0] + weeks[1]),
    )
)
"""The first week that anybody was there, and the last that is over."""


@given(reach)
def test_every_whole_week_is_in_just_one_period(reached: tuple[date, date]) -> None:
    first, last = reached
    found = sorted(periods(first, last), key=lambda one: one.first)
    assert (found[0].first, found[-1].last) == (first, last)
    for one, following in pairwise(found):
        assert following.first == one.last + timedelta(days=1)
    for one in found:
        assert one.first.weekday() == 0
        assert one.first <= one.last


@given(reach, st.integers(0, 60))
def test_a_period_that_is_over_stays_as_it_is(reached: tuple[date, date], weeks: int) -> None:
    first, last = reached
    over = periods(first, last)[1:]
    assert set(over) <= set(periods(first, last + timedelta(weeks=weeks)))


@given(reach)
def test_the_newest_is_twelve_weeks_or_more_where_there_are_so_many(
    reached: tuple[date, date],
) -> None:
    first, last = reached
    newest, *over = periods(first, last)
    assert newest.last - newest.first < 2 * PERIOD
    if over:
        assert newest.last - newest.first + timedelta(days=1) >= PERIOD


@given(reach)
def test_the_period_before_one_is_the_next_that_is_offered(reached: tuple[date, date]) -> None:
    """Else the figures of the period before would be those of a period that overlaps another one."""
    first, last = reached
    found = periods(first, last)
    for one, earlier in pairwise(found):
        before = Selection(one.first, one.last).before()
        assert before.last == earlier.last
        assert before.first <= earlier.first
        assert max(before.first, first) == earlier.first


numbers = st.one_of(st.just(0), st.integers(0, 12))
people = st.tuples(numbers, numbers).map(lambda n: Heads(max(n), min(n)))


@given(st.lists(people, min_size=14, max_size=60), st.integers(0, 11))
def test_no_two_periods_tell_about_one_to_four_people_between_them(
    weekly: list[Heads], begins: int
) -> None:
    """Whatever is told of each of them, as a whole and by its weeks, added and subtracted at will."""
    first = EPOCH + timedelta(weeks=begins)
    weeks = {first + timedelta(weeks=k): one for k, one in enumerate(weekly)}
    last = max(weeks) + timedelta(days=6)
    everybody = Counts({("", week): one for week, one in weeks.items() if one.people})
    shown: list[set[tuple[date]]] = []
    for one in periods(first, last):
        there = everybody.between(one.first, one.last)
        in_it = {week for _, week in there.counted}
        shown += [{(week,) for week in in_it} for whole in there.whole().values() if whole]
        shown += [
            {(week,) for week in in_it.intersection(span.mondays)}
            for span in there.by_week()
            if span.counted is not None
        ]
    kinds = {(week,): weeks[week].people for _, week in everybody.counted}
    for group in groups_that_follow(kinds, shown, at_once=3):
        of = [weeks[week] for (week,) in group]
        assert is_told(Heads.of(of).groups), sorted(group)


def test_any_whole_weeks_would_tell_about_the_one_week_by_which_they_differ() -> None:
    """Why periods are not chosen freely: twelve weeks less the first eleven are one person."""
    weekly = [Heads(10, 5)] * 11 + [Heads(1, 1)]
    everybody = Counts({("", EPOCH + timedelta(weeks=k)): one for k, one in enumerate(weekly)})
    longer, shorter = (
        everybody.between(EPOCH, EPOCH + timedelta(weeks=weeks, days=-1)).whole()[""]
        for weeks in (12, 11)
    )
    assert longer is not None
    assert shorter is not None
    assert longer.people - shorter.people == 1
