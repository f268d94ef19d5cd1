"""The diagnosis of a failed week: what held the learner back, the extra days, the retest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import select

from db.queries import attempts, plans
from db.tables import WeakTopicDiagnosis
from plan_engine.diagnosis import Counts, Evidence, WeakTopic
from plan_engine.kinds import DayKind
from plan_engine.rules import FAILURES_BEFORE_HELP
from plan_engine.values import TopicId
from plan_engine.writing.kinds import TextKind
from services.guards import own_week
from services.plan_view import DayRow, PlanView, TestState, WeekCard, read_plan
from services.scoring import report_of
from services.workspace import Workspace
from services.writing.shown import Words, if_true, words_about
from services.writing.subjects import diagnosis_facts

WEAK_TOPICS = TypeAdapter(tuple[WeakTopic, ...])


@dataclass(frozen=True, slots=True)
class WeakTopicRow:
    """One topic of the diagnosis with how sure it is; scores in fractions."""

    title: str
    short: str
    figures: WeakTopic
    here: Counts
    """Right of asked in the failed test alone."""
    days: tuple[DayRow, ...]
    """Those of the new extra days that are about it."""

    @property
    def evidence(self) -> Evidence:
        """What the learner's own answers and the interval show."""
        return self.figures.evidence(self.here)


@dataclass(frozen=True, slots=True)
class DiagnosisView:
    """The newest diagnosis of a week and the way out."""

    plan: PlanView
    """The week's plan, which may be paused or over."""
    week: WeekCard
    score: int
    result_id: UUID
    weak: tuple[WeakTopicRow, ...]
    """What is known most surely comes first."""
    extra: tuple[DayRow, ...]
    """The extra days that the newest failure added."""
    test: TestState
    needs_help: bool
    """Whether the week was failed so often that a counsellor is told and other targets are shown."""
    words: Words | None
    """The diagnosis as a language model puts it; None where there is none that may be shown."""


def diagnosis_view(work: Workspace, learner: UUID, week_id: UUID) -> DiagnosisView | None:
    """The newest diagnosis of a week; None while the week was never failed. Raises NotFound."""
    with work.reading() as session:
        plan, _ = own_week(session, learner, week_id)
        failed = [r for r in attempts.results_of_week(session, week_id) if r.passed is False]
        if not failed:
            return None
        kept = session.scalars(
            select(WeakTopicDiagnosis).where(
                WeakTopicDiagnosis.assessment_result_id == failed[-1].id
            )
        ).one()
        days = plans.days_of_week(session, week_id)
        newest = {
            day.id
            for day in days
            if day.kind is DayKind.EXTRA and day.source_result_id == failed[-1].id
        }
        view = read_plan(session, work, plan)
        words = words_about(session, work, TextKind.DIAGNOSIS, kept.id)
        if words is not None:
            facts = diagnosis_facts(work.content, plan.target, kept, failed[-1], days)
            words = if_true(words, facts)
    week = next(week for week in view.weeks if week.id == week_id)
    extra = tuple(day for day in week.days if day.id in newest)
    return DiagnosisView(
        plan=view,
        week=week,
        score=failed[-1].score,
        result_id=failed[-1].id,
        weak=_rows(work, kept, report_of(failed[-1]).here, extra),
        extra=extra,
        test=week.test,
        needs_help=len(failed) >= FAILURES_BEFORE_HELP,
        words=words,
    )


def _rows(
    work: Workspace,
    kept: WeakTopicDiagnosis,
    here: Mapping[TopicId, tuple[int, int]],
    extra: Sequence[DayRow],
) -> tuple[WeakTopicRow, ...]:
    rows = [
        WeakTopicRow(
            title=work.content.topics[topic.topic].title,
            short=work.content.topics[topic.topic].short,
            figures=topic,
            here=Counts(*here[topic.topic]),
            days=tuple(day for day in extra if day.topic == topic.topic),
        )
        for topic in WEAK_TOPICS.validate_python(kept.weak_topics)
    ]
    # Sorting is stable: among equals the most probably weak stays first.
    return tuple(sorted(rows, key=lambda row: row.evidence.place))
