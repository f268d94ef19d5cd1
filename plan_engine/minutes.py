"""Lengths of time: estimates in whole steps, and what extra time makes of them.

Nothing here has a deadline, so extra time moves what judges speed: how long a day is said to take,
under which time speed XP is earned, after which time a person counts as away. What is too fast to
have been read stays where it is: an allowance never costs.
"""

import math
from typing import Final

MINUTES_STEP: Final = 5
"""Minutes are whole multiples of this."""


def whole_steps(minutes: float) -> int:
    """Minutes rounded up to the next whole step."""
    return math.ceil(minutes / MINUTES_STEP) * MINUTES_STEP


def stretched(time: float, extra_percent: int) -> float:
    """A length of time with the allowance added, in the unit it came in."""
    return time * (100 + extra_percent) / 100


def own_minutes(minutes: int, extra_percent: int) -> int:
    """A day's estimated minutes for this person."""
    return whole_steps(stretched(minutes, extra_percent)) if extra_percent else minutes
