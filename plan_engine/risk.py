"""Why a learner needs a counsellor: reasons as values, each with the date from which it holds.

A reason about time (silence, pace, a first step not taken) holds from a date on if nothing happens
before it; so a list of learners can be sorted on any day without computing anything again.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import Literal

from plan_engine import risk_rules as rules
from plan_engine.rules import FAILURES_BEFORE_HELP
from plan_engine.streaks import ONE_DAY, DateRange


class RiskKind(StrEnum):
    """What a reason is about."""

    FAILING = "failing"
    SILENT = "silent"
    FALLING = "falling"
    GUESSING = "guessing"
    BEHIND = "behind"
    NEVER_STARTED = "never_started"


class FirstStep(StrEnum):
    """What has not been begun."""

    ASSESSMENT = "assessment"
    PLAN = "plan"
    FIRST_DAY = "first_day"


class PlanPhase(StrEnum):
    """What the learner's current plan asks of them now."""

    NONE = "none"
    UNDER_WAY = "under_way"
    PAUSED = "paused"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class TestRecord:
    """One handed-in test. Score and its band of one standard error are whole percents."""

    __test__ = False  # pytest would otherwise take the name for a test class

    on: date
    week: int | None
    """The plan's week that it belongs to; None for the assessment and the final tests."""
    score: int
    low: int
    high: int
    passed: bool | None
    rapid: int
    total: int


@dataclass(frozen=True, slots=True)
class History:
    """What happened so far, on the learner's own dates."""

    registered_on: date
    assessed_on: date | None = None
    phase: PlanPhase = PlanPhase.NONE
    plan_from: date | None = None
    days_done: int = 0
    days_left: int = 0
    """Days' work until the plan's end: tasks and tests, one a day."""
    week_under_way: int | None = None
    active: tuple[date, ...] = ()
    """Active dates in order; enough of the last ones for a rhythm."""
    paused: tuple[DateRange, ...] = ()
    tests: tuple[TestRecord, ...] = ()
    """Of the current plan and its assessment, oldest first."""


@dataclass(frozen=True, slots=True)
class Failing:
    """The week under way was failed at least twice and has not been passed."""

    week: int
    failures: int
    holds_from: date
    kind: Literal[RiskKind.FAILING] = RiskKind.FAILING


@dataclass(frozen=True, slots=True)
class Silent:
    """No activity for longer than this learner's rhythm explains."""

    since: date
    """The last active date, or the date the plan was resumed."""
    usual_gap: float
    """Days from one active date to the next."""
    holds_from: date
    kind: Literal[RiskKind.SILENT] = RiskKind.SILENT


@dataclass(frozen=True, slots=True)
class Falling:
    """The last score lies clearly below the one before: their one-standard-error bands are apart.

    By chance alone that happens to one pair of equal abilities in thirteen (z = -1.41). Tests with a
    cut only: the assessment chooses its questions as it goes, and is no measure for what follows.
    """

    before: int
    now: int
    holds_from: date
    kind: Literal[RiskKind.FALLING] = RiskKind.FALLING


@dataclass(frozen=True, slots=True)
class Guessing:
    """Too many answers of the last test came faster than their questions can be read."""

    rapid: int
    total: int
    holds_from: date
    kind: Literal[RiskKind.GUESSING] = RiskKind.GUESSING


@dataclass(frozen=True, slots=True)
class Behind:
    """A week behind one day's task, or one test, a day."""

    holds_from: date
    days_left: int
    """Days' work until the plan's end."""
    until: date | None = None
    """When it came of an absence: the date from which that is a silence, and counts as such."""
    kind: Literal[RiskKind.BEHIND] = RiskKind.BEHIND

    def days_on(self, day: date) -> int:
        """How many days behind it is on a date from `holds_from` on: at most all that is left."""
        return min(rules.BEHIND_DAYS + (day - self.holds_from).days, self.days_left)

    def is_overdue(self, day: date) -> bool:
        """Whether the plan would be over by this date, at a day's work a day."""
        return self.days_on(day) == self.days_left


@dataclass(frozen=True, slots=True)
class NeverStarted:
    """The next first step is open and was not taken."""

    step: FirstStep
    since: date
    holds_from: date
    kind: Literal[RiskKind.NEVER_STARTED] = RiskKind.NEVER_STARTED


Reason = Failing | Silent | Falling | Guessing | Behind | NeverStarted


def risk_reasons(history: History) -> tuple[Reason, ...]:
    """Every reason that holds or will hold if nothing happens, heaviest first. None once a plan is over.

    An absence counts once: who falls a week behind by it alone is behind until it is a silence.
    """
    if history.phase is PlanPhase.OVER:
        return ()
    found: list[Reason | None] = [_never_started(history)]
    if history.phase is not PlanPhase.NONE:
        found += [_failing(history), _falling(history), _guessing(history)]
    if history.phase is PlanPhase.UNDER_WAY:
        silent = _silent(history)
        found += [silent, _behind(history, silent)]
    return tuple(sorted((reason for reason in found if reason), key=lambda r: -weight(r)))


def holding(reasons: Sequence[Reason], on: date) -> tuple[Reason, ...]:
    """The reasons that hold on a date of the learner's own."""
    return tuple(
        reason
        for reason in reasons
        if reason.holds_from <= on
        and not (isinstance(reason, Behind) and reason.until is not None and reason.until <= on)
    )


def weight(reason: Reason) -> int:
    """How much a reason weighs among all learners."""
    match reason:
        case Failing():
            often = reason.failures >= FAILURES_BEFORE_HELP
            return rules.WEIGHT_FAILING_OFTEN if often else rules.WEIGHT_FAILING
        case Silent():
            return rules.WEIGHT_SILENT
        case Falling():
            return rules.WEIGHT_FALLING
        case Guessing():
            return rules.WEIGHT_GUESSING
        case Behind():
            return rules.WEIGHT_BEHIND
        case NeverStarted():
            return rules.WEIGHT_NEVER_STARTED


def usual_gap(active: Sequence[date], paused: Sequence[DateRange]) -> float:
    """Days from one active date to the next, paused dates not counted, drawn towards the plan's pace."""
    dates = active[-rules.GAPS_COUNTED - 1 :]
    gaps = [_unpaused_dates(earlier, later, paused) for earlier, later in pairwise(dates)]
    known = rules.PRIOR_GAPS * rules.PRIOR_GAP_DAYS + sum(gaps)
    return known / (rules.PRIOR_GAPS + len(gaps))


def allowed_silence(gap: float) -> int:
    """Days of silence that a rhythm still explains: longer ones have a chance of under 5%."""
    if gap <= 1.0:
        return rules.SILENCE_MIN_DAYS
    days = math.ceil(math.log(rules.SILENCE_CHANCE) / math.log(1.0 - 1.0 / gap))
    return min(rules.SILENCE_MAX_DAYS, max(rules.SILENCE_MIN_DAYS, days))


def _failing(history: History) -> Failing | None:
    week = history.week_under_way
    failed = [t for t in history.tests if t.week == week and t.passed is False]
    if week is None or len(failed) < rules.FAILURES_TO_WATCH:
        return None
    return Failing(week, len(failed), failed[-1].on)


def _falling(history: History) -> Falling | None:
    graded = [test for test in history.tests if test.passed is not None]
    if len(graded) < 2:
        return None
    before, now = graded[-2:]
    return Falling(before.score, now.score, now.on) if now.high < before.low else None


def _guessing(history: History) -> Guessing | None:
    if not history.tests:
        return None
    last = history.tests[-1]
    many = last.rapid > rules.RAPID_SHARE * last.total
    return Guessing(last.rapid, last.total, last.on) if many else None


def _silent(history: History) -> Silent | None:
    """Only once there was activity in this plan: before that, the first day was never started."""
    begun = history.plan_from
    if begun is None or history.days_done == 0 or not history.active:
        return None
    resumed = [pause.end for pause in history.paused if pause.end is not None]
    since = max([history.active[-1], begun, *resumed])
    gap = usual_gap(history.active, history.paused)
    return Silent(since, round(gap, 1), since + (allowed_silence(gap) + 1) * ONE_DAY)


def _behind(history: History, silent: Silent | None) -> Behind | None:
    if history.plan_from is None or history.days_done == 0:
        return None
    sat = sum(test.passed is not None for test in history.tests)
    left = history.days_done + sat + rules.BEHIND_DAYS
    day = history.plan_from
    while left:
        if not any(day in pause for pause in history.paused):
            left -= 1
        day += ONE_DAY
    if silent is None or day <= silent.since:
        return Behind(day, history.days_left)
    return Behind(day, history.days_left, silent.holds_from) if day < silent.holds_from else None


def _never_started(history: History) -> NeverStarted | None:
    if history.phase is PlanPhase.UNDER_WAY and history.days_done == 0:
        assert history.plan_from is not None  # a plan under way was made on some date
        resumed = [pause.end for pause in history.paused if pause.end is not None]
        return _step(FirstStep.FIRST_DAY, max([history.plan_from, *resumed]))
    if history.phase is not PlanPhase.NONE:
        return None
    if history.assessed_on is not None:
        return _step(FirstStep.PLAN, history.assessed_on)
    return _step(FirstStep.ASSESSMENT, history.registered_on)


def _step(step: FirstStep, since: date) -> NeverStarted:
    return NeverStarted(step, since, since + rules.START_DAYS * ONE_DAY)


def _unpaused_dates(earlier: date, later: date, paused: Sequence[DateRange]) -> int:
    """Days from one date to another without the paused ones in between; at least 1."""
    days, day = 0, earlier + ONE_DAY
    while day <= later:
        days += not any(day in pause for pause in paused)
        day += ONE_DAY
    return max(1, days)
