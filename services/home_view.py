"""Where the learner is and the one thing to do next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from db.queries import attempts, people, plans, resumes, rewards
from db.queries.resumes import Upload
from db.tables import TestAttempt
from plan_engine.kinds import TestType
from plan_engine.lifecycles import PlanStatus
from plan_engine.measurement.domain import DomainScore
from plan_engine.resume.impact import ResumeSide
from plan_engine.resume.pairs import complete_pairs
from plan_engine.streaks import ONE_DAY
from plan_engine.values import TargetId
from services.calendars import booked_date
from services.ending import Ending, LongTestState
from services.plan_view import PlanView, TestState, read_plan
from services.scoring import report_of
from services.waiting import comes_next, waiting_assessments
from services.workspace import Workspace


class Step(StrEnum):
    """The one thing to do next."""

    CHOOSE_TARGET = "choose_target"
    GO_ON_WITH_ASSESSMENT = "go_on_with_assessment"
    MAKE_PLAN = "make_plan"
    RESUME_PLAN = "resume_plan"
    DO_DAY = "do_day"
    SIT_TEST = "sit_test"
    GO_ON_WITH_TEST = "go_on_with_test"
    SIT_FINAL = "sit_final"
    GO_ON_WITH_FINAL = "go_on_with_final"
    DO_CORRECTION_DAY = "do_correction_day"
    SIT_RETEST = "sit_retest"
    GO_ON_WITH_RETEST = "go_on_with_retest"
    SEE_VERDICT = "see_verdict"


@dataclass(frozen=True, slots=True)
class WeekMark:
    """One date of this week."""

    date: date
    is_active: bool
    is_today: bool


@dataclass(frozen=True, slots=True)
class HomeView:
    """What the home page shows."""

    step: Step
    assessment_title: str | None
    """The target of the assessment that is open or waits for its plan."""
    assessment_result: UUID | None
    answered: int
    """Answers given in the open assessment or test."""
    plan: PlanView | None
    forecast: DomainScore | None
    forecast_at_start: DomainScore | None
    readiness: int | None
    """The score of the latest final or comprehensive test: what the forecast was about."""
    best_weekly: int | None
    week: tuple[WeekMark, ...]
    resume_wanted: ResumeSide | None
    """The version of the résumé that is worth uploading now; None: nothing is missing."""


def home_view(work: Workspace, learner: UUID, timezone: str) -> HomeView:
    """The learner's home as of today in their zone."""
    with work.reading() as session:
        today = booked_date(work.clock(), timezone, people.not_before(session, learner))
        monday = today - timedelta(days=today.weekday())
        everything = plans.plans_of(session, learner)
        current = next((p for p in everything if p.status is PlanStatus.ACTIVE), None) or next(
            iter(everything), None
        )
        sittings = attempts.open_attempts(session, learner)
        results = attempts.results_of_plan(session, current.id) if current else []
        plan = (
            None
            if current is None
            else read_plan(session, work, current, results=results, sittings=sittings)
        )
        waiting = next(iter(waiting_assessments(session, learner, everything)), None)
        activity = {row.date for row in rewards.activity_since(session, learner, monday)}
        assessing = next((a for a in sittings if a.test_type is TestType.INITIAL), None)
        named = assessing or waiting
        waits = waiting is not None and (
            current is None or comes_next(waiting.at, current.status, current.updated_at)
        )
        step = _step(plan, assessing, waits=waits)
        own = (s for s in sittings if plan and s.personalized_plan_id == plan.id)
        sitting = assessing if step is Step.GO_ON_WITH_ASSESSMENT else next(own, None)
        answered = len(attempts.answers_of(session, sitting.id)) if sitting else 0
        uploads = resumes.uploads_of(session, learner) if current else ()
    weekly = [r.score for r in results if r.test_type is TestType.WEEKLY]
    if results:
        forecasts = [report_of(results[0]).mastery.overall, report_of(results[-1]).mastery.overall]
    else:
        forecasts = []
    return HomeView(
        step=step,
        assessment_title=work.content.targets[TargetId(named.target)].title if named else None,
        assessment_result=waiting.result if waiting else None,
        answered=answered,
        plan=plan,
        forecast=forecasts[-1] if forecasts else None,
        forecast_at_start=forecasts[0] if len(results) > 1 else None,
        readiness=_readiness(plan.ending) if plan else None,
        best_weekly=max(weekly, default=None),
        week=tuple(
            WeekMark(day, day in activity, day == today)
            for day in (monday + offset * ONE_DAY for offset in range(7))
        ),
        resume_wanted=_resume_wanted(plan, current.created_at, uploads)
        if plan and current
        else None,
    )


def _resume_wanted(plan: PlanView, began: datetime, uploads: Sequence[Upload]) -> ResumeSide | None:
    """Before, while the plan is under way and there is none; after, once it ended and none since makes a pair."""
    has_before = any(upload.side is ResumeSide.BEFORE for upload in uploads)
    if plan.ending.verdict is None:
        return None if has_before else ResumeSide.BEFORE
    is_compared = any(after.created_at >= began for _, after in complete_pairs(uploads))
    return ResumeSide.AFTER if has_before and not is_compared else None


def _readiness(ending: Ending) -> int | None:
    return ending.final.score if ending.retest.score is None else ending.retest.score


def _step(plan: PlanView | None, assessing: TestAttempt | None, *, waits: bool) -> Step:
    if plan is not None and plan.status is PlanStatus.ACTIVE:
        return _step_in(plan)
    if assessing is not None:
        return Step.GO_ON_WITH_ASSESSMENT
    if waits:
        return Step.MAKE_PLAN
    if plan is not None and plan.status is PlanStatus.PAUSED:
        return Step.RESUME_PLAN
    if plan is not None and plan.ending.verdict is not None:
        return Step.SEE_VERDICT
    return Step.CHOOSE_TARGET


def _step_in(plan: PlanView) -> Step:
    week = plan.current_week
    if week is None:
        return _step_at_end(plan.ending)
    if week.test is TestState.UNDER_WAY:
        return Step.GO_ON_WITH_TEST
    return Step.SIT_TEST if week.test is TestState.OPEN else Step.DO_DAY


def _step_at_end(ending: Ending) -> Step:
    is_under_way = LongTestState.UNDER_WAY in {ending.final.state, ending.retest.state}
    match ending.test_to_sit:
        case TestType.FINAL:
            return Step.GO_ON_WITH_FINAL if is_under_way else Step.SIT_FINAL
        case TestType.CORRECTION:
            return Step.GO_ON_WITH_RETEST if is_under_way else Step.SIT_RETEST
        case _:
            return Step.DO_CORRECTION_DAY
