"""Making accounts: learners register themselves; staff accounts are made in services.staff."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import InstrumentedAttribute, Session

from db.tables import UserRegistration
from plan_engine.roles import Role
from services import audit, passwords
from services.account_fields import (
    email_problem,
    name_problem,
    refuse_if_any,
    tidy_email,
    tidy_name,
    tidy_username,
    timezone_problem,
    username_problem,
)
from services.workspace import Workspace

NAME_TAKEN = "This user name is taken. Choose another."
EMAIL_TAKEN = "There is an account with this email address already. Sign in instead."


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who an account is for, as typed."""

    username: str
    email: str
    first_name: str
    last_name: str
    timezone: str

    def tidied(self) -> "Identity":
        """As it is stored."""
        return Identity(
            username=tidy_username(self.username),
            email=tidy_email(self.email),
            first_name=tidy_name(self.first_name),
            last_name=tidy_name(self.last_name),
            timezone=self.timezone,
        )

    def problems(self) -> dict[str, str | None]:
        """What is wrong with each field, once tidied."""
        return {
            "username": username_problem(self.username),
            "email": email_problem(self.email),
            "first_name": name_problem(self.first_name, "first name"),
            "last_name": name_problem(self.last_name, "last name"),
            "timezone": timezone_problem(self.timezone),
        }


def register(work: Workspace, typed: Identity, password: str, repeated: str) -> UUID:
    """A new learner's account; its key comes back. Raises FormRefused with a sentence for each field."""
    who = typed.tidied()
    problems = who.problems()
    problems["password"] = passwords.password_problem(password, names=names_of(who))
    if password != repeated:
        problems["repeated"] = "The two passwords are not the same."
    return add_account(
        work,
        who,
        problems,
        role=Role.LEARNER,
        password=password,
        action=audit.AuditAction.REGISTERED,
    )


def add_account(
    work: Workspace,
    who: Identity,
    problems: dict[str, str | None],
    *,
    role: Role,
    password: str,
    action: audit.AuditAction,
    actor: UUID | None = None,
    must_change_password: bool = False,
) -> UUID:
    """Write the account, unless there are problems or the name is taken. Raises FormRefused.

    `actor` None: whoever registers is the actor of their own registration.
    """
    with work.reading() as session:
        refuse_if_any({**_found(taken(session, who)), **_found(problems)})
    # Outside of the transaction: hashing takes long, and others wait for the database meanwhile.
    password_hash = passwords.hashed(password)
    account = UserRegistration(
        id=work.new_id(),
        username=who.username,
        email=who.email,
        first_name=who.first_name,
        last_name=who.last_name,
        password_hash=password_hash,
        must_change_password=must_change_password,
        role=role,
        timezone=who.timezone,
        created_at=work.clock(),
    )
    try:
        with work.transaction() as session:
            session.add(account)
            session.flush()
            self_made = action is audit.AuditAction.REGISTERED
            audit.record(
                work,
                session,
                action,
                actor=account.id if self_made else actor,
                subject=account.id,
                role=role.value,
            )
    except IntegrityError:
        # Somebody took the name in the meantime: say which, as if they had come first.
        with work.reading() as session:
            refuse_if_any(taken(session, who))
        raise
    return account.id


def names_of(who: Identity) -> tuple[str, ...]:
    """What others know of this person, for the password rule."""
    first, last = who.first_name, who.last_name
    return (who.username, who.email, first, last, first + last, last + first)


def taken(session: Session, who: Identity) -> dict[str, str | None]:
    """Which of user name and email another account has."""

    def is_there(column: InstrumentedAttribute[str], value: str) -> bool:
        return bool(session.scalar(select(exists().where(column == value))))

    name_taken = is_there(UserRegistration.username, who.username)
    email_taken = is_there(UserRegistration.email, who.email)
    return {
        "username": NAME_TAKEN if name_taken else None,
        "email": EMAIL_TAKEN if email_taken else None,
    }


def _found(problems: dict[str, str | None]) -> dict[str, str | None]:
    return {field: problem for field, problem in problems.items() if problem is not None}
