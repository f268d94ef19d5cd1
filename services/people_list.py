"""Accounts, searched and paged in the database, for admins."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, false, func, or_, select

from db.tables import CounsellorAssignment, UserRegistration
from plan_engine.roles import Role
from services.account_fields import NUL, tidy_name
from services.staff import is_active
from services.workspace import Workspace

PAGE_ROWS = 25
"""Accounts on one page of a list."""
MOST_WORDS = 50
"""Nobody's name has more; SQLite takes no condition of a thousand."""

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
    is_active: bool


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
    work: Workspace,
    *,
    search: str = "",
    role: Role | None = None,
    active: bool | None = None,
    page: int = 1,
) -> AccountPage:
    """A page of accounts by last name, 1 being the first; `active` None: those that are deactivated, too.

    Every word of `search` must be found somewhere.
    """
    wanted = named_like(search)
    if role is not None:
        wanted.append(UserRegistration.role == role)
    if active is not None:
        wanted.append(is_active() if active else ~is_active())
    return _page_of(work, wanted, page)


def named_like(search: str) -> list[ColumnElement[bool]]:
    """Conditions on accounts: every word is found in a name, the user name or the email address."""
    words = tidy_name(search).lower().split()
    if len(words) > MOST_WORDS or NUL in search:
        return [false()]
    return [
        or_(*(func.lower(column).contains(word, autoescape=True) for column in _SEARCHED))
        for word in words
    ]


def assigned_learners(work: Workspace, counsellor: str, *, page: int = 1) -> AccountPage:
    """A page of the learners that the counsellor with this user name may see."""
    counsellor_id = select(UserRegistration.id).where(UserRegistration.username == counsellor)
    theirs = select(CounsellorAssignment.learner_id).where(
        CounsellorAssignment.counsellor_id.in_(counsellor_id)
    )
    return _page_of(work, [UserRegistration.id.in_(theirs)], page)


def learners_without_counsellor(work: Workspace, *, search: str = "", page: int = 1) -> AccountPage:
    """A page of the learners whom no counsellor sees: nobody is assigned, or only who is deactivated."""
    seen = (
        select(CounsellorAssignment.learner_id)
        .join(UserRegistration, UserRegistration.id == CounsellorAssignment.counsellor_id)
        .where(is_active())
    )
    wanted = [
        UserRegistration.role == Role.LEARNER,
        is_active(),
        UserRegistration.id.not_in(seen),
        *named_like(search),
    ]
    return _page_of(work, wanted, page)


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
                is_active(),
            )
            .where(*wanted)
            .order_by(
                UserRegistration.last_name, UserRegistration.first_name, UserRegistration.username
            )
            .limit(PAGE_ROWS)
            .offset(PAGE_ROWS * (max(page, 1) - 1))
        ).all()
    return AccountPage([AccountRow(*row) for row in rows], total)
