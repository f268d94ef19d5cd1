"""What became of a learner: reported by the learner, confirmed by the counsellor who saw the evidence."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.queries import placements
from db.tables import (
    CounsellorAssignment,
    PersonalizedPlan,
    PlacementOutcome,
    UserRegistration,
)
from plan_engine.placements import Outcome
from plan_engine.roles import Role
from plan_engine.values import TargetId
from services.account_fields import refuse_if_any
from services.audit import AuditAction, record
from services.calendars import local_date
from services.errors import NotFound, Refused
from services.guards import lock_learner, own_plan
from services.people_list import named_like
from services.workspace import Workspace

NOTE_MAX_CHARACTERS = 500
PAGE_ROWS = 25
"""Reports on one page of a counsellor's list."""


@dataclass(frozen=True, slots=True)
class Report:
    """One report as it is read."""

    id: UUID
    plan_id: UUID
    target: str
    outcome: Outcome
    since: date
    evidence_note: str | None
    reported_at: datetime
    confirmed_at: datetime | None

    @property
    def waits(self) -> bool:
        """Whether a counsellor has something to confirm."""
        return self.outcome.is_placement and self.confirmed_at is None


@dataclass(frozen=True, slots=True)
class LearnersReport:
    """A report as the counsellor reads it."""

    report: Report
    learner: str
    username: str


@dataclass(frozen=True, slots=True)
class ReportPage:
    """Some of a caseload's reports, and how many there are."""

    rows: Sequence[LearnersReport]
    total: int

    @property
    def pages(self) -> int:
        """How many pages there are; 1 also where there is nothing."""
        return max(1, -(-self.total // PAGE_ROWS))


def report_outcome(
    work: Workspace,
    learner: UUID,
    plan_id: UUID,
    outcome: Outcome,
    since: date,
    evidence_note: str = "",
) -> UUID:
    """Report what became of the learner after a plan; the report's key. The newest report counts.

    Saying the same again changes nothing, so that a confirmation stays. Raises NotFound, FormRefused.
    """
    note = " ".join(evidence_note.split()) or None
    with work.transaction() as session:
        person = lock_learner(session, learner)
        plan = own_plan(session, learner, plan_id)
        today = local_date(work.clock(), person.timezone)
        begun = local_date(plan.created_at, person.timezone)
        refuse_if_any(
            {
                "since": _date_problem(outcome, since, begun, today),
                "evidence_note": _note_problem(outcome, note),
            }
        )
        last = placements.newest_report(session, plan.id)
        if last is not None and (last.outcome, last.since, last.evidence_note) == (
            outcome,
            since,
            note,
        ):
            return last.id
        report = PlacementOutcome(
            id=work.new_id(),
            user_id=learner,
            personalized_plan_id=plan.id,
            outcome=outcome,
            since=since,
            evidence_note=note,
            reported_at=work.clock(),
        )
        session.add(report)
        return report.id


def own_reports(work: Workspace, learner: UUID) -> list[Report]:
    """What a learner has reported so far, the newest first."""
    with work.reading() as session:
        targets = {
            row[0]: row[1]
            for row in session.execute(
                select(PersonalizedPlan.id, PersonalizedPlan.target).where(
                    PersonalizedPlan.user_id == learner
                )
            )
        }
        return [
            _read(work, row, targets[row.personalized_plan_id])
            for row in placements.reports_of(session, learner)
        ]


def reports_of_caseload(
    work: Workspace, counsellor: UUID, *, search: str = "", page: int = 1
) -> ReportPage:
    """What the counsellor's learners reported last, those to confirm first. Raises Refused for others.

    Every word of `search` must be found in a learner's name, user name or email address.
    """
    with work.reading() as session:
        _require_counsellor(session, counsellor)
        rows, total = placements.newest_reports_of_caseload(
            session,
            counsellor,
            named_like(search),
            limit=PAGE_ROWS,
            offset=PAGE_ROWS * (max(page, 1) - 1),
        )
    return ReportPage(
        [
            LearnersReport(
                _read(work, report, target), f"{who.first_name} {who.last_name}", who.username
            )
            for report, who, target in rows
        ],
        total,
    )


def confirm_outcome(work: Workspace, counsellor: UUID, report_id: UUID) -> bool:
    """Confirm that a placement's evidence was seen; False if it was confirmed already.

    Raises NotFound for learners who are not the counsellor's, Refused when there is nothing to
    confirm or the learner has reported something else since.
    """
    with work.transaction() as session:
        _require_counsellor(session, counsellor)
        report = session.get(PlacementOutcome, report_id)
        if report is None or not _is_assigned(session, counsellor, report.user_id):
            raise NotFound("There is no such report by a learner of yours.")
        lock_learner(session, report.user_id)
        session.refresh(report)
        if not report.outcome.is_placement:
            raise Refused(
                "Only a placement is confirmed; looking and interviewing need no evidence."
            )
        newest = placements.newest_report(session, report.personalized_plan_id)
        if newest is None or newest.id != report.id:
            raise Refused("The learner has reported something newer. Look at that instead.")
        if report.confirmed_at is not None:
            return False
        report.confirmed_by = counsellor
        report.confirmed_at = work.clock()
        record(
            work,
            session,
            AuditAction.PLACEMENT_CONFIRMED,
            actor=counsellor,
            subject=report.id,
        )
    return True


def _require_counsellor(session: Session, user_id: UUID) -> None:
    person = session.get(UserRegistration, user_id)
    if person is None or person.role is not Role.COUNSELLOR:
        raise Refused("Only counsellors see what learners reported.")


def _is_assigned(session: Session, counsellor: UUID, learner: UUID) -> bool:
    return (
        session.scalar(
            select(CounsellorAssignment.id).where(
                CounsellorAssignment.counsellor_id == counsellor,
                CounsellorAssignment.learner_id == learner,
            )
        )
        is not None
    )


def _date_problem(outcome: Outcome, since: date, begun: date, today: date) -> str | None:
    if since > today:
        return (
            "Choose a date that has come already. Report what is still ahead once it has happened."
        )
    if outcome.is_placement and since < begun:
        return "This is before the plan began, so the plan had no part in it. Choose a later date."
    return None


def _note_problem(outcome: Outcome, note: str | None) -> str | None:
    if note is not None and len(note) > NOTE_MAX_CHARACTERS:
        return f"Use at most {NOTE_MAX_CHARACTERS} characters."
    if note is None and outcome.is_placement:
        return "Say what your counsellor can check: the employer and the kind of contract, for example."
    return None


def _read(work: Workspace, row: PlacementOutcome, target: str) -> Report:
    known = work.content.targets.get(TargetId(target))
    return Report(
        id=row.id,
        plan_id=row.personalized_plan_id,
        target=known.title if known else target,
        outcome=row.outcome,
        since=row.since,
        evidence_note=row.evidence_note,
        reported_at=row.reported_at,
        confirmed_at=row.confirmed_at,
    )
