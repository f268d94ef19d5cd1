"""Accounts, searched and paged in the database, for admins."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select

from db.tables import CounsellorAssignment, UserRegistration
from plan_engine.roles import Role
from services.workspace import Workspace

PAGE_ROWS = 25
"""Accounts on one page of a list."""

_SEARCHED = (
    UserRegistration.username,
    UserRegistration.email,
    UserRegistration.first_name,
    UserRegistration.last_name,
)


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One account in a list."""

    id: UUID
    username: str
    email: str
    first_name: str
    last_name: str
    role: Role
    created_at: datetime


@dataclass(frozen=True, slots=True)
class AccountPage:
    """Some of the accounts that were looked for, and how many there are."""

    rows: Sequence[AccountRow]
    total: int

    @property
    def pages(self) -> int:
        """How many pages there are; 1 also where there is nothing."""
        return max(1, -(-self.total // PAGE_ROWS))


def find_accounts(
    work: Workspace, *, search: str = "", role: Role | None = None, page: int = 1
) -> AccountPage:
    """A page of accounts by last name, 1 being the first. Every word of `search` must be found somewhere."""
    wanted = [] if role is None else [UserRegistration.role == role]
    for word in search.lower().split():
        found = (func.lower(column).contains(word, autoescape=True) for column in _SEARCHED)
        wanted.append(or_(*found))
    return _page_of(work, wanted, page)


def assigned_learners(work: Workspace, counsellor: str, *, page: int = 1) -> AccountPage:
    """A page of the learners that the counsellor with this user name may see."""
    counsellor_id = select(UserRegistration.id).where(UserRegistration.username == counsellor)
    theirs = select(CounsellorAssignment.learner_id).where(
        CounsellorAssignment.counsellor_id.in_(counsellor_id)
    )
    return _page_of(work, [UserRegistration.id.in_(theirs)], page)


def _page_of(work: Workspace, wanted: Sequence[ColumnElement[bool]], page: int) -> AccountPage:
    with work.reading() as session:
        total = session.scalar(select(func.count(UserRegistration.id)).where(*wanted)) or 0
        rows = session.execute(
            select(
                UserRegistration.id,
                UserRegistration.username,
                UserRegistration.email,
                UserRegistration.first_name,
                UserRegistration.last_name,
                UserRegistration.role,
                UserRegistration.created_at,
            )
            .where(*wanted)
            .order_by(
                UserRegistration.last_name, UserRegistration.first_name, UserRegistration.username
            )
            .limit(PAGE_ROWS)
            .offset(PAGE_ROWS * (max(page, 1) - 1))
        ).all()
    return AccountPage([AccountRow(*row) for row in rows], total)
