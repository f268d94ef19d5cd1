"""Reasons why a learner needs a word: when each begins to hold, and when it does not."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plan_engine import risk_rules as rules
from plan_engine.risk import (
    Behind,
    Failing,
    Falling,
    FirstStep,
    Guessing,
    History,
    NeverStarted,
    PlanPhase,
    Reason,
    RiskKind,
    Silent,
    TestRecord,
    allowed_silence,
    holding,
    risk_reasons,
    usual_gap,
    weight,
)
from plan_engine.rules import FAILURES_BEFORE_HELP
from plan_engine.streaks import DateRange

MONDAY = date(2026, 3, 2)


def day(number: int) -> date:
    """The `number`-th date of the story; 0 is the Monday on which the plan was made."""
    return MONDAY + timedelta(days=number)


def a_test(
    on: int, score: int, *, week: int | None = 1, passed: bool | None = None, rapid: int = 0
) -> TestRecord:
    passes = score >= 70 if passed is None else passed
    return TestRecord(day(on), week, score, score - 7, score + 7, passes, rapid, 30)


def a_plan(days: int = 7, **given: Any) -> History:
    """Under way in week 1 with a day's task on each of the first `days` dates."""
    plain = History(
        registered_on=day(-1),
        assessed_on=day(0),
        phase=PlanPhase.UNDER_WAY,
        plan_from=day(0),
        days_done=days,
        days_left=21,
        week_under_way=1,
        active=tuple(day(n) for n in range(days)),
    )
    return replace(plain, **given)


def of(kind: type[Reason], history: History) -> Reason | None:
    return next((r for r in risk_reasons(history) if isinstance(r, kind)), None)


def test_a_learner_who_keeps_going_gives_no_reason_today() -> None:
    history = a_plan(tests=(a_test(6, 85),), week_under_way=2)
    assert holding(risk_reasons(history), day(7)) == ()


def test_a_daily_learner_is_silent_after_three_whole_days() -> None:
    found = of(Silent, a_plan())
    assert isinstance(found, Silent)
    assert found.since == day(6)
    assert holding([found], day(9)) == ()  # days 7 and 8 were missed; 9 is not over
    assert holding([found], day(10)) == (found,)


def test_who_comes_every_fourth_day_may_stay_away_for_longer() -> None:
    seldom = a_plan(days_done=5, active=tuple(day(4 * n) for n in range(11)))
    found = of(Silent, seldom)
    assert isinstance(found, Silent)
    assert found.usual_gap == pytest.approx((3 * 1.5 + 40) / 13, abs=0.05)
    assert (found.holds_from - found.since).days == allowed_silence(44.5 / 13) + 1 == 10


def test_silence_counts_from_resuming_a_paused_plan() -> None:
    paused = a_plan(paused=(DateRange(day(7), day(30)),))
    found = of(Silent, paused)
    assert isinstance(found, Silent)
    assert found.since == day(30)
    assert usual_gap([day(6), day(31)], paused.paused) == usual_gap([day(6), day(8)], ())


@pytest.mark.parametrize("phase", [PlanPhase.PAUSED, PlanPhase.OVER])
def test_a_paused_or_finished_plan_is_neither_silent_nor_behind(phase: PlanPhase) -> None:
    kinds = {reason.kind for reason in risk_reasons(a_plan(phase=phase))}
    assert not kinds & {RiskKind.SILENT, RiskKind.BEHIND, RiskKind.NEVER_STARTED}


def slowly(days_done: int = 4, **given: Any) -> History:
    """A day's task now and then, the last one on day 12."""
    rare: dict[str, Any] = {"days_done": days_done, "active": (day(0), day(4), day(8), day(12))}
    return a_plan(**(rare | given))


def test_a_week_without_tasks_is_a_week_behind() -> None:
    found = of(Behind, slowly())
    assert isinstance(found, Behind)
    assert found.holds_from == day(4 + rules.BEHIND_DAYS)
    assert found.days_on(day(13)) == 9


def test_a_test_counts_as_a_days_work_and_paused_dates_do_not_count() -> None:
    with_test = of(Behind, slowly(tests=(a_test(7, 85),)))
    rested = of(Behind, slowly(paused=(DateRange(day(1), day(4)),)))
    assert with_test is not None
    assert rested is not None
    assert with_test.holds_from == day(5 + rules.BEHIND_DAYS)
    assert rested.holds_from == day(7 + rules.BEHIND_DAYS)


def test_nobody_is_further_behind_than_all_the_work_that_is_left() -> None:
    found = of(Behind, slowly(days_left=20))
    assert isinstance(found, Behind)
    shown = [(found.days_on(day(on)), found.is_overdue(day(on))) for on in (23, 24, 300)]
    assert shown == [(19, False), (20, True), (20, True)]


def test_an_absence_is_a_silence_and_not_a_week_behind_as_well() -> None:
    kinds = [reason.kind for reason in holding(risk_reasons(a_plan(days=7)), day(60))]
    assert kinds == [RiskKind.SILENT]


def test_who_was_behind_before_the_absence_is_behind_and_silent() -> None:
    kinds = [reason.kind for reason in holding(risk_reasons(slowly()), day(60))]
    assert kinds == [RiskKind.SILENT, RiskKind.BEHIND]


def test_who_falls_behind_in_an_absence_is_behind_until_it_is_a_silence() -> None:
    reasons = risk_reasons(slowly(days_done=6))
    silent = next(reason for reason in reasons if isinstance(reason, Silent))
    assert silent.holds_from > day(6 + rules.BEHIND_DAYS) > silent.since
    shown = {
        number: [reason.kind for reason in holding(reasons, day(number))]
        for number in (12, 13, (silent.holds_from - MONDAY).days - 1)
    }
    assert list(shown.values()) == [[], [RiskKind.BEHIND], [RiskKind.BEHIND]]
    assert [r.kind for r in holding(reasons, silent.holds_from)] == [RiskKind.SILENT]


def test_the_second_failure_of_the_week_under_way_counts_until_it_is_passed() -> None:
    once, twice = (a_test(7, 40),), (a_test(7, 40), a_test(10, 50))
    assert of(Failing, a_plan(tests=once)) is None
    found = of(Failing, a_plan(tests=twice))
    assert found == Failing(1, 2, day(10))
    assert of(Failing, a_plan(tests=(*twice, a_test(12, 80)), week_under_way=2)) is None


def test_the_third_failure_weighs_more_than_anything_else() -> None:
    failed = tuple(a_test(7 + n, 40) for n in range(FAILURES_BEFORE_HELP))
    found = of(Failing, a_plan(tests=failed))
    assert found is not None
    assert weight(found) >= rules.URGENT_WEIGHT
    assert risk_reasons(a_plan(tests=failed))[0] == found


def test_a_fall_counts_where_the_bands_are_apart() -> None:
    assert of(Falling, a_plan(tests=(a_test(7, 85), a_test(14, 72)))) is None
    assert of(Falling, a_plan(tests=(a_test(7, 85), a_test(14, 70)))) == Falling(85, 70, day(14))
    assert of(Falling, a_plan(tests=(a_test(7, 70), a_test(14, 85)))) is None


def test_the_assessment_is_no_measure_to_fall_from() -> None:
    assessed = replace(a_test(0, 90, week=None), passed=None)
    assert of(Falling, a_plan(tests=(assessed, a_test(7, 30)))) is None


def test_over_a_tenth_of_rapid_answers_in_the_last_test_is_guessing() -> None:
    assert of(Guessing, a_plan(tests=(a_test(7, 40, rapid=3),))) is None
    assert of(Guessing, a_plan(tests=(a_test(7, 40, rapid=4),))) == Guessing(4, 30, day(7))
    assert of(Guessing, a_plan(tests=(a_test(7, 40, rapid=30), a_test(9, 60)))) is None


@pytest.mark.parametrize(
    ("history", "step", "since"),
    [
        (History(registered_on=day(-9)), FirstStep.ASSESSMENT, day(-9)),
        (History(registered_on=day(-9), assessed_on=day(-5)), FirstStep.PLAN, day(-5)),
        (a_plan(days=0), FirstStep.FIRST_DAY, day(0)),
        (a_plan(days=0, paused=(DateRange(day(1), day(8)),)), FirstStep.FIRST_DAY, day(8)),
    ],
)
def test_a_first_step_that_is_open_counts_after_three_days(
    history: History, step: FirstStep, since: date
) -> None:
    found = NeverStarted(step, since, since + timedelta(days=rules.START_DAYS))
    assert risk_reasons(history) == (found,)
    assert holding([found], since + timedelta(days=rules.START_DAYS - 1)) == ()


@given(gap=st.floats(min_value=1.0, max_value=60.0), more=st.floats(min_value=0.0, max_value=10.0))
def test_a_slower_rhythm_never_allows_less_silence(gap: float, more: float) -> None:
    allowed = allowed_silence(gap)
    assert rules.SILENCE_MIN_DAYS <= allowed <= rules.SILENCE_MAX_DAYS
    assert allowed_silence(gap + more) >= allowed


@given(
    dates=st.lists(st.integers(0, 60), min_size=1, max_size=30, unique=True),
    paused=st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), max_size=2),
    tests=st.lists(
        st.tuples(st.integers(0, 60), st.integers(0, 100), st.integers(0, 30)), max_size=5
    ),
    phase=st.sampled_from(PlanPhase),
)
def test_reasons_come_heaviest_first_and_stay_once_they_hold_or_become_a_silence(
    dates: list[int],
    paused: list[tuple[int, int]],
    tests: list[tuple[int, int, int]],
    phase: PlanPhase,
) -> None:
    history = a_plan(
        phase=phase,
        days_done=len(dates),
        active=tuple(day(n) for n in sorted(dates)),
        paused=tuple(DateRange(day(start), day(start + length)) for start, length in paused),
        tests=tuple(a_test(on, score, rapid=rapid) for on, score, rapid in sorted(tests)),
    )
    found = risk_reasons(history)
    assert [weight(r) for r in found] == sorted((weight(r) for r in found), reverse=True)
    assert len({reason.kind for reason in found}) == len(found)
    for number in range(0, 100, 7):
        later = set(holding(found, day(number + 7)))
        for ended in set(holding(found, day(number))) - later:
            assert isinstance(ended, Behind)
            assert any(isinstance(reason, Silent) for reason in later)
