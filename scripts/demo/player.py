"""A simulated learner, who knows some topics better than others and works on some days."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from uuid import UUID

import numpy as np

from db.queries import attempts, plans
from db.tables import AttemptItem
from plan_engine.kinds import TestType
from plan_engine.lifecycles import DayStatus, WeekStatus
from plan_engine.measurement.model import probability_right
from plan_engine.placements import Outcome
from plan_engine.values import TargetId, TopicId
from services.assessments import answer_in_assessment, finish_assessment, start_assessment
from services.attempts import answer, question
from services.days import complete_day, start_day
from services.final_tests import (
    start_final_test,
    start_retest,
    submit_final_test,
    submit_retest,
)
from services.forms import parameters_of
from services.placements import report_outcome
from services.plans import start_plan
from services.weekly_tests import start_weekly_test, submit_weekly_test
from services.workspace import Workspace

KEY = 0
"""The key's place in an item's own order of options."""
DOES_NOT_KNOW = 0.3
"""Of the questions that they would get wrong, the share for which they say so."""


@dataclass
class Hours:
    """A clock that the player moves through the past, never beyond `latest`."""

    now: datetime
    latest: datetime

    def __call__(self) -> datetime:
        """What time it is in the story."""
        return self.now

    def forward(self, span: timedelta) -> None:
        """Let time pass."""
        self.now = min(self.now + span, self.latest)


def keys(rng: np.random.Generator) -> Callable[[], UUID]:
    """A maker of identifiers that follow from the generator's seed."""
    return lambda: UUID(bytes=rng.bytes(16), version=4)


@dataclass
class Player:
    """One learner and their way; every step is a service call, as from the screen."""

    work: Workspace
    learner: UUID
    target: TargetId
    hours: Hours
    rng: np.random.Generator
    ability: float
    """On the scale of the response model: 0 is the average learner."""
    spread: float = 0.7
    """How much better they know one topic than another (standard deviation, same scale)."""
    hurry: float = 1.0
    """How long they look at a question, against its expected time."""
    _by_topic: dict[TopicId, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """The services see the story's clock."""
        self.work = replace(self.work, clock=self.hours)

    def sits_assessment(self) -> UUID:
        """All of the assessment; the key of its result."""
        attempt = start_assessment(self.work, self.learner, self.target)
        self.answers(attempt)
        return finish_assessment(self.work, self.learner, attempt)

    def begins_assessment(self, answered: int) -> UUID:
        """The first questions of the assessment; the key of the open sitting."""
        attempt = start_assessment(self.work, self.learner, self.target)
        self.answers(attempt, answered)
        return attempt

    def makes_plan(self) -> UUID:
        """Assessment and plan; the plan's key."""
        return start_plan(self.work, self.learner, self.sits_assessment())

    def works_through_week(self, plan: UUID, days: int | None = None) -> UUID:
        """The open days of the week under way, one a date, at most `days`; the week's key."""
        week = self.week_under_way(plan)
        while days is None or days > 0:
            with self.work.reading() as session:
                rows = plans.days_of_week(session, week)
            day = next((row for row in rows if row.status is DayStatus.UNLOCKED), None)
            if day is None:
                break
            start_day(self.work, self.learner, day.id)
            share = float(self.rng.uniform(0.35, 1.2))
            self.hours.forward(timedelta(minutes=share * day.estimated_minutes))
            complete_day(self.work, self.learner, day.id)
            self.sleeps()
            days = None if days is None else days - 1
        return week

    def week_under_way(self, plan: UUID) -> UUID:
        """The key of the week that is open, or the last one."""
        with self.work.reading() as session:
            weeks = plans.weeks_of(session, plan)
        begun = {WeekStatus.IN_PROGRESS, WeekStatus.FAILED}
        return next((week.id for week in weeks if week.status in begun), weeks[-1].id)

    def begins_weekly_test(self, week: UUID, answered: int) -> UUID:
        """The first questions of a week's test; the key of the open sitting."""
        attempt = start_weekly_test(self.work, self.learner, week)
        self.answers(attempt, answered)
        return attempt

    def sits_weekly_test(self, week: UUID) -> bool:
        """A week's test; whether it was passed."""
        attempt = start_weekly_test(self.work, self.learner, week)
        self.answers(attempt)
        submit_weekly_test(self.work, self.learner, attempt)
        with self.work.reading() as session:
            result = attempts.result_of_attempt(session, attempt)
        self.hours.forward(timedelta(minutes=20))
        return bool(result and result.passed)

    def passes_week(self, plan: UUID, tries: int = 5) -> bool:
        """Days, test, and recovery until it is passed; they learn from each failure."""
        for _ in range(tries):
            if self.sits_weekly_test(self.works_through_week(plan)):
                return True
            self.learns(0.8)
        return False

    def passes_every_week(self, plan: UUID) -> None:
        """All weeks of the plan, with a night after each."""
        with self.work.reading() as session:
            weeks = len(plans.weeks_of(session, plan))
        for _ in range(weeks):
            self.passes_week(plan)
            self.sleeps()

    def works_through_correction(self, plan: UUID, days: int = 14) -> None:
        """The open days of the correction plan, one a date, at most `days`."""
        for _ in range(days):
            with self.work.reading() as session:
                correction = plans.correction_of(session, plan)
                assert correction is not None  # the final test led to it
                rows = plans.days_of_correction(session, correction.id)
            day = next((row for row in rows if row.status is DayStatus.UNLOCKED), None)
            if day is None:
                break
            start_day(self.work, self.learner, day.id)
            self.hours.forward(timedelta(minutes=0.8 * day.estimated_minutes))
            complete_day(self.work, self.learner, day.id)
            self.sleeps()

    def sits_final_test(self, plan: UUID, right: int) -> None:
        """The final test, with so many right answers."""
        attempt = start_final_test(self.work, self.learner, plan)
        self.answers(attempt, right=right)
        submit_final_test(self.work, self.learner, attempt)
        self.sleeps()

    def sits_retest(self, plan: UUID, right: int) -> None:
        """The comprehensive test after the correction plan, with so many right answers."""
        attempt = start_retest(self.work, self.learner, plan)
        self.answers(attempt, right=right)
        submit_retest(self.work, self.learner, attempt)

    def reports(self, plan: UUID, outcome: Outcome) -> UUID:
        """What came of a plan on the labour market, since today; the report's key."""
        note = "The contract can be shown." if outcome.is_placement else ""
        today = self.hours.now.date()
        return report_outcome(self.work, self.learner, plan, outcome, today, note)

    def learns(self, how_much: float) -> None:
        """Everything is known a little better from here on."""
        self.ability += how_much
        self._by_topic = {topic: known + how_much for topic, known in self._by_topic.items()}

    def sleeps(self) -> None:
        """Until the next date at about the same hour; nothing passes the end of the story."""
        self.hours.forward(timedelta(hours=24, minutes=float(self.rng.uniform(-40, 40))))

    def answers(self, attempt: UUID, up_to: int | None = None, *, right: int | None = None) -> None:
        """The questions of an open sitting, in order, as many as `up_to`.

        As their ability has it, or exactly `right` of them right, chosen by chance.
        """
        first = question(self.work, self.learner, attempt)
        save = answer_in_assessment if first.test_type is TestType.INITIAL else answer
        wanted = set() if right is None else self._places(first.total, right)
        served: dict[int, AttemptItem] = {}
        for position in range(1, min(first.total, up_to or first.total) + 1):
            question(self.work, self.learner, attempt, position)
            if position not in served:  # an assessment chooses one question after the other
                served = self._served(attempt)
            item = served[position]
            taken = self.hurry * item.expected_seconds * float(self.rng.lognormal(-0.2, 0.35))
            self.hours.forward(timedelta(seconds=taken))
            knows = self._knows(item) if right is None else position in wanted
            save(self.work, self.learner, attempt, position, self._choice(item, knows=knows))

    def _places(self, total: int, right: int) -> set[int]:
        return {int(place) + 1 for place in self.rng.permutation(total)[:right]}

    def _served(self, attempt: UUID) -> dict[int, AttemptItem]:
        with self.work.reading() as session:
            return {item.position: item for item in attempts.items_of(session, attempt)}

    def _knows(self, item: AttemptItem) -> bool:
        topic = TopicId(item.topic)
        known = self._by_topic.setdefault(
            topic, self.ability + self.spread * float(self.rng.standard_normal())
        )
        chance = probability_right(np.array([known]), [parameters_of(item)])
        return bool(self.rng.random() < float(np.ravel(chance)[0]))

    def _choice(self, item: AttemptItem, *, knows: bool) -> int | None:
        right: int = list(item.option_order).index(KEY)
        if knows:
            return right
        if self.rng.random() < DOES_NOT_KNOW:
            return None
        wrong = [place for place in range(len(item.option_order)) if place != right]
        return int(self.rng.choice(wrong))


Story = Callable[[Player], None]
"""What happens to a player, from registration until now."""
