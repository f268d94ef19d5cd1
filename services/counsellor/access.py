"""Who is a counsellor, and which learners are theirs: the first lines of every service here."""

from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from db.tables import CounsellorAssignment, UserRegistration
from plan_engine.roles import Role
from services.errors import NotFound, Refused
from services.staff import is_active


def require_counsellor(session: Session, counsellor_id: UUID) -> UserRegistration:
    """The counsellor who asks. Raises Refused for anybody else."""
    person = session.get(UserRegistration, counsellor_id)
    if person is None or person.role is not Role.COUNSELLOR:
        raise Refused("Only counsellors have a caseload.")
    return person


def assigned_learner(session: Session, counsellor_id: UUID, learner_id: UUID) -> UserRegistration:
    """A learner who is assigned to this counsellor. One query.

    Raises NotFound for everybody else's learners exactly as for those who do not exist.
    """
    counsellor = (
        select(UserRegistration.id)
        .where(UserRegistration.id == counsellor_id, UserRegistration.role == Role.COUNSELLOR)
        .scalar_subquery()
    )
    found = session.scalar(
        select(UserRegistration)
        .join(CounsellorAssignment, CounsellorAssignment.learner_id == UserRegistration.id)
        .where(
            UserRegistration.id == learner_id,
            UserRegistration.role == Role.LEARNER,
            is_active(),
            CounsellorAssignment.counsellor_id == counsellor,
        )
    )
    if found is None:
        raise NotFound("There is no such learner in your caseload.")
    return found


def learners_of(counsellor_id: UUID) -> Select[UUID]:
    """The keys of a counsellor's learners, for use inside other queries; who is shut out is not among them."""
    return (
        select(CounsellorAssignment.learner_id)
        .join(UserRegistration, UserRegistration.id == CounsellorAssignment.learner_id)
        .where(CounsellorAssignment.counsellor_id == counsellor_id, is_active())
    )
