"""When to ask again, how often, and how much in a day."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

FIRST_WAIT: Final = timedelta(seconds=30)
LONGEST_WAIT: Final = timedelta(hours=1)
REFUSALS_MOST: Final = 3
"""Answers to one wish that are refused before the template's words stand for good."""
REQUESTS_MOST: Final = 50
"""Requests for one wish in all, two days of hourly ones: one that ends its writer each time is given up, too."""
FAILURES_IN_A_ROW: Final = 3
"""Requests without an answer after which a writer rests: the server is ill, not the wish."""


@dataclass(frozen=True, slots=True)
class Amount:
    """Requests and tokens: a day's budget, or what was spent of it."""

    requests: int
    tokens: int


def wait_after(failures: int, chance: float, asked_for: timedelta | None = None) -> timedelta:
    """How long to wait after so many failures in a row: doubled each time, an hour at most, and never
    shorter than the server asked for (of which an hour counts).

    Spread by half to either side, so that replicas do not come back together: `chance`, from 0 to 1,
    is drawn by the caller.
    """
    doubled: timedelta = FIRST_WAIT * 2 ** min(max(failures, 1) - 1, 16)
    usual = min(doubled, LONGEST_WAIT) * (0.5 + chance)
    longest = min(usual, LONGEST_WAIT)
    return longest if asked_for is None else max(longest, min(asked_for, LONGEST_WAIT))


def fits(spent: Amount, budget: Amount, next_tokens: int) -> bool:
    """Whether one more request of at most so many tokens stays within a day's budget."""
    return spent.requests < budget.requests and spent.tokens + next_tokens <= budget.tokens


def cost_in_micros(prompt_tokens: int, answer_tokens: int, prices: tuple[float, float]) -> int:
    """What a request cost, in millionths of the currency; prices are for a million tokens, in and out."""
    return round(prompt_tokens * prices[0] + answer_tokens * prices[1])
