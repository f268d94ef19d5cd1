"""The periods that figures are about: disjoint, so that no two of them differ by a few people.

Were any whole weeks on offer, the figure of a period less that of the same period without its last
week would tell about that week alone, and who came in it may be one person. So time is cut into
periods of twelve whole weeks, the same for every installation and on every day. The newest goes on
until another twelve weeks are over: so it is fresh, and never about a few weeks only.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from services.product.selection import PERIOD

EPOCH: Final = date(2024, 1, 1)
"""A Monday with which a period begins. Another one would cut what was told before in another way."""


@dataclass(frozen=True, slots=True)
class Period:
    """From a Monday until a Sunday."""

    first: date
    last: date


def periods(first_week: date, last_day: date) -> Sequence[Period]:
    """All that there are from the Monday `first_week` until the Sunday `last_day`, newest first."""
    newest = max(_begin(last_day + timedelta(days=1)) - PERIOD, _begin(first_week))
    found = [Period(newest, last_day)]
    while found[-1].first > first_week:
        before = found[-1].first
        found.append(Period(before - PERIOD, before - timedelta(days=1)))
    # Before the first week there is nobody: those weeks would only be empty.
    return [*found[:-1], Period(max(found[-1].first, first_week), found[-1].last)]


def _begin(day: date) -> date:
    """The Monday with which the twelve weeks of a date begin."""
    return day - timedelta(days=(day - EPOCH).days % PERIOD.days)
