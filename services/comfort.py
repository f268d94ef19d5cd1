"""What makes the product fit a person: extra time, set by a counsellor; stillness, chosen by oneself."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.tables import CounsellorAssignment, UserRegistration
from plan_engine.roles import Role
from plan_engine.rules import EXTRA_TIME_PERCENTS
from services.audit import AuditAction, record
from services.counsellor.access import learners_of
from services.errors import NotFound, Refused
from services.guards import lock_learner
from services.people_list import named_like
from services.sign_in_sessions import SignedIn
from services.staff import is_active
from services.workspace import Workspace

PAGE_ROWS = 25
"""Learners on one page."""


@dataclass(frozen=True, slots=True)
class LearnersTime:
    """A learner and the extra time they have."""

    id: UUID
    name: str
    username: str
    extra_percent: int


@dataclass(frozen=True, slots=True)
class TimePage:
    """Some of a counsellor's learners, and how many there are."""

    rows: Sequence[LearnersTime]
    total: int

    @property
    def pages(self) -> int:
        """How many pages there are; 1 also where there is nobody."""
        return max(1, -(-self.total // PAGE_ROWS))


def set_reduced_motion(work: Workspace, who: SignedIn, *, reduced: bool) -> None:
    """Store whether this person's screens hold still. Raises NotFound."""
    with work.transaction() as session:
        person = session.get(UserRegistration, who.id)
        if person is None:
            raise NotFound("This account does not exist any more.")
        person.reduced_motion = reduced


def learners_times(
    work: Workspace, counsellor: UUID, *, search: str = "", page: int = 1
) -> TimePage:
    """A page of the counsellor's learners by name, with their extra time. Raises Refused for others.

    Every word of `search` must be found in a name, the user name or the email address.
    """
    with work.reading() as session:
        _require_counsellor(session, counsellor)
        theirs = (
            select(UserRegistration)
            .join(CounsellorAssignment, CounsellorAssignment.learner_id == UserRegistration.id)
            .where(
                CounsellorAssignment.counsellor_id == counsellor, is_active(), *named_like(search)
            )
        )
        total = session.scalar(select(func.count()).select_from(theirs.subquery())) or 0
        people = session.scalars(
            theirs.order_by(
                UserRegistration.last_name, UserRegistration.first_name, UserRegistration.username
            )
            .limit(PAGE_ROWS)
            .offset(PAGE_ROWS * (max(page, 1) - 1))
        ).all()
    return TimePage(
        [
            LearnersTime(p.id, f"{p.first_name} {p.last_name}", p.username, p.extra_time_percent)
            for p in people
        ],
        total,
    )


def set_extra_time(work: Workspace, counsellor: UUID, learner: UUID, percent: int) -> bool:
    """Grant a learner of the counsellor's extra time, from now on; False if they had just that already.

    Raises NotFound for learners who are not theirs, Refused for other people and other figures.
    """
    if percent not in EXTRA_TIME_PERCENTS:
        listed = ", ".join(str(p) for p in EXTRA_TIME_PERCENTS)
        raise Refused(f"Extra time is one of these, in percent: {listed}.")
    with work.transaction() as session:
        _require_counsellor(session, counsellor)
        assigned = session.scalar(
            learners_of(counsellor).where(CounsellorAssignment.learner_id == learner)
        )
        if assigned is None:
            raise NotFound("There is no such learner of yours.")
        person = lock_learner(session, learner)
        if person.extra_time_percent == percent:
            return False
        before = person.extra_time_percent
        person.extra_time_percent = percent
        record(
            work,
            session,
            AuditAction.EXTRA_TIME_SET,
            actor=counsellor,
            subject=learner,
            before=str(before),
            now=str(percent),
        )
    return True


def _require_counsellor(session: Session, user_id: UUID) -> None:
    person = session.get(UserRegistration, user_id)
    if person is None or person.role is not Role.COUNSELLOR:
        raise Refused("Only counsellors grant extra time.")
