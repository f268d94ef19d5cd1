"""A population for the dashboards: learners of several kinds, each lived through the real services.

Everyone registers some time in the last `DAYS`, works on some days and not on others, learns from
what they do, and stops, or does not. Alumni did so long enough ago for what came of it to be known.
The same seed makes the same lives.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

import numpy as np

from db.queries import plans
from db.tables import PersonalizedPlan
from plan_engine.lifecycles import CorrectionStatus, DayStatus, PlanStatus, WeekStatus
from plan_engine.placements import Outcome
from plan_engine.values import TargetId
from scripts.demo.player import Hours, Player, keys
from services.days import complete_day, start_day
from services.final_tests import (
    start_final_test,
    start_retest,
    submit_final_test,
    submit_retest,
)
from services.plan_management import pause_plan, resume_plan
from services.workspace import Workspace

DAYS = 120
"""How far back the first of them registered."""
ALUMNI_BEGAN = (330, 250)
"""Between how many days ago alumni registered: done in seventy, they have had their 180 days since."""
LEARNED_A_DAY = 0.02
"""How much better everything is known after a day's work, on the response model's scale: enough for
most to pass in the end, not for all to be ready."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of learner. Chances are for each day; abilities on the response model's scale."""

    name: str
    share: float
    ability: float
    skips: float
    """Chance of not coming on a day."""
    quits: float
    """Chance of never coming again after a day."""
    learns: float
    """How much of what a day teaches stays: 1 is usual."""
    hurry: float = 1.0
    """How long they look at a question, against its expected time."""
    pauses: float = 0.0
    """Chance of pausing the plan for two to three weeks after a day."""
    days_of_work: tuple[float, float] = (0.35, 1.2)
    """How long they work on a day, against its estimate, from and to."""


KINDS: Sequence[Kind] = (
    Kind("strong", 0.28, 1.3, 0.10, 0.004, 1.0),
    Kind("steady", 0.27, 0.5, 0.15, 0.006, 1.3),
    Kind("weak", 0.18, -0.9, 0.20, 0.012, 1.3),
    Kind("fading", 0.15, 0.2, 0.35, 0.090, 0.8),
    Kind("guessing", 0.06, -1.6, 0.25, 0.030, 0.1, hurry=0.06, days_of_work=(0.02, 0.08)),
    Kind("returning", 0.06, 0.6, 0.15, 0.008, 1.1, pauses=0.05),
)
ALUMNI_KINDS = KINDS[:1]
"""Those who come to the end, mostly."""

SAYS_NOTHING = 0.3
"""Of those who completed, the share that never says what came of it."""
OUTCOMES = (
    Outcome.PLACED_IN_FIELD,
    Outcome.PLACED_IN_FIELD,
    Outcome.PLACED_OUT_OF_FIELD,
    Outcome.INTERVIEWING,
    Outcome.LOOKING,
)
"""What they say, each as likely as the others."""
Reported = tuple[UUID, datetime, Outcome]
"""The key of a report, when it was made, and what it says."""


class StoryEnds(Exception):
    """Now is reached, or this learner does not come again."""


@dataclass
class Life:
    """One learner's way from the assessment on, as far as they come until now."""

    player: Player
    kind: Kind
    reported: Reported | None = None

    def live(self) -> None:
        """All of it."""
        try:
            if self._chance() < 0.08:
                return  # registered and never came again
            if self._chance() < 0.07:
                self.player.begins_assessment(int(self.player.rng.integers(3, 30)))
                return
            result = self.player.makes_plan() if self._chance() > 0.05 else None
            if result is None:
                self.player.sits_assessment()
                return
            self._plan(result)
        except StoryEnds:
            return

    def _plan(self, plan: UUID) -> None:
        while self._week_left(plan):
            self._works(plan)
            self._rests_until_tomorrow(plan)
            passed = self.player.sits_weekly_test(self.player.week_under_way(plan))
            if not passed:
                self.player.learns(0.12 * self.kind.learns)
                if self._chance() < 0.10:
                    raise StoryEnds  # gave up after failing
            self._rests_until_tomorrow(plan)
        self._sits(plan, start_final_test, submit_final_test)
        if self._status(plan) is PlanStatus.ACTIVE:
            self._rests_until_tomorrow(plan)
            self._works(plan)
            self._sits(plan, start_retest, submit_retest)
        if self._status(plan) is PlanStatus.COMPLETED:
            self._looks_for_work(plan)

    def _looks_for_work(self, plan: UUID) -> None:
        """Says after some weeks what came of it, or does not."""
        if self._chance() < SAYS_NOTHING:
            return
        self.player.hours.forward(timedelta(days=float(self.player.rng.uniform(5, 40))))
        if self._is_now():
            return
        outcome = OUTCOMES[int(self.player.rng.integers(len(OUTCOMES)))]
        self.reported = (self.player.reports(plan, outcome), self.player.hours.now, outcome)

    def _week_left(self, plan: UUID) -> bool:
        with self.player.work.reading() as session:
            return any(
                week.status is not WeekStatus.COMPLETED for week in plans.weeks_of(session, plan)
            )

    def _works(self, plan: UUID) -> None:
        """The open days, one a date, of the week under way or of the correction plan."""
        while (day := self._open_day(plan)) is not None:
            key, minutes = day
            start_day(self.player.work, self.player.learner, key)
            share = float(self.player.rng.uniform(*self.kind.days_of_work))
            self.player.hours.forward(timedelta(minutes=share * minutes))
            complete_day(self.player.work, self.player.learner, key)
            self.player.learns(LEARNED_A_DAY * self.kind.learns)
            self._rests_until_tomorrow(plan)

    def _open_day(self, plan: UUID) -> tuple[UUID, int] | None:
        with self.player.work.reading() as session:
            correction = plans.correction_of(session, plan)
            rows = (
                plans.days_of_correction(session, correction.id)
                if correction is not None and correction.status is CorrectionStatus.ACTIVE
                else plans.days_of_week(session, self.player.week_under_way(plan))
            )
        return next(
            ((row.id, row.estimated_minutes) for row in rows if row.status is DayStatus.UNLOCKED),
            None,
        )

    def _rests_until_tomorrow(self, plan: UUID) -> None:
        """Sleep, skip dates, pause, or stop coming."""
        if self._chance() < self.kind.quits:
            raise StoryEnds
        self.player.sleeps()
        while self._chance() < self.kind.skips:
            self.player.sleeps()
        if self._chance() < self.kind.pauses:
            pause_plan(self.player.work, self.player.learner, plan)
            self.player.hours.forward(timedelta(days=float(self.player.rng.uniform(14, 21))))
            if self._is_now():
                raise StoryEnds
            resume_plan(self.player.work, self.player.learner, plan)
        if self._is_now():
            raise StoryEnds

    def _sits(
        self,
        plan: UUID,
        start: Callable[[Workspace, UUID, UUID], UUID],
        submit: Callable[[Workspace, UUID, UUID], UUID],
    ) -> None:
        attempt = start(self.player.work, self.player.learner, plan)
        self.player.answers(attempt)
        submit(self.player.work, self.player.learner, attempt)
        self.player.hours.forward(timedelta(minutes=20))

    def _status(self, plan: UUID) -> PlanStatus:
        with self.player.work.reading() as session:
            return session.get_one(PersonalizedPlan, plan).status

    def _is_now(self) -> bool:
        return self.player.hours.now >= self.player.hours.latest - timedelta(hours=1)

    def _chance(self) -> float:
        return float(self.player.rng.random())


@dataclass(frozen=True, slots=True)
class Lived:
    """Somebody whose life was lived until now."""

    learner: UUID
    username: str
    kind: str
    reported: Reported | None


Register = Callable[[Workspace, str], UUID]
"""Makes the account of one learner with this user name, at the workspace's own time; its key."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """Whom to live through until now."""

    learners: int
    now: datetime
    seed: int
    alumni: int = 0
    """Besides the learners, with the numbers after theirs."""

    def __len__(self) -> int:
        """All of them."""
        return self.learners + self.alumni

    def kinds_of(self, number: int) -> Sequence[Kind]:
        """Of which kinds this one may be."""
        return KINDS if number < self.learners else ALUMNI_KINDS

    def days_ago(self, number: int) -> float:
        """When this one registered: spread evenly, oldest first."""
        if number < self.learners:
            return DAYS * (1 - number / self.learners)
        first, last = ALUMNI_BEGAN
        return first - (first - last) * (number - self.learners) / self.alumni


def live_through(
    work: Workspace, targets: Sequence[TargetId], crowd: Crowd, register: Register
) -> list[Lived]:
    """All of these lives, in order."""
    return [live_one(work, targets, crowd, number, register) for number in range(len(crowd))]


def live_one(
    work: Workspace, targets: Sequence[TargetId], crowd: Crowd, number: int, register: Register
) -> Lived:
    """One of them. It depends on the crowd's seed and its number only, not on the others."""
    rng = np.random.default_rng([crowd.seed, number])
    # Forms are drawn by the keys of their sittings, so these follow from the seed too.
    work = replace(work, new_id=keys(np.random.default_rng([crowd.seed, number, 1])))
    kinds = crowd.kinds_of(number)
    shares = np.array([kind.share for kind in kinds])
    kind = kinds[int(rng.choice(len(kinds), p=shares / shares.sum()))]
    days_ago = crowd.days_ago(number) - float(rng.uniform(0, 0.5))
    begins = crowd.now - timedelta(days=max(days_ago, 0.05))
    hours = Hours(begins.replace(hour=int(rng.integers(6, 21))), crowd.now)
    if hours.now >= crowd.now:
        hours.now = crowd.now - timedelta(hours=1)
    target = targets[int(rng.integers(len(targets)))]
    ability = kind.ability + 0.5 * float(rng.standard_normal())
    username = f"{kind.name}{number:03d}"
    learner = register(replace(work, clock=hours), username)
    life = Life(Player(work, learner, target, hours, rng, ability, hurry=kind.hurry), kind)
    life.live()
    return Lived(learner, username, kind.name, life.reported)
