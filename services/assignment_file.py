"""Caseloads from a file: CSV with a counsellor and a learner on each line, all of it or nothing."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.tables import CounsellorAssignment, UserRegistration
from plan_engine.roles import Role
from services.audit import AuditAction, record
from services.errors import Refused
from services.staff import is_active, require_admin
from services.workspace import Workspace

COLUMNS: Final = ("counsellor", "learner")
LINES_MAX: Final = 10_000
PROBLEMS_SHOWN: Final = 20
NAMES_AT_ONCE: Final = 500
"""Names asked for in one query: databases limit how many values one may hold."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One line of the file."""

    line: int
    counsellor: str
    learner: str


@dataclass(frozen=True, slots=True)
class Assigned:
    """What a file came to."""

    added: int
    known: int
    """Lines that were so already."""


class FileRefused(Refused):
    """The file cannot be taken; `problems` are sentences about its lines."""

    def __init__(self, sentence: str, problems: Sequence[str] = ()) -> None:
        """`sentence` says what is wrong with the whole."""
        super().__init__(sentence)
        self.problems = tuple(problems)


def assign_from_file(work: Workspace, content: bytes, *, actor: UUID | None) -> Assigned:
    """Assign every learner of the file to the counsellor beside them; names or email addresses.

    Nothing is assigned unless every line can be. Raises FileRefused with the lines that cannot.
    """
    pairs = read_pairs(content)
    with work.transaction() as session:
        require_admin(session, actor)
        names = {pair.counsellor for pair in pairs} | {pair.learner for pair in pairs}
        people = _people(session, sorted(names))
        if problems := [problem for pair in pairs for problem in _problems(pair, people)]:
            some = ", the first of them:" if len(problems) > PROBLEMS_SHOWN else ":"
            raise FileRefused(
                f"Nothing was assigned. What will not do ({len(problems)}){some}",
                problems[:PROBLEMS_SHOWN],
            )
        wanted = dict.fromkeys(
            (people[pair.counsellor].id, people[pair.learner].id) for pair in pairs
        )
        counsellors = {counsellor for counsellor, _ in wanted}
        there = {
            (row[0], row[1])
            for row in session.execute(
                select(CounsellorAssignment.counsellor_id, CounsellorAssignment.learner_id).where(
                    CounsellorAssignment.counsellor_id.in_(counsellors)
                )
            )
        }
        added = [pair for pair in wanted if pair not in there]
        for counsellor, learner in added:
            _add(work, session, counsellor, learner, actor)
    return Assigned(len(added), len(wanted) - len(added))


def read_pairs(content: bytes) -> list[Pair]:
    """The lines of a file. Raises FileRefused for what is no such file."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FileRefused("This file is not UTF-8 text. Save it as “CSV UTF-8”.") from None
    try:
        # Spreadsheets of some countries part columns by semicolons.
        first = text.partition("\n")[0]
        lines = csv.DictReader(
            io.StringIO(text), delimiter=";" if ";" in first else ",", strict=True
        )
        header = [name.strip().lower() for name in lines.fieldnames or ()]
        if not set(COLUMNS) <= set(header):
            raise FileRefused("The first line must name two columns: counsellor and learner.")
        lines.fieldnames = header
        pairs = [
            Pair(lines.line_num, *((row[name] or "").strip().lower() for name in COLUMNS))
            for row in lines
        ]
    except csv.Error:
        raise FileRefused(
            "This file cannot be read as CSV. Look for a quote that never ends."
        ) from None
    if not pairs:
        raise FileRefused("The file has no lines below its first.")
    if len(pairs) > LINES_MAX:
        raise FileRefused(f"A file may have {LINES_MAX:,} lines; this one has {len(pairs):,}.")
    return pairs


@dataclass(frozen=True, slots=True)
class _Person:
    id: UUID
    role: Role
    is_active: bool


def _people(session: Session, names: Sequence[str]) -> dict[str, _Person]:
    """Accounts by the user name or email address that the file calls them by."""
    found: dict[str, _Person] = {}
    for start in range(0, len(names), NAMES_AT_ONCE):
        some = names[start : start + NAMES_AT_ONCE]
        for key in (UserRegistration.email, UserRegistration.username):
            rows = session.execute(
                select(key, UserRegistration.id, UserRegistration.role, is_active()).where(
                    key.in_(some)
                )
            )
            found.update({row[0]: _Person(*row[1:]) for row in rows})
    return found


def _problems(pair: Pair, people: dict[str, _Person]) -> list[str]:
    problems = []
    for name, role in ((pair.counsellor, Role.COUNSELLOR), (pair.learner, Role.LEARNER)):
        person = people.get(name)
        if not name:
            problems.append(f"Line {pair.line}: the {role.value} is missing.")
        elif person is None or person.role is not role:
            problems.append(f"Line {pair.line}: there is no {role.value} “{name}”.")
        elif not person.is_active:
            problems.append(f"Line {pair.line}: the account of “{name}” is deactivated.")
    return problems


def _add(
    work: Workspace, session: Session, counsellor: UUID, learner: UUID, actor: UUID | None
) -> None:
    session.add(
        CounsellorAssignment(
            id=work.new_id(),
            counsellor_id=counsellor,
            learner_id=learner,
            created_at=work.clock(),
        )
    )
    record(
        work,
        session,
        AuditAction.LEARNER_ASSIGNED,
        actor=actor,
        subject=learner,
        counsellor=str(counsellor),
    )
