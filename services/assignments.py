"""Which counsellor may see which learner."""

from uuid import UUID

from sqlalchemy import ColumnElement, and_, delete, select
from sqlalchemy.engine import CursorResult

from db.tables import CounsellorAssignment
from plan_engine.roles import Role
from services.audit import AuditAction, record
from services.staff import account_named, require_active, require_admin
from services.workspace import Workspace


def assign(work: Workspace, *, counsellor: str, learner: str, actor: UUID | None) -> bool:
    """Let a counsellor see a learner, by user names or email addresses; False if it was so already.

    Raises NotFound, Refused for an account that is deactivated.
    """
    with work.transaction() as session:
        require_admin(session, actor)
        guide = account_named(session, counsellor, Role.COUNSELLOR)
        person = account_named(session, learner, Role.LEARNER)
        require_active(guide)
        require_active(person)
        counsellor_id, learner_id = guide.id, person.id
        there = select(CounsellorAssignment.id).where(_pair(counsellor_id, learner_id))
        if session.scalar(there) is not None:
            return False
        session.add(
            CounsellorAssignment(
                id=work.new_id(),
                counsellor_id=counsellor_id,
                learner_id=learner_id,
                created_at=work.clock(),
            )
        )
        record(
            work,
            session,
            AuditAction.LEARNER_ASSIGNED,
            actor=actor,
            subject=learner_id,
            counsellor=str(counsellor_id),
        )
    return True


def unassign(work: Workspace, *, counsellor: str, learner: str, actor: UUID | None) -> bool:
    """End an assignment, by user names or email addresses; False if there was none. Raises NotFound."""
    with work.transaction() as session:
        require_admin(session, actor)
        counsellor_id = account_named(session, counsellor, Role.COUNSELLOR).id
        learner_id = account_named(session, learner, Role.LEARNER).id
        result = session.execute(
            delete(CounsellorAssignment).where(_pair(counsellor_id, learner_id))
        )
        assert isinstance(result, CursorResult)
        if not result.rowcount:
            return False
        record(
            work,
            session,
            AuditAction.LEARNER_UNASSIGNED,
            actor=actor,
            subject=learner_id,
            counsellor=str(counsellor_id),
        )
    return True


def _pair(counsellor_id: UUID, learner_id: UUID) -> ColumnElement[bool]:
    return and_(
        CounsellorAssignment.counsellor_id == counsellor_id,
        CounsellorAssignment.learner_id == learner_id,
    )
