"""Who passed which milestone, on which date, and whether for the first time.

Each source gives one row for each passing, of the learners who passed something in the window, with
all their earlier passings too: only so can it be told which one was their first.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    case,
    cast,
    func,
    literal,
    select,
    true,
)

from db.dates import utc_date
from db.tables import (
    AssessmentResult,
    DailyTask,
    PersonalizedPlan,
    PlacementOutcome,
    TestAttempt,
    UserRegistration,
    WeeklyPlan,
)
from db.tables.rollups import NONE
from plan_engine.kinds import TestType
from plan_engine.metrics.milestones import Milestone
from plan_engine.placements import Outcome
from plan_engine.roles import Role
from plan_engine.rules import JOB_READY_SCORE
from services.rollups.lives import cohort
from services.rollups.window import Window

Source = Select[*tuple[Any, ...]]
"""Columns: user_id, moment, anchor (an instant), target, content_version, week_number."""
_PLAN = (PersonalizedPlan.target.label("target"), PersonalizedPlan.content_version)
_NO_WEEK = literal(0).label("week_number")
_LAST_TESTS = (TestType.FINAL, TestType.CORRECTION)


def milestones(window: Window) -> Iterator[Source]:
    """Rows of the milestone rollup, one query for each milestone."""
    for milestone, source in _sources(window).items():
        yield _counted(milestone, source, window)


def _sources(window: Window) -> dict[Milestone, Source]:
    return {
        Milestone.REGISTERED: _registered(window),
        Milestone.ASSESSMENT_BEGUN: _assessment_begun(window),
        Milestone.ASSESSED: _assessed(window),
        Milestone.PLAN_MADE: _plan_made(window),
        Milestone.FIRST_DAY_DONE: _first_day_done(window),
        Milestone.WEEK_SAT: _first_sittings(window, true()),
        Milestone.WEEK_SAT_PASSED: _first_sittings(window, AssessmentResult.passed.is_(True)),
        Milestone.WEEK_SAT_FAILED: _first_sittings(window, AssessmentResult.passed.is_(False)),
        Milestone.WEEK_PASSED: _weeks_passed(window),
        Milestone.FINAL_SAT: _last_tests(window, AssessmentResult.test_type == TestType.FINAL),
        Milestone.COMPLETED: _last_tests(window, AssessmentResult.passed.is_(True)),
        Milestone.NOT_SUITABLE: _last_tests(
            window,
            AssessmentResult.passed.is_(False)
            & (AssessmentResult.test_type == TestType.CORRECTION),
        ),
        Milestone.JOB_READY: _last_tests(window, AssessmentResult.score >= JOB_READY_SCORE),
        Milestone.RESPONDED: _reports(window, true(), PlacementOutcome.reported_at),
        Milestone.PLACED_IN_FIELD: _placed(window, Outcome.PLACED_IN_FIELD),
        Milestone.PLACED_OUT_OF_FIELD: _placed(window, Outcome.PLACED_OUT_OF_FIELD),
    }


def _counted(milestone: Milestone, source: Source, window: Window) -> Source:
    """One source as rows: passings in the window, and how many of them were their learner's first."""
    passed = source.cte("passed")
    order = (passed.c.moment,)
    place = func.row_number().over(
        partition_by=(passed.c.user_id, passed.c.week_number), order_by=order
    )
    place_in_target = func.row_number().over(
        partition_by=(passed.c.user_id, passed.c.week_number, passed.c.target), order_by=order
    )
    ranked = select(passed, place.label("place"), place_in_target.label("place_in_target")).cte(
        "ranked"
    )
    day, anchor = utc_date(ranked.c.moment), utc_date(ranked.c.anchor)
    groups = (
        day.label("day"),
        ranked.c.week_number,
        anchor.label("anchor_day"),
        ranked.c.target,
        ranked.c.content_version,
        cohort,
    )
    return (
        select(
            literal(milestone.value).label("milestone"),
            *groups,
            func.count().label("events"),
            func.sum(_is_first(ranked.c.place)).label("learners"),
            func.sum(_is_first(ranked.c.place_in_target)).label("learners_in_target"),
        )
        .join(UserRegistration, UserRegistration.id == ranked.c.user_id)
        .where(ranked.c.moment >= window.starts, ranked.c.moment < window.ends)
        .group_by(*groups)
    )


def _is_first(place: ColumnElement[int]) -> ColumnElement[int]:
    return cast(case((place == 1, 1), else_=0), Integer)


def _in(window: Window, moment: Any) -> ColumnElement[bool]:
    condition: ColumnElement[bool] = (moment >= window.starts) & (moment < window.ends)
    return condition


def _registered(window: Window) -> Source:
    moment = UserRegistration.created_at
    return select(
        UserRegistration.id.label("user_id"),
        moment.label("moment"),
        moment.label("anchor"),
        literal(NONE).label("target"),
        literal(NONE).label("content_version"),
        _NO_WEEK,
    ).where(UserRegistration.role == Role.LEARNER, _in(window, moment))


def _assessment_begun(window: Window) -> Source:
    touched = select(TestAttempt.user_id).where(_in(window, TestAttempt.started_at))
    return select(
        TestAttempt.user_id,
        TestAttempt.started_at.label("moment"),
        TestAttempt.started_at.label("anchor"),
        TestAttempt.target,
        TestAttempt.content_version,
        _NO_WEEK,
    ).where(TestAttempt.test_type == TestType.INITIAL, TestAttempt.user_id.in_(touched))


def _assessed(window: Window) -> Source:
    return (
        select(
            AssessmentResult.user_id,
            AssessmentResult.created_at.label("moment"),
            AssessmentResult.created_at.label("anchor"),
            TestAttempt.target,
            TestAttempt.content_version,
            _NO_WEEK,
        )
        .join(TestAttempt, TestAttempt.id == AssessmentResult.attempt_id)
        .where(AssessmentResult.test_type == TestType.INITIAL, _had_result(window))
    )


def _plan_made(window: Window) -> Source:
    touched = select(PersonalizedPlan.user_id).where(_in(window, PersonalizedPlan.created_at))
    return select(
        PersonalizedPlan.user_id,
        PersonalizedPlan.created_at.label("moment"),
        PersonalizedPlan.created_at.label("anchor"),
        *_PLAN,
        _NO_WEEK,
    ).where(PersonalizedPlan.user_id.in_(touched))


def _first_day_done(window: Window) -> Source:
    """The first day of the first week of each plan."""
    first_day = (DailyTask.day_number == 1) & DailyTask.completed_at.is_not(None)
    touched = (
        select(PersonalizedPlan.user_id)
        .join(WeeklyPlan, WeeklyPlan.personalized_plan_id == PersonalizedPlan.id)
        .join(DailyTask, DailyTask.weekly_plan_id == WeeklyPlan.id)
        .where(first_day, WeeklyPlan.week_number == 1, _in(window, DailyTask.completed_at))
    )
    return (
        select(
            PersonalizedPlan.user_id,
            DailyTask.completed_at.label("moment"),
            PersonalizedPlan.created_at.label("anchor"),
            *_PLAN,
            _NO_WEEK,
        )
        .join(WeeklyPlan, WeeklyPlan.personalized_plan_id == PersonalizedPlan.id)
        .join(DailyTask, DailyTask.weekly_plan_id == WeeklyPlan.id)
        .where(first_day, WeeklyPlan.week_number == 1, PersonalizedPlan.user_id.in_(touched))
    )


def _sittings_of_weeks(window: Window) -> Any:
    """Results of weekly tests, each with its place among the week's sittings and the first one's time."""
    order = (AssessmentResult.created_at, AssessmentResult.id)
    by_week = AssessmentResult.weekly_plan_id
    return (
        select(
            AssessmentResult.user_id,
            AssessmentResult.id,
            AssessmentResult.weekly_plan_id,
            AssessmentResult.created_at,
            func.row_number().over(partition_by=by_week, order_by=order).label("place"),
            func.min(AssessmentResult.created_at).over(partition_by=by_week).label("first_sat"),
        )
        .where(AssessmentResult.test_type == TestType.WEEKLY, _had_result(window))
        .subquery("sitting")
    )


def _of_week(sitting: Any) -> Source:
    return (
        select(
            sitting.c.user_id,
            sitting.c.created_at.label("moment"),
            sitting.c.first_sat.label("anchor"),
            *_PLAN,
            WeeklyPlan.week_number,
        )
        .join(AssessmentResult, AssessmentResult.id == sitting.c.id)
        .join(WeeklyPlan, WeeklyPlan.id == sitting.c.weekly_plan_id)
        .join(PersonalizedPlan, PersonalizedPlan.id == WeeklyPlan.personalized_plan_id)
    )


def _first_sittings(window: Window, which: ColumnElement[bool]) -> Source:
    sitting = _sittings_of_weeks(window)
    return _of_week(sitting).where(sitting.c.place == 1, which)


def _weeks_passed(window: Window) -> Source:
    """A week is passed once: after passing, its test cannot be sat again."""
    return _of_week(_sittings_of_weeks(window)).where(AssessmentResult.passed.is_(True))


def _last_tests(window: Window, which: ColumnElement[bool]) -> Source:
    """Final and comprehensive tests. A plan passes one of the two at most, and sits each once."""
    return (
        select(
            AssessmentResult.user_id,
            AssessmentResult.created_at.label("moment"),
            PersonalizedPlan.created_at.label("anchor"),
            *_PLAN,
            _NO_WEEK,
        )
        .join(PersonalizedPlan, PersonalizedPlan.id == AssessmentResult.personalized_plan_id)
        .where(AssessmentResult.test_type.in_(_LAST_TESTS), which, _had_result(window))
    )


def _placed(window: Window, outcome: Outcome) -> Source:
    which = (PlacementOutcome.outcome == outcome) & PlacementOutcome.confirmed_at.is_not(None)
    return _reports(window, which, PlacementOutcome.confirmed_at)


def _reports(window: Window, which: ColumnElement[bool], moment: Any) -> Source:
    """The first such report about each completed plan, at or after its completion."""
    touched = select(PlacementOutcome.user_id).where(_in(window, moment))
    first = func.min(moment)
    return (
        select(
            PlacementOutcome.user_id,
            first.label("moment"),
            AssessmentResult.created_at.label("anchor"),
            *_PLAN,
            _NO_WEEK,
        )
        .join(PersonalizedPlan, PersonalizedPlan.id == PlacementOutcome.personalized_plan_id)
        .join(AssessmentResult, AssessmentResult.personalized_plan_id == PersonalizedPlan.id)
        .where(
            which,
            AssessmentResult.test_type.in_(_LAST_TESTS),
            AssessmentResult.passed.is_(True),
            moment >= AssessmentResult.created_at,
            PlacementOutcome.user_id.in_(touched),
        )
        .group_by(PlacementOutcome.user_id, AssessmentResult.id, PersonalizedPlan.id)
    )


def _had_result(window: Window) -> ColumnElement[bool]:
    touched = select(AssessmentResult.user_id).where(_in(window, AssessmentResult.created_at))
    condition: ColumnElement[bool] = AssessmentResult.user_id.in_(touched)
    return condition
