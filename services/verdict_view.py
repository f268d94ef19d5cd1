"""A final or comprehensive test's result as it is read: verdict, how sure it is, what has changed."""

from dataclasses import dataclass
from uuid import UUID

from db.queries import attempts
from db.tables import AssessmentResult
from plan_engine.kinds import TestType
from plan_engine.measurement.domain import DomainScore
from plan_engine.progression import Verdict, needs_correction, verdict
from plan_engine.rules import WEAK_PROBABILITY
from plan_engine.values import BlockId
from services.errors import NotFound
from services.result_views import ResultView, TopicResult, result_view
from services.scoring import Report, report_of
from services.workspace import Workspace

LIKELY_MASTERED = 0.5
"""A topic is a strength from this probability of mastery on: more likely mastered than not."""
LONG_TESTS = frozenset({TestType.FINAL, TestType.CORRECTION})


@dataclass(frozen=True, slots=True)
class BlockChange:
    """A block at the assessment and after this test; domain scores as fractions with 90% intervals."""

    title: str
    before: DomainScore
    now: DomainScore


@dataclass(frozen=True, slots=True)
class VerdictView:
    """One long test's result and what it means."""

    result: ResultView
    verdict: Verdict | None
    """None where the correction plan comes first."""
    probability: float | None
    """That the true score lies in the band of this score; None only for results without one."""
    at_start: DomainScore | None
    """The readiness forecast of the plan's assessment."""
    changes: tuple[BlockChange, ...]
    strengths: tuple[TopicResult, ...]
    """Topics more likely mastered than not, surest first."""
    gaps: tuple[TopicResult, ...]
    """Topics more likely below the bar than not, surest first."""
    final_score: int | None
    """Of the final test, where this is the retest after it."""

    @property
    def needs_correction(self) -> bool:
        """Whether the two-week correction plan follows."""
        return self.verdict is None


def verdict_view(work: Workspace, learner: UUID, result_id: UUID) -> VerdictView:
    """A final or comprehensive result of the learner. Raises NotFound."""
    view = result_view(work, learner, result_id)
    if view.test_type not in LONG_TESTS or view.plan_id is None:
        raise NotFound("There is no such final test of yours.")
    with work.reading() as session:
        report = report_of(session.get_one(AssessmentResult, result_id))
        of_plan = attempts.results_of_plan(session, view.plan_id)
    initial = next((r for r in of_plan if r.test_type is TestType.INITIAL), None)
    final = next((r for r in of_plan if r.test_type is TestType.FINAL), None)
    is_retest = view.test_type is TestType.CORRECTION
    reached = is_retest or not needs_correction(view.score)
    start = report_of(initial) if initial is not None else None
    return VerdictView(
        result=view,
        verdict=verdict(view.score) if reached else None,
        probability=report.verdict_probability,
        at_start=start.mastery.overall if start is not None else None,
        changes=_changes(work, start, report) if start is not None else (),
        strengths=_strengths(view),
        gaps=_gaps(view),
        final_score=final.score if final is not None and is_retest else None,
    )


def latest_long_result(work: Workspace, learner: UUID) -> UUID | None:
    """The newest comprehensive or final result."""
    with work.reading() as session:
        results = attempts.results_of_learner(session, learner)
    return next((r.id for r in reversed(results) if r.test_type in LONG_TESTS), None)


def _changes(work: Workspace, start: Report, now: Report) -> tuple[BlockChange, ...]:
    rows = []
    for block, after in now.mastery.blocks.items():
        before = start.mastery.blocks.get(BlockId(block))
        if before is not None:
            rows.append(
                BlockChange(
                    work.content.blocks[block].title,
                    DomainScore(before.domain_score, before.low, before.high),
                    DomainScore(after.domain_score, after.low, after.high),
                )
            )
    return tuple(rows)


def _strengths(view: ResultView) -> tuple[TopicResult, ...]:
    found = [topic for topic in view.topics if topic.mastery.p_mastered >= LIKELY_MASTERED]
    return tuple(sorted(found, key=lambda topic: -topic.mastery.p_mastered))


def _gaps(view: ResultView) -> tuple[TopicResult, ...]:
    found = [topic for topic in view.topics if topic.mastery.p_weak >= WEAK_PROBABILITY]
    return tuple(sorted(found, key=lambda topic: -topic.mastery.p_weak))
