"""How long texts may be, in characters (design: what fits a phone's screen beside everything else)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from plan_engine.writing.kinds import TextKind


@dataclass(frozen=True, slots=True)
class Limits:
    """Shortest and longest, both allowed. A headline of (0, 0) means that there is none."""

    body: tuple[int, int]
    headline: tuple[int, int] = (0, 0)


LIMITS: Final[Mapping[TextKind, Limits]] = {
    TextKind.DAY: Limits(body=(80, 700), headline=(10, 90)),
    TextKind.WEEK: Limits(body=(80, 600)),
    TextKind.DIAGNOSIS: Limits(body=(80, 900)),
}
ANSWER_TOKENS_MOST: Final = 1_500
"""What an answer may take; the longest text is about a fifth of it, the rest is room for thinking."""
CHARACTERS_A_TOKEN: Final = 4
"""For servers that do not count: about what English text needs."""
