"""The end of a plan's road as it is read: final test, correction days, comprehensive retest, verdict."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from sqlalchemy.orm import Session

from db.queries import plans
from db.tables import AssessmentResult, CorrectionPlan, PersonalizedPlan
from plan_engine.kinds import TestType
from plan_engine.lifecycles import CorrectionStatus, DayStatus
from plan_engine.progression import Verdict, verdict
from services.plan_rows import DayRow, day_row
from services.workspace import Workspace


class LongTestState(StrEnum):
    """What can be done with the final test or the retest."""

    LOCKED = "locked"
    OPEN = "open"
    UNDER_WAY = "under_way"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class LongTest:
    """The final test or the comprehensive retest."""

    state: LongTestState
    score: int | None = None
    result: UUID | None = None


@dataclass(frozen=True, slots=True)
class CorrectionCard:
    """The two weeks after a final score at or below the cut."""

    id: UUID
    status: CorrectionStatus
    days: tuple[DayRow, ...]

    @property
    def open_day(self) -> DayRow | None:
        """The day to work on now."""
        return next((day for day in self.days if day.status is DayStatus.UNLOCKED), None)

    @property
    def days_done(self) -> int:
        """Days that are completed."""
        return sum(day.status is DayStatus.COMPLETED for day in self.days)


@dataclass(frozen=True, slots=True)
class Ending:
    """What comes after the last week."""

    final: LongTest
    correction: CorrectionCard | None
    """None before the final test, and when its score needed no correction."""
    retest: LongTest
    verdict: Verdict | None
    """None until it is reached."""

    @property
    def verdict_result(self) -> UUID | None:
        """The result that the verdict rests on."""
        if self.verdict is None:
            return None
        return self.final.result if self.correction is None else self.retest.result

    @property
    def test_to_sit(self) -> TestType | None:
        """Which of the two can be sat or gone on with now."""
        now = {LongTestState.OPEN, LongTestState.UNDER_WAY}
        if self.final.state in now:
            return TestType.FINAL
        return TestType.CORRECTION if self.retest.state in now else None


def read_ending(
    session: Session,
    work: Workspace,
    plan: PersonalizedPlan,
    results: Sequence[AssessmentResult],
    under_way: Collection[TestType],
    *,
    weeks_passed: bool,
) -> Ending:
    """The end of a plan from its results; `under_way` are the kinds of its open sittings.

    One query, two more once there is a correction plan.
    """
    final = _result(results, TestType.FINAL)
    retest = _result(results, TestType.CORRECTION)
    kept = plans.correction_of(session, plan.id) if final is not None else None
    card = None if kept is None else _correction(session, work, kept)
    decisive = final if kept is None else retest
    return Ending(
        final=_test(final, is_open=weeks_passed, is_under_way=TestType.FINAL in under_way),
        correction=card,
        retest=_test(
            retest,
            is_open=card is not None and card.days_done == len(card.days),
            is_under_way=TestType.CORRECTION in under_way,
        ),
        verdict=None if decisive is None else verdict(decisive.score),
    )


def _result(results: Sequence[AssessmentResult], test_type: TestType) -> AssessmentResult | None:
    return next((result for result in results if result.test_type is test_type), None)


def _test(result: AssessmentResult | None, *, is_open: bool, is_under_way: bool) -> LongTest:
    if result is not None:
        return LongTest(LongTestState.DONE, result.score, result.id)
    if is_under_way:
        return LongTest(LongTestState.UNDER_WAY)
    return LongTest(LongTestState.OPEN if is_open else LongTestState.LOCKED)


def _correction(session: Session, work: Workspace, kept: CorrectionPlan) -> CorrectionCard:
    days = plans.days_of_correction(session, kept.id)
    return CorrectionCard(
        kept.id, kept.status, tuple(day_row(work.content.topics, day) for day in days)
    )
