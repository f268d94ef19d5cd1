"""Which figures about a wait may stand on one screen: of all who began, of those in time, of several ends."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain, combinations
from typing import Any

from plan_engine.metrics.milestones import Milestone
from services.product.counts import Counts
from services.product.crossing import Crossed
from services.product.telling import Span, from_below, is_told
from services.product.waiting import NOBODY, Arrivals, Arrived, Begun

Ends = Mapping[Milestone, Counts[Arrived]]


def trend_beside_all(arrivals: Arrivals) -> list[Span[Arrived]]:
    """Week after week in time, where it stands beside how many began ever.

    Those less the spans are the plans that are too recent, and the spans that may not be told: where
    they are too few, the newest span is not told either.
    """
    spans = arrivals.in_time.by_week()
    recent = arrivals.too_recent
    hidden = {week for span in spans if span.counted is None for week in span.mondays}

    def rest(side: int) -> Begun:
        recently = (recent.counted, *recent.others)[side].values()
        in_time = (arrivals.in_time.counted, *arrivals.in_time.others)[side]
        untold = [one.begun_besides(NOBODY) for (_, week), one in in_time.items() if week in hidden]
        return Begun.of([*recently, *untold])

    if not all(is_told(rest(side).groups) for side in range(1 + len(recent.others))):
        told_ones = [
            place for place, span in enumerate(spans) if span.counted and span.counted.begun
        ]
        for newest in told_ones[-1:]:
            spans[newest] = replace(spans[newest], counted=None)
    return spans


def by_part_beside(arrivals: Arrivals, trend: Sequence[Span[Arrived]]) -> dict[Any, Arrived | None]:
    """Part by part who began ever, beside this trend of those in time."""
    span_of = {
        week: span.first for span in trend if span.counted is not None for week in span.mondays
    }
    cells: dict[tuple[Any, date | None], list[Begun]] = defaultdict(list)
    for (part, week), one in arrivals.in_time.counted.items():
        cells[part, span_of.get(week)].append(one.begun_besides(NOBODY))
    for (part, _), recent in arrivals.too_recent.counted.items():
        cells[part, None].append(recent)
    crossed = Crossed(
        {cell: Begun.of(ones) for cell, ones in cells.items()},
        frozenset(span_of.values()),
        is_whole_told=None not in arrivals.ever.whole().values(),
    )
    return arrivals.ever.by_part(beside=crossed.are_told)


def told_ends(ends: Ends) -> dict[Milestone, dict[str, Arrived | None]]:
    """Who was placed in the field, outside of it, and who responded, of all whose placement is due.

    Told in this order: who has no job, and who responded without one, follow from the numbers.
    """
    jobs = (Milestone.PLACED_IN_FIELD, Milestone.PLACED_OUT_OF_FIELD)
    told: dict[Milestone, dict[str, Arrived | None]] = {}
    for job in jobs:
        whole = ends[job].whole()
        beside = [ends[other] for other in told if None not in told[other].values()]
        without = all(_is_enough(ends[job], [ends[job], other], _all) for other in beside)
        told[job] = whole if without else dict.fromkeys(whole)
    known = [ends[job] for job in jobs if None not in told[job].values()]
    responded = ends[Milestone.RESPONDED]
    whole = responded.whole()
    without = all(_is_enough(responded, some, _there) for some in _some(known))
    told[Milestone.RESPONDED] = whole if without else dict.fromkeys(whole)
    return told


def _all(arrived: Arrived) -> tuple[int, int]:
    return arrived.people_begun, arrived.begun


def _there(arrived: Arrived) -> tuple[int, int]:
    return arrived.people_there, arrived.there


def _is_enough(
    of: Counts[Arrived],
    without: Sequence[Counts[Arrived]],
    those: Callable[[Arrived], tuple[int, int]],
) -> bool:
    """Whether so many of those (people, events) did not get to any of the ends `without`."""
    for side, cells in enumerate((of.counted, *of.others)):
        people, events = those(Arrived.of(list(cells.values())))
        got_there = sum(
            one.there for other in without for one in (other.counted, *other.others)[side].values()
        )
        rest = from_below(max(people - got_there, 0), max(events - got_there, 0))
        if not is_told([rest]):
            return False
    return True


def _some(ends: Sequence[Counts[Arrived]]) -> Iterator[tuple[Counts[Arrived], ...]]:
    """One or more of these."""
    return chain.from_iterable(combinations(ends, n) for n in range(1, len(ends) + 1))
