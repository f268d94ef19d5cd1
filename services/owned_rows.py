"""Which rows are about a person: found by walking the tables' foreign keys, so that none is forgotten."""

from collections.abc import Mapping
from functools import cache
from uuid import UUID

from sqlalchemy import ColumnElement, ForeignKey, Table, or_, select

from db.tables import AuditLog, Base, UserRegistration

ACCOUNT = UserRegistration.__tablename__


@cache
def owned_tables() -> tuple[Table, ...]:
    """The account's table and all whose rows go with an account, owners before what they own."""
    owned: list[Table] = []
    for table in Base.metadata.sorted_tables:
        if table.name == ACCOUNT or any(key.column.table in owned for key in owning_keys(table)):
            owned.append(table)
    return tuple(owned)


def owning_keys(table: Table) -> list[ForeignKey]:
    """The foreign keys by which a row belongs to somebody: those that delete it with its owner.

    A key that is set to NULL instead names somebody who had a hand in the row (the counsellor who
    confirmed it): the row is about another person.
    """
    return [key for key in table.foreign_keys if key.ondelete == "CASCADE"]


def rows_about(user_id: UUID) -> Mapping[Table, ColumnElement[bool]]:
    """For each table, in the order in which they depend on each other, which of its rows are about a person."""
    found: dict[Table, ColumnElement[bool]] = {}
    for table in owned_tables():
        if table.name == ACCOUNT:
            found[table] = table.c.id == user_id
            continue
        found[table] = or_(
            *(
                key.parent.in_(select(key.column).where(found[key.column.table]))
                for key in sorted(owning_keys(table), key=lambda key: key.parent.name)
                if key.column.table in found
            )
        )
    log = Base.metadata.tables[AuditLog.__tablename__]
    found[log] = or_(log.c.actor_id == user_id, log.c.subject_id == user_id)
    return found
