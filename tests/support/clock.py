"""A clock that stands still until a test moves it, and identifiers that are the same on every run."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import NAMESPACE_OID, UUID, uuid5

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
"""When tests begin: a Monday morning, well away from midnight in every inhabited zone's workday."""


@dataclass
class Clock:
    """Call it for the time, like the real one; `advance` and `set` move it."""

    now: datetime = START

    def __call__(self) -> datetime:
        """The time that the test has set."""
        return self.now

    def advance(
        self, *, days: float = 0, hours: float = 0, minutes: float = 0, seconds: float = 0
    ) -> datetime:
        """Move forward (or back, with negative figures) and say what time it is then."""
        self.now += timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
        return self.now

    def set(self, moment: datetime) -> None:
        """Go to `moment`, which must carry its zone."""
        if moment.tzinfo is None:
            raise ValueError("The test clock takes aware times only.")
        self.now = moment


@dataclass
class Identifiers:
    """Call it for one: they repeat from run to run but do not sort by age, as real ones do not."""

    made: int = 0

    def __call__(self) -> UUID:
        """The next one."""
        self.made += 1
        return uuid5(NAMESPACE_OID, str(self.made - 1))
