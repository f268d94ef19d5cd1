"""A population of learners for measurements, written in bulk: plausible rows, the same for the same seed.

These learners never signed in and took no service's way: they are there so that the tables have the
size, the spread and the indexes' depth that they would have. Those whose pages are measured are
played through the real services instead (bench.clicks.subjects).

The first thousands are drawn one by one; beyond that the database itself writes further copies of
them, with keys and names of their own, because drawing a hundred thousand takes minutes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from typing import Any
from uuid import UUID

import numpy as np
from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    String,
    Table,
    Uuid,
    cast,
    func,
    insert,
    literal,
    select,
    type_coerce,
)

from bench.clicks.population import drawn
from bench.clicks.rows import rows_of
from content.library import Library
from db.tables import Base
from plan_engine.values import TargetId

VERSION = 2
"""Raise it when the rows change: kept databases of another version are made anew."""
AT_ONCE = 1_000
"""Learners written in one go."""
END_OF_DRAWN = UUID(int=1 << 96)
"""Keys of drawn rows are smaller than this; copy n writes n into the 32 bits above."""
UNIQUE_TEXTS = {"username", "email"}


@dataclass(frozen=True, slots=True)
class Seed:
    """What a population is made from. Above `drawn`, `learners` is a multiple of it."""

    learners: int
    target: TargetId
    now: datetime
    rng: np.random.Generator
    drawn: int = 2_000
    """How many are drawn one by one before copying begins."""


def seed(engine: Engine, library: Library, wanted: Seed) -> None:
    """Write the population into an empty, migrated database."""
    copies, rest = divmod(wanted.learners, wanted.drawn)
    if wanted.learners > wanted.drawn and rest:
        raise ValueError(f"Above {wanted.drawn} learners, give a multiple of {wanted.drawn}.")
    # Keys grow, as a bulk load's may: random ones would only make the writing slow.
    keys = (UUID(int=n) for n in count(1))
    with engine.begin() as connection:
        _write(connection, {"item_version": list(_versions(library, wanted.target))})
        singles = min(wanted.learners, wanted.drawn)
        for first in range(0, singles, AT_ONCE):
            rows: dict[str, list[dict[str, Any]]] = {}
            for number in range(first, min(first + AT_ONCE, singles)):
                learner = drawn(number, wanted.rng, wanted.now)
                for table, row in rows_of(learner, library, wanted.target, keys):
                    rows.setdefault(table, []).append(row)
            _write(connection, rows)
        for copy in range(1, copies):
            _copy(connection, copy)


def _write(connection: Connection, rows: dict[str, list[dict[str, Any]]]) -> None:
    """Insert, owners before what they own."""
    for table in Base.metadata.sorted_tables:
        if rows.get(table.name):
            connection.execute(insert(table), rows[table.name])


def _copy(connection: Connection, number: int) -> None:
    """Write all drawn rows once more, with keys and names that carry the copy's number."""
    for table in Base.metadata.sorted_tables:
        key = next(iter(table.primary_key.columns))
        if isinstance(key.type, Uuid):  # item versions are shared, so they have no copies
            columns = [
                _as_copied(connection, table, column.name, number) for column in table.columns
            ]
            drawn_rows = select(*columns).where(key < END_OF_DRAWN)
            connection.execute(
                insert(table).from_select([column.name for column in table.columns], drawn_rows)
            )


def _as_copied(connection: Connection, table: Table, name: str, number: int) -> ColumnElement[Any]:
    column = table.columns[name]
    if name in UNIQUE_TEXTS:
        return literal(f"copy-{number}-").concat(column)
    if not isinstance(column.type, Uuid):
        return column
    prefix = literal(f"{number:08x}")
    if connection.dialect.name == "postgresql":
        return cast(prefix.concat(func.substr(cast(column, String), 9)), Uuid)
    return type_coerce(prefix.concat(func.substr(type_coerce(column, String), 9)), Uuid)


def _versions(library: Library, target: TargetId) -> Iterator[dict[str, Any]]:
    for item in library.items_of(library.topics_of(target)):
        yield {"content_hash": f"seeded:{item.id}"[:64], "item_id": item.id, "content": {}}
