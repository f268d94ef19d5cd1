"""The totals of a few days, counted by hand."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from db.tables import (
    ActivityRollup,
    MilestoneRollup,
    ReadinessRollup,
    ScheduleRollup,
    WeekRollup,
)
from plan_engine.metrics.milestones import Milestone
from plan_engine.placements import Outcome
from services.rollups.keeper import keep_rollups
from services.workspace import Workspace
from tests.support.clock import Clock
from tests.support.made_up_lives import Lives, at

MONDAY = date(2026, 3, 2)


def day(number: int) -> date:
    """So many days after the first Monday."""
    return MONDAY + timedelta(days=number)


def kept(work: Workspace, clock: Clock, today: date) -> Workspace:
    clock.set(at(today, 6))
    assert keep_rollups(work) is not None
    return work


def rows(work: Workspace, *columns: Any, order: Any) -> Sequence[tuple[Any, ...]]:
    with work.reading() as session:
        return [tuple(row) for row in session.execute(select(*columns).order_by(order))]


def passings(work: Workspace, milestone: Milestone) -> Sequence[tuple[Any, ...]]:
    row = MilestoneRollup
    with work.reading() as session:
        found = session.execute(
            select(row.day, row.anchor_day, row.week_number, row.events, row.learners)
            .where(row.milestone == milestone)
            .order_by(row.day, row.week_number)
        )
        return [tuple(one) for one in found]


def test_an_empty_database_has_no_totals(work: Workspace, clock: Clock) -> None:
    kept(work, clock, day(3))
    assert rows(work, MilestoneRollup.day, order=MilestoneRollup.day) == []


def test_a_week_failed_first_and_passed_later_counts_once_each(
    work: Workspace, lives: Lives, clock: Clock
) -> None:
    learner = lives.learner(day(0))
    plan, weeks = lives.plan(learner, day(0))
    lives.sits_week(learner, plan, weeks[0], day(7), passed=False)
    lives.sits_week(learner, plan, weeks[0], day(9), passed=False)
    lives.sits_week(learner, plan, weeks[0], day(12), passed=True)
    kept(work, clock, day(20))
    assert passings(work, Milestone.WEEK_SAT) == [(day(7), day(7), 1, 1, 1)]
    assert passings(work, Milestone.WEEK_SAT_FAILED) == [(day(7), day(7), 1, 1, 1)]
    assert passings(work, Milestone.WEEK_SAT_PASSED) == []
    assert passings(work, Milestone.WEEK_PASSED) == [(day(12), day(7), 1, 1, 1)]


def test_a_second_plan_is_an_event_but_no_second_learner(
    work: Workspace, lives: Lives, clock: Clock
) -> None:
    learner = lives.learner(day(0))
    lives.plan(learner, day(0), target="backend")
    lives.plan(learner, day(5), target="frontend")
    lives.plan(learner, day(6), target="backend")
    kept(work, clock, day(20))
    row = MilestoneRollup
    with work.reading() as session:
        found = session.execute(
            select(row.day, row.target, row.events, row.learners, row.learners_in_target)
            .where(row.milestone == Milestone.PLAN_MADE)
            .order_by(row.day)
        ).all()
    assert [tuple(one) for one in found] == [
        (day(0), "backend", 1, 1, 1),
        (day(5), "frontend", 1, 0, 1),
        (day(6), "backend", 1, 0, 0),
    ]


def test_a_plan_is_completed_by_its_final_or_by_the_test_after_correction(
    work: Workspace, lives: Lives, clock: Clock
) -> None:
    from plan_engine.kinds import TestType

    ready, late, unfit = (lives.learner(day(0)) for _ in range(3))
    plans = [lives.plan(learner, day(0))[0] for learner in (ready, late, unfit)]
    lives.sits_final(ready, plans[0], day(28), 85)
    lives.sits_final(late, plans[1], day(28), 65)
    lives.sits_final(late, plans[1], day(45), 72, TestType.CORRECTION)
    lives.sits_final(unfit, plans[2], day(29), 40)
    lives.sits_final(unfit, plans[2], day(46), 55, TestType.CORRECTION)
    kept(work, clock, day(60))
    assert passings(work, Milestone.FINAL_SAT) == [
        (day(28), day(0), 0, 2, 2),
        (day(29), day(0), 0, 1, 1),
    ]
    assert passings(work, Milestone.COMPLETED) == [
        (day(28), day(0), 0, 1, 1),
        (day(45), day(0), 0, 1, 1),
    ]
    assert passings(work, Milestone.NOT_SUITABLE) == [(day(46), day(0), 0, 1, 1)]
    assert passings(work, Milestone.JOB_READY) == [(day(28), day(0), 0, 1, 1)]


def test_a_placement_counts_from_its_confirmation_and_an_answer_from_its_report(
    work: Workspace, lives: Lives, clock: Clock
) -> None:
    learner = lives.learner(day(0))
    plan, _ = lives.plan(learner, day(0))
    report = {"user_id": learner, "personalized_plan_id": plan}
    add = lives.rows.add
    add("placement_outcome", **report, outcome=Outcome.LOOKING, reported_at=at(day(20)))
    lives.sits_final(learner, plan, day(28), 90)
    add("placement_outcome", **report, outcome=Outcome.INTERVIEWING, reported_at=at(day(35)))
    placed = Outcome.PLACED_IN_FIELD
    add("placement_outcome", **report, outcome=placed, reported_at=at(day(50)))
    add(
        "placement_outcome",
        **report,
        outcome=placed,
        reported_at=at(day(60)),
        confirmed_at=at(day(70)),
    )
    kept(work, clock, day(90))
    assert passings(work, Milestone.RESPONDED) == [(day(35), day(28), 0, 1, 1)]
    assert passings(work, Milestone.PLACED_IN_FIELD) == [(day(70), day(28), 0, 1, 1)]
    assert passings(work, Milestone.PLACED_OUT_OF_FIELD) == []


def test_the_first_day_counts_when_it_is_done(work: Workspace, lives: Lives, clock: Clock) -> None:
    learner = lives.learner(day(0))
    lives.first_day_done(learner, made=day(0), done=day(2))
    lives.plan(learner, day(5))  # its first day is not done
    kept(work, clock, day(20))
    assert passings(work, Milestone.FIRST_DAY_DONE) == [(day(2), day(0), 0, 1, 1)]


def scheduled(work: Workspace) -> dict[date, int]:
    """The running sum."""
    now, sums = 0, {}
    for when, change in rows(
        work, ScheduleRollup.day, ScheduleRollup.change, order=ScheduleRollup.day
    ):
        now += change
        sums[when] = now
    return sums


def test_a_plan_schedules_seven_dates_a_week(work: Workspace, lives: Lives, clock: Clock) -> None:
    lives.plan(lives.learner(day(0)), day(2), weeks=3)
    kept(work, clock, day(40))
    assert scheduled(work) == {day(2): 1, day(23): 0}


def test_paused_dates_are_not_scheduled(work: Workspace, lives: Lives, clock: Clock) -> None:
    learner = lives.learner(day(0))
    plan, _ = lives.plan(learner, day(0), weeks=3)
    lives.rests(learner, plan, day(4), day(6))
    lives.rests(learner, plan, day(8), day(8))  # paused and resumed on one date
    lives.rests(learner, plan, day(15), None)  # given up
    kept(work, clock, day(40))
    assert scheduled(work) == {day(0): 1, day(4): 0, day(6): 1, day(15): 0}


def test_the_next_plan_ends_the_schedule_of_the_one_before(
    work: Workspace, lives: Lives, clock: Clock
) -> None:
    learner = lives.learner(day(0))
    lives.plan(learner, day(0), target="backend", weeks=4)
    lives.plan(learner, day(10), target="frontend", weeks=3)
    kept(work, clock, day(50))
    found = rows(
        work,
        ScheduleRollup.day,
        ScheduleRollup.target,
        ScheduleRollup.change,
        order=ScheduleRollup.day,
    )
    assert sorted(found) == [
        (day(0), "backend", 1),
        (day(10), "backend", -1),
        (day(10), "frontend", 1),
        (day(31), "frontend", -1),
    ]


def test_active_dates_belong_to_the_newest_plan_and_know_whether_they_were_scheduled(
    work: Workspace, lives: Lives, clock: Clock
) -> None:
    learner = lives.learner(day(0))
    lives.active(learner, day(0))  # the assessment, before the plan
    plan, _ = lives.plan(learner, day(1), weeks=3)
    lives.rests(learner, plan, day(5), day(7))
    for number in (1, 5, 7, 21, 22):  # scheduled, paused, scheduled, the last scheduled, after it
        lives.active(learner, day(number))
    kept(work, clock, day(40))
    row = ActivityRollup
    assert rows(work, row.day, row.target, row.learners, row.on_schedule, order=row.day) == [
        (day(0), "", 1, 0),
        (day(1), "backend", 1, 1),
        (day(5), "backend", 1, 0),
        (day(7), "backend", 1, 1),
        (day(21), "backend", 1, 1),
        (day(22), "backend", 1, 0),
    ]


def test_a_learner_counts_once_a_week(work: Workspace, lives: Lives, clock: Clock) -> None:
    often, once = lives.learner(day(0)), lives.learner(day(3))
    for number in (0, 1, 6, 7):
        lives.active(often, day(number))
    lives.active(once, day(6))
    kept(work, clock, day(20))
    assert rows(work, WeekRollup.week, WeekRollup.learners, order=WeekRollup.week) == [
        (day(0), 2),
        (day(7), 1),
    ]


def test_readiness_pairs_the_first_final_with_its_own_assessment(
    work: Workspace, lives: Lives, clock: Clock
) -> None:
    one, other = lives.learner(day(0)), lives.learner(day(0))
    first, _ = lives.plan(one, day(0), initial=40)
    second, _ = lives.plan(one, day(30), target="frontend", initial=70)
    third, _ = lives.plan(other, day(0), initial=50)
    lives.sits_final(one, first, day(28), 65)
    lives.sits_final(other, third, day(28), 45)
    lives.sits_final(one, second, day(60), 90)
    kept(work, clock, day(70))
    row = ReadinessRollup
    assert rows(
        work,
        row.day,
        row.is_first,
        row.target,
        row.learners,
        row.initial_scores,
        row.final_scores,
        row.change_squares,
        order=row.day,
    ) == [
        (day(28), True, "backend", 2, 90, 110, 25**2 + 5**2),
        (day(60), False, "frontend", 1, 70, 90, 20**2),
    ]
