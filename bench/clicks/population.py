"""Who the measured population is: how far each learner came, and on which dates they were active."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np

from plan_engine.rules import DAYS_A_WEEK, WEEKS_MAX

WITHOUT_PLAN = 0.3
"""Share of registered learners who never started a plan."""
GIVES_UP_AFTER_DAYS = 12.0
"""Mean number of completed days of those who started: most stop in the second week."""
SKIPS_A_DAY = 0.3
"""Chance that a learner's next active day is not the next date."""
JOINED_WITHIN_DAYS = 300
ONE_IN_KEEPS_ANSWERS = 20
"""One learner in so many has all items and answers of the assessment; the others only its result."""


@dataclass(frozen=True, slots=True)
class Learner:
    """One made-up learner. Day k was completed on `active[k]`; a passed week's test on its last day."""

    number: int
    joined: datetime
    active: tuple[datetime, ...]
    has_plan: bool
    initial_score: int
    weekly_scores: tuple[int, ...]
    timezone: str

    @property
    def days_done(self) -> int:
        """Regular days completed."""
        return len(self.active)

    @property
    def weeks_passed(self) -> int:
        """Weeks whose test was passed."""
        return self.days_done // DAYS_A_WEEK

    @property
    def keeps_answers(self) -> bool:
        """Whether the items and answers of the assessment are written too."""
        return self.has_plan and self.number % ONE_IN_KEEPS_ANSWERS == 0


def drawn(number: int, rng: np.random.Generator, now: datetime) -> Learner:
    """The learner with this number, some of them new, some finished, most in between."""
    joined = now - timedelta(days=float(rng.uniform(1, JOINED_WITHIN_DAYS)))
    has_plan = bool(rng.random() >= WITHOUT_PLAN)
    wanted = int(rng.exponential(GIVES_UP_AFTER_DAYS)) if has_plan else 0
    active: list[datetime] = []
    moment = joined
    while len(active) < min(wanted, WEEKS_MAX * DAYS_A_WEEK) and moment < now:
        active.append(moment)
        gap = 1 + (int(rng.geometric(0.5)) if rng.random() < SKIPS_A_DAY else 0)
        moment += timedelta(days=gap)
    return Learner(
        number=number,
        joined=joined,
        active=tuple(active),
        has_plan=has_plan,
        initial_score=int(rng.integers(20, 90)),
        weekly_scores=tuple(int(s) for s in rng.integers(70, 100, len(active) // DAYS_A_WEEK)),
        timezone=str(rng.choice(["UTC", "Europe/Berlin", "Asia/Kolkata", "America/New_York"])),
    )
