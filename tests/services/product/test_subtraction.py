"""No group that follows from what one screen tells, by adding and subtracting, has one to four people.

Random populations: everything that the screen tells is a sum over kinds of people, and every such sum
of them that stands for some kinds, each once, is looked for.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import product
from typing import Any

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from db.tables.rollups import NONE
from plan_engine.metrics.definitions import FEWEST_PEOPLE
from plan_engine.metrics.milestones import Milestone
from plan_engine.metrics.survival import share_reached
from services.product.active import by_day, by_week
from services.product.counts import Counts
from services.product.engagement import Dates
from services.product.pass_rates import Sittings, figures
from services.product.retention import retention_of
from services.product.selection import CHOSEN, Selection
from services.product.tallies import InTheEnd, Tally, Weeks
from services.product.telling import Span, WeeklyRate, is_told, told
from services.product.waiting import Arrivals, Arrived, Watched, told_watched
from services.product.waiting_beside import by_part_beside, told_ends, trend_beside_all
from tests.support.heads import Heads

MONDAY = date(2026, 1, 5)
PARTS = "abc"
WEEKS = [MONDAY + timedelta(weeks=k) for k in range(4)]
MOST_AT_ONCE = 3
"""How many figures are added and subtracted at a time where there are too many for all of them."""

Kind = tuple[Any, ...]
Told = Mapping[Kind, int]
"""What one figure is a sum of: how often it counts each kind."""


def groups_that_follow(
    people: Mapping[Kind, int], figures: Sequence[Collection[Kind]], at_once: int | None = None
) -> Iterator[frozenset[Kind]]:
    """Kinds whose number of people follows from these figures."""
    kinds = list(people)
    rows = {tuple(kind in figure for kind in kinds) for figure in figures} - {(False,) * len(kinds)}
    if not rows:
        return
    matrix = np.array(sorted(rows), dtype=int)
    signs = np.array(list(product((-1, 0, 1), repeat=len(matrix)))) if at_once is None else None
    if signs is None:
        signs = _few_at_once(len(matrix), at_once or 1)
    sums = signs @ matrix
    for row in np.unique(sums[((sums == 0) | (sums == 1)).all(axis=1)], axis=0):
        yield frozenset(kind for kind, is_in in zip(kinds, row, strict=True) if is_in)


def _few_at_once(figures: int, at_once: int) -> np.ndarray:
    found = [np.zeros((1, figures), dtype=int)]
    for _ in range(at_once):
        more = [found[-1]]
        for k in range(figures):
            for sign in (-1, 1):
                moved = found[-1].copy()
                moved[:, k] += sign
                more.append(moved)
        found.append(np.unique(np.concatenate(more), axis=0))
    return found[-1]


def nobody_is_given_away(
    people: Mapping[Kind, int], figures: Sequence[Collection[Kind]], at_once: int | None = None
) -> None:
    for group in groups_that_follow(people, figures, at_once):
        number = sum(people[kind] for kind in group)
        assert number == 0 or number >= FEWEST_PEOPLE, sorted(group)


few = st.one_of(st.just(0), st.integers(0, 12))
heads = st.tuples(few, few).map(lambda n: Heads(max(n), min(n)))
cells = st.dictionaries(st.tuples(st.sampled_from(PARTS), st.sampled_from(WEEKS)), heads)


def test_the_one_who_failed_in_a_hidden_part_does_not_follow_from_the_whole() -> None:
    """Twenty sat and ten passed, ten sat and nine passed: 19 of 30 less 10 of 20 are 9 of 10."""
    counts = {"a": Heads(20, 10), "b": Heads(10, 9)}
    assert told({NONE: Heads.of(list(counts.values()))}, [])[NONE] is not None
    assert told(counts, []) == {"a": None, "b": None}


def test_a_part_that_makes_up_for_the_hidden_one_is_hidden_and_no_other() -> None:
    counts = {"a": Heads(20, 10), "b": Heads(10, 9), "c": Heads(8, 8)}
    assert told(counts, []) == {"a": None, "b": None, "c": Heads(8, 8)}


def test_a_version_less_its_first_weeks_does_not_give_away_who_came_late() -> None:
    """The old version alone was there in the first week: with it less that week, two people are left."""
    counts = Counts(
        {
            ("old", WEEKS[0]): Heads(30, 15),
            ("old", WEEKS[1]): Heads(2, 1),
            ("new", WEEKS[1]): Heads(30, 15),
        }
    )
    trend = counts.by_week()
    assert [span.counted for span in trend] == [Heads(30, 15), Heads(32, 16)]
    assert set(counts.by_part().values()) == {Heads(32, 16), Heads(30, 15)}
    assert counts.by_part(trend) == {"old": None, "new": None}


@given(cells)
def test_the_whole_its_parts_and_its_weeks_together_give_nobody_away(
    population: dict[tuple[str, date], Heads],
) -> None:
    counts = Counts(population)
    trend = counts.by_week()
    shown: list[set[Kind]] = [
        {cell for cell in population if one is not None} for one in counts.whole().values()
    ]
    shown += [
        {cell for cell in population if cell[0] == part}
        for part, one in counts.by_part(trend).items()
        if one is not None
    ]
    shown += [
        {cell for cell in population if cell[1] in span.mondays}
        for span in trend
        if span.counted is not None
    ]
    somebody = {cell: one.people for cell, one in population.items() if one.people}
    for group in groups_that_follow(somebody, shown):
        assert is_told(Heads.of([population[cell] for cell in group]).groups), group


results = st.tuples(few, few, few, few, few)
"""Passed at once, passed later, never passed; too recent: passed, failed."""
sat = st.dictionaries(
    st.tuples(st.sampled_from("ab"), st.integers(0, 2)), results, min_size=1, max_size=6
)


@given(sat, st.integers(0, 2))
@settings(max_examples=60)
@example({("a", 0): (20, 1, 5, 0, 0), ("b", 1): (10, 5, 5, 0, 0)}, 2)
@example({("a", 0): (10, 6, 6, 0, 0), ("a", 1): (9, 6, 6, 1, 0), ("b", 2): (0, 0, 0, 9, 9)}, 1)
def test_tests_passed_at_once_and_in_the_end_give_nobody_away_beside_each_other(
    population: dict[tuple[str, int], tuple[int, ...]], newest_old: int
) -> None:
    """Each sat one test. Weeks before the one with the last old date are old, those after it are not."""
    people: dict[Kind, int] = {}
    sittings: dict[tuple[Any, date], InTheEnd] = {}
    for (part, week), numbers in population.items():
        at_once, later, never, *recently = (
            number if (k < 3 and week <= newest_old) or (k >= 3 and week >= newest_old) else 0
            for k, number in enumerate(numbers)
        )
        passed, failed = recently
        if not at_once + later + never + sum(recently):
            continue
        sittings[part, WEEKS[week]] = InTheEnd(
            _weeks(at_once, later + never), _weeks(passed, failed), _weeks(at_once + later, never)
        )
        # Nobody at all may be known, as of a version in weeks before it; nobody with one result is not.
        if at_once + later + never:
            for what, number in zip(KINDS[:3], (at_once, later, never), strict=True):
                people[part, WEEKS[week], what] = number
        if passed + failed:
            for what, number in zip(KINDS[3:], (passed, failed), strict=True):
                people[part, WEEKS[week], what] = number
    both = Counts(sittings)
    at_first = both.as_(lambda one: one.first)
    found = figures(Sittings(at_first, Counts({}), both))

    shown: list[set[Kind]] = []
    for rates, says in (
        ((found.first_whole, found.first, found.first_by_part), FIRST),
        ((found.eventual_whole, found.eventual, found.eventual_by_part), EVENTUAL),
    ):
        whole, trend, by_part = rates
        of: list[set[Kind]] = [set(people)] if not whole.is_hidden else []
        of += [_of_weeks(people, one) for one in trend if not one.rate.is_hidden]
        of += [
            {kind for kind in people if kind[0] == part}
            for part, rate in by_part.items()
            if not rate.is_hidden
        ]
        for wanted in says:
            shown += [{kind for kind in those if kind[2] in wanted} for those in of]
    nobody_is_given_away(people, shown, MOST_AT_ONCE)


KINDS = ("at once", "later", "never", "passed lately", "failed lately")
FIRST = (set(KINDS), {"at once", "passed lately"})
"""What a share at first attempt tells: all of whom it is, and who passed."""
EVENTUAL = ({"at once", "later", "never"}, {"at once", "later"})


def _weeks(passed: int, failed: int) -> Weeks:
    if not passed + failed:
        return Weeks()
    return Weeks({1: Tally(passed + failed, passed, passed + failed, passed, failed)})


def _of_weeks(people: Collection[Kind], one: WeeklyRate) -> set[Kind]:
    weeks = Span(one.first, one.weeks, None).mondays
    return {kind for kind in people if kind[1] in weeks}


begun = st.dictionaries(
    st.tuples(st.sampled_from(PARTS), st.sampled_from(WEEKS)), st.tuples(few, few, few), max_size=6
)


@given(begun, st.integers(0, 4))
def test_plans_begun_ever_and_long_enough_ago_give_nobody_away(
    population: dict[tuple[str, date], tuple[int, int, int]], old_weeks: int
) -> None:
    """There in time, not there; and the weeks from one on are too recent."""
    ever = {cell: _arrived(there, others) for cell, (there, others, _) in population.items()}
    in_time = {cell: one for cell, one in ever.items() if cell[1] in WEEKS[:old_weeks]}
    arrivals = Arrivals(Counts(ever), Counts(in_time))
    trend = trend_beside_all(arrivals)
    shown: list[set[Kind]] = [set(ever) for one in arrivals.ever.whole().values() if one]
    shown += [
        {cell for cell in ever if cell[0] == part}
        for part, one in by_part_beside(arrivals, trend).items()
        if one is not None
    ]
    shown += [
        {cell for cell in in_time if cell[1] in span.mondays}
        for span in trend
        if span.counted is not None
    ]
    nobody_is_given_away({cell: one.begun for cell, one in ever.items() if one.begun}, shown)


def _arrived(there: int, others: int) -> Arrived:
    return Arrived(there + others, there, there + others, there)


def test_a_second_plan_of_one_person_is_not_nobody() -> None:
    """Who made a plan before is not new, and still is somebody."""
    again = Arrived(begun=1, there=0, people_begun=0, people_there=0)
    assert told({NONE: again}, []) == {NONE: None}
    sixth = Arrived(begun=6, there=5, people_begun=5, people_there=5)
    assert told({NONE: sixth}, []) == {NONE: None}
    weeks = Weeks({1: Tally(sat=6, passed=5, people_sat=5, people_passed=5)})
    assert told({NONE: weeks}, []) == {NONE: None}


def test_the_one_who_did_not_come_on_each_date_is_not_told() -> None:
    """Six have a schedule and five keep to it on seven dates: 35 of 42, one missing a day."""
    week = [MONDAY + timedelta(days=k) for k in range(7)]
    dates = Dates(dict.fromkeys(week, 6), dict.fromkeys(week, 5))
    assert told({NONE: dates}, []) == {NONE: None}


numbers_of_days = st.lists(
    st.tuples(st.integers(0, 12), st.integers(0, 12), st.integers(0, 3), st.integers(0, 14)),
    min_size=7,
    max_size=7,
)


@given(st.lists(numbers_of_days, min_size=1, max_size=3), st.lists(st.integers(0, 20), min_size=3))
def test_dates_give_nobody_away_beside_their_week_and_the_dates_kept(
    weeks: list[list[tuple[int, int, int, int]]], more: list[int]
) -> None:
    """Those who kept the date, those who missed it, those who came beyond their schedule."""
    selection = Selection(MONDAY, MONDAY + timedelta(days=7 * len(weeks) - 1))
    active: dict[date, int] = {}
    in_week: dict[date, int] = {}
    cells: dict[tuple[str, date], Dates] = {}
    for k, days in enumerate(weeks):
        one = Dates()
        for j, (kept, missed, beyond, _) in enumerate(days):
            day = MONDAY + timedelta(days=7 * k + j)
            if kept + missed:
                one.scheduled[day], one.active[day] = kept + missed, kept
            if kept + beyond:
                active[day] = kept + beyond
        if one.scheduled:
            cells[NONE, WEEKS[k]] = one
        most = max((kept + beyond for kept, _, beyond, _ in days), default=0)
        if most:
            in_week[WEEKS[k]] = most + more[k]
    spans = Counts(cells).by_week()
    days_shown = by_day({CHOSEN: active}, {CHOSEN: in_week}, selection, spans)
    weeks_shown = by_week({CHOSEN: in_week}, selection)
    for day, learners in days_shown.items():
        assert learners is None or is_told([learners])
        week = weeks_shown[day - timedelta(days=day.weekday())]
        if learners and week:
            assert is_told([week - learners])
    for span in spans:
        if span.counted is None:
            continue
        assert is_told(span.counted.groups)
        dates = [monday + timedelta(days=j) for monday in span.mondays for j in range(7)]
        if None not in (days_shown[day] for day in dates):
            beyond = [active.get(day, 0) - span.counted.active.get(day, 0) for day in dates]
            assert is_told([max(beyond)])


@given(
    st.dictionaries(st.tuples(st.integers(0, 3), st.integers(0, 3)), st.tuples(few, few)),
    st.dictionaries(st.integers(0, 3), few),
)
def test_cohorts_of_one_week_give_nobody_away_beside_the_weeks(
    stayed: dict[tuple[int, int], tuple[int, int]], earlier: dict[int, int]
) -> None:
    """By cohort and week since: active and not; and who is active, but registered before."""
    selection = Selection(MONDAY, WEEKS[-1] + timedelta(days=6))
    sizes: dict[date, int] = {}
    active: dict[tuple[date | None, date], int] = defaultdict(int)
    for (cohort, since), (came, others) in stayed.items():
        sizes[WEEKS[cohort]] = max(sizes.get(WEEKS[cohort], 0), came + others)
        active[WEEKS[cohort], WEEKS[cohort] + timedelta(weeks=since)] = came
    for week, people in earlier.items():
        active[None, WEEKS[week]] = people
    weeks: dict[date, int] = defaultdict(int)
    for (_, week), people in active.items():
        if week <= selection.last:
            weeks[week] += people
    found = retention_of(
        {CHOSEN: sizes}, {CHOSEN: active}, selection, selection.last, weeks_a_cohort=1
    )
    in_week = by_week({CHOSEN: weeks}, selection)
    for week, learners in in_week.items():
        of_week = [
            rate.part
            for (cohort, since), rate in found.items()
            if cohort + timedelta(weeks=since) == week and rate.part is not None
        ]
        if learners is not None:
            assert is_told([learners - sum(of_week)])


counts_by_day = st.dictionaries(st.integers(0, 30), st.integers(1, 9), max_size=8)


@given(counts_by_day, counts_by_day)
def test_who_is_watched_no_longer_does_not_follow_from_how_many_still_are(
    events: dict[int, int], censored: dict[int, int]
) -> None:
    if not events and not censored:
        return
    points = told_watched(share_reached(events, censored), _watched(events, censored))
    shown = [(point.day, point.at_risk) for point in points if point.at_risk is not None]
    if not shown:
        return
    since, before = 0, sum(events.values()) + sum(censored.values())
    for day, at_risk in [*shown, (99, 0)]:
        got_there = sum(number for d, number in events.items() if since <= d < day)
        assert is_told([got_there, before - at_risk - got_there])
        since, before = day, at_risk


def _watched(events: dict[int, int], censored: dict[int, int]) -> Watched:
    watched = Watched()
    watched.events.update(events)
    watched.censored.update(censored)
    return watched


def test_the_one_who_responded_without_a_job_is_not_what_is_left_of_the_placed() -> None:
    """Twenty responded and nineteen of them are placed: the second number is told, the first is not."""
    found = told_ends(_ends(placed_in=19, placed_out=0, responded=20, of=30))
    assert found[Milestone.PLACED_IN_FIELD][NONE] is not None
    assert found[Milestone.RESPONDED][NONE] is None


def test_the_few_without_any_job_are_not_what_is_left_of_those_in_and_out_of_the_field() -> None:
    found = told_ends(_ends(placed_in=14, placed_out=14, responded=30, of=30))
    assert found[Milestone.PLACED_IN_FIELD][NONE] is not None
    assert found[Milestone.PLACED_OUT_OF_FIELD][NONE] is None
    assert found[Milestone.RESPONDED][NONE] is not None


def _ends(
    *, placed_in: int, placed_out: int, responded: int, of: int
) -> dict[Milestone, Counts[Arrived]]:
    return {
        end: Counts({(NONE, MONDAY): _arrived(there, of - there)})
        for end, there in (
            (Milestone.PLACED_IN_FIELD, placed_in),
            (Milestone.PLACED_OUT_OF_FIELD, placed_out),
            (Milestone.RESPONDED, responded),
        )
    }
