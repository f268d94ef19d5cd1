"""Everything about one person as a file of their own: JSON and CSV in a zip."""

import csv
import io
import json
import re
import zipfile
from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from enum import Enum
from typing import Any
from uuid import UUID

from sqlalchemy import Table, select
from sqlalchemy.engine import RowMapping
from sqlalchemy.orm import Session

from db.tables import (
    AttemptAnswer,
    AttemptItem,
    AuditLog,
    Base,
    TestAttempt,
)
from plan_engine.lifecycles import AttemptStatus
from services.audit import AuditAction, record
from services.owned_rows import ACCOUNT, rows_about
from services.resumes.sealing import CannotUnseal, Seal
from services.sign_in_sessions import SignedIn
from services.workspace import Workspace

SECRET_COLUMN = re.compile(r"^(?!content_hash$).*_hash$|token|secret|ticket")
"""Columns that sign people in, by their names: never exported, from whatever table."""

KEYS_OF: Mapping[str, frozenset[str]] = {
    TestAttempt.__tablename__: frozenset({"seed"}),
    AttemptItem.__tablename__: frozenset({"option_order"}),
    AttemptAnswer.__tablename__: frozenset({"outcome"}),
}
"""Columns from which the right answers follow; given only for tests that were handed in."""

SOMEBODY_ELSE = "somebody else"
"""What other accounts are called, wherever a row names one."""

README = """Everything that this product keeps about you, as of {now} (UTC).

data.json   all of it, by table
csv/        the same, one file a table, for a spreadsheet

Left out, because they would let others in or answer questions for you:
- your password's hash, and the tokens of signed-in browsers;
- the right answers of tests that you have not handed in (also of those that were withdrawn).
Other people are called "{somebody}". The text of questions is ours, not yours, so only your answers
are here: "choice" is the place that you chose, counted from 0 (empty: "I don't know"), and
"option_order" says which option stood at each place, 0 being the right one.

The tables:
{tables}
"""

Row = dict[str, Any]


def export_my_data(work: Workspace, who: SignedIn, seal: Seal) -> bytes:
    """A zip with everything about this person: README.txt, data.json, csv/<table>.csv.

    What is sealed in the database is given as it was written, where this installation has its key.
    """
    with work.transaction() as session:
        record(work, session, AuditAction.DATA_EXPORTED, actor=who.id, subject=who.id)
        session.flush()
        tables = everything_about(session, who.id, seal)
    now = work.clock()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in _files(tables, now).items():
            entry = zipfile.ZipInfo(name, now.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, text)
    return packed.getvalue()


def everything_about(session: Session, user_id: UUID, seal: Seal) -> dict[str, list[Row]]:
    """The rows about a person by table, as plain values, without secrets and unrevealed keys."""
    handed_in = _handed_in(session, user_id)
    found = {}
    for table, about in rows_about(user_id).items():
        reveals = handed_in.get(table.name, _always)
        key = list(table.primary_key.columns)
        rows = session.execute(select(table).where(about).order_by(*key)).mappings()
        found[table.name] = [
            _shown(table, _unsealed(row, seal), user_id, may_see_keys=reveals(row)) for row in rows
        ]
    return found


def _handed_in(session: Session, user_id: UUID) -> Mapping[str, Callable[[RowMapping], bool]]:
    """For each table with keys in it, whether a row belongs to a test that was handed in."""
    sittings = set(
        session.scalars(
            select(TestAttempt.id).where(
                TestAttempt.user_id == user_id, TestAttempt.status == AttemptStatus.SUBMITTED
            )
        )
    )
    items = set(
        session.scalars(
            select(AttemptItem.id)
            .join(TestAttempt, AttemptItem.attempt_id == TestAttempt.id)
            .where(TestAttempt.user_id == user_id, TestAttempt.status == AttemptStatus.SUBMITTED)
        )
    )
    return {
        TestAttempt.__tablename__: lambda row: row["id"] in sittings,
        AttemptItem.__tablename__: lambda row: row["attempt_id"] in sittings,
        AttemptAnswer.__tablename__: lambda row: row["attempt_item_id"] in items,
    }


def _always(_row: RowMapping) -> bool:
    return True


def _unsealed(row: RowMapping, seal: Seal) -> Row:
    """The row with its sealed text or file opened; as it is where it is not sealed or the key is lost."""
    found = dict(row)
    if not row.get("is_sealed"):
        return found
    with suppress(CannotUnseal):
        if "text" in row:
            found["text"] = seal.open(row["text"], is_sealed=True)
        else:
            found["content"] = seal.open_file(row["content"], is_sealed=True)
        found["is_sealed"] = False
    return found


def _shown(table: Table, row: Row, me: UUID, *, may_see_keys: bool) -> Row:
    hidden = frozenset() if may_see_keys else KEYS_OF.get(table.name, frozenset())
    people = {key.parent.name for key in table.foreign_keys if key.column.table.name == ACCOUNT}
    shown: Row = {}
    for name, value in row.items():
        if SECRET_COLUMN.search(name) or name in hidden:
            continue
        if name in people and value is not None and value != me:
            shown[name] = SOMEBODY_ELSE
        else:
            shown[name] = _plain(value)
    if table.name == AuditLog.__tablename__ and "counsellor" in shown["detail"]:
        shown["detail"] = {**shown["detail"], "counsellor": SOMEBODY_ELSE}
    return shown


def _plain(value: object) -> Any:
    """A value as JSON knows it."""
    match value:
        case Enum():
            return value.value
        case datetime() | date():
            return value.isoformat()
        case UUID():
            return str(value)
        case bytes():
            return b64encode(value).decode()
    return value


def _files(tables: Mapping[str, Sequence[Row]], now: datetime) -> dict[str, str]:
    files = {
        "README.txt": README.format(
            now=f"{now:%Y-%m-%d %H:%M}",
            somebody=SOMEBODY_ELSE,
            tables="\n".join(f"- {name} ({len(tables[name])}): {_about(name)}" for name in tables),
        ),
        "data.json": json.dumps(tables, indent=2, ensure_ascii=False),
    }
    for name, rows in tables.items():
        files[f"csv/{name}.csv"] = _csv(rows)
    return files


def _about(table: str) -> str:
    """What a table holds: the first sentence of its class."""
    described = {
        mapper.local_table.name: mapper.class_.__doc__ or ""
        for mapper in Base.registry.mappers
        if isinstance(mapper.local_table, Table)
    }
    return described[table].split("\n")[0]


def _csv(rows: Sequence[Row]) -> str:
    columns = list(dict.fromkeys(name for row in rows for name in row))
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, restval="")
    writer.writeheader()
    writer.writerows({name: _cell(value) for name, value in row.items()} for row in rows)
    return text.getvalue()


def _cell(value: object) -> object:
    """A value in a spreadsheet: lists as JSON; typed text never as a formula (OWASP, CSV injection)."""
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, str) and value[:1] in {"=", "+", "-", "@", "\t", "\r"}:
        return f"'{value}"
    return value
