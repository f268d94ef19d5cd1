"""Stretches of the road that are walked once and then put back, since many tests begin with the same one.

The first time, a stretch goes through the real services. Where it begins again from the very same
state (every row, the time, the identifiers to come), the rows that it led to are put back instead.
"""

import hashlib
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import wraps
from typing import Any, Concatenate, Final, ParamSpec, Protocol, TypeVar
from uuid import UUID

from sqlalchemy import Engine

from content.library import Library
from db.tables import Base
from plan_engine.values import TargetId
from services.workspace import Workspace
from tests.support.clock import Clock, Identifiers

State = Mapping[str, tuple[Any, ...]]
"""The rows of each table, as the database gives them."""

ENDS_KEPT: Final = 150

_TABLES: Final = tuple(table.name for table in Base.metadata.sorted_tables)


class Walks(Protocol):
    """Somebody on the road."""

    work: Workspace
    clock: Clock
    learner: UUID
    target: TargetId


@dataclass(frozen=True, slots=True)
class _End:
    """Where a stretch led to."""

    changed: State
    now: datetime
    made: int
    gave: Any
    content: Library
    """Kept, so that its address stays its own."""


@dataclass(frozen=True, slots=True)
class Steps:
    """How many stretches were walked, and how many put back."""

    walked: int = 0
    put_back: int = 0

    def __sub__(self, earlier: "Steps") -> "Steps":
        """Those since then."""
        return Steps(self.walked - earlier.walked, self.put_back - earlier.put_back)


@dataclass
class _Memory:
    """The ends of this process by how they began, who answers alike every time, what was done."""

    ends: dict[tuple[object, ...], _End] = field(default_factory=dict)
    alike: list[object] = field(default_factory=list)
    steps: Steps = Steps()
    is_used: bool = True


_MEMORY: Final = _Memory()

Someone = TypeVar("Someone", bound=Walks)
Told = ParamSpec("Told")
Gave = TypeVar("Gave")
Answers = TypeVar("Answers", bound=Callable[..., bool])


def alike(answers: Answers) -> Answers:
    """Somebody who answers by the question alone, with no memory and no luck."""
    _MEMORY.alike.append(answers)
    return answers


@contextmanager
def walking_anew() -> Iterator[None]:
    """For the length of the block every step is taken: the code is not what it was the first time."""
    was, _MEMORY.is_used = _MEMORY.is_used, False
    try:
        yield
    finally:
        _MEMORY.is_used = was


def remembered(
    walk: Callable[Concatenate[Someone, Told], Gave],
) -> Callable[Concatenate[Someone, Told], Gave]:
    """A stretch (a method of somebody who walks) that is put back where it begins as it did before.

    Only where the test decides on time and identifiers, and whoever answers does so alike every time.
    """

    @wraps(walk)
    def walk_or_put_back(someone: Someone, *told: Told.args, **by_name: Told.kwargs) -> Gave:
        work, clock, identifiers = someone.work, someone.clock, someone.work.new_id
        ours = work.clock is clock and isinstance(identifiers, Identifiers)
        answering = [one for one in (*told, *by_name.values()) if callable(one)]
        repeats = all(any(one is known for known in _MEMORY.alike) for one in answering)
        if not (_MEMORY.is_used and ours and repeats):
            return _walked(walk(someone, *told, **by_name))
        before = rows_of(work.engine)
        beginning = (
            *(walk, type(someone), someone.learner, someone.target, told, *by_name.items()),
            *(work.engine.dialect.name, id(work.content), work.writer, clock.now, identifiers.made),
            hashlib.sha256(repr(before).encode()).digest(),
        )
        end = _MEMORY.ends.get(beginning)
        if end is not None:
            _put(work.engine, end.changed)
            clock.now, identifiers.made = end.now, end.made
            _MEMORY.steps = replace(_MEMORY.steps, put_back=_MEMORY.steps.put_back + 1)
            given: Gave = end.gave
            return given
        gave = _walked(walk(someone, *told, **by_name))
        after = rows_of(work.engine)
        changed = {name: rows for name, rows in after.items() if rows != before[name]}
        _MEMORY.ends[beginning] = _End(changed, clock.now, identifiers.made, gave, work.content)
        while len(_MEMORY.ends) > ENDS_KEPT:
            del _MEMORY.ends[next(iter(_MEMORY.ends))]
        return gave

    return walk_or_put_back


def steps_taken() -> Steps:
    """Of this process until now; a stretch that holds others counts beside them."""
    return _MEMORY.steps


def _walked(gave: Gave) -> Gave:
    _MEMORY.steps = replace(_MEMORY.steps, walked=_MEMORY.steps.walked + 1)
    return gave


def rows_of(engine: Engine) -> State:
    """Every row of every table, in an order that does not matter to the database."""
    row = "*" if engine.dialect.name == "sqlite" else "cast(t as text)"
    with engine.connect() as connection:
        return {
            name: tuple(
                sorted(
                    map(tuple, connection.exec_driver_sql(f'select {row} from "{name}" t')),
                    key=repr,
                )
            )
            for name in _TABLES
        }


def _put(engine: Engine, tables: State) -> None:
    """Have these tables hold these rows and no others, whatever refers to what meanwhile."""
    if engine.dialect.name == "sqlite":
        with closing(sqlite3.connect(engine.url.database or "")) as file, file:
            for name, rows in tables.items():
                file.execute(f'delete from "{name}"')
                if rows:
                    places = ", ".join("?" * len(rows[0]))
                    file.executemany(f'insert into "{name}" values ({places})', rows)
        return
    with engine.begin() as connection:
        connection.exec_driver_sql("set local session_replication_role = replica")
        for name, rows in tables.items():
            connection.exec_driver_sql(f'delete from "{name}"')
            connection.exec_driver_sql(
                f'insert into "{name}" select * from unnest(cast(%s as text[])::"{name}"[])',
                ([text for (text,) in rows],),
            )
