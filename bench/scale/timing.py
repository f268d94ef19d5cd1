"""How long a view takes, at first and again, and how long its statements take on a bare connection."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from sqlalchemy import Engine, event, update

from db.tables import RollupLease

ROUNDS = 25


@dataclass(frozen=True, slots=True)
class Timed:
    """Milliseconds."""

    p50: float
    """The first look after the totals were written."""
    p95: float
    again_p50: float
    """Another look at the same."""
    bare_p50: float
    statements: int

    @property
    def overhead(self) -> float:
        """What a first look takes beyond its bare statements, in milliseconds, medians."""
        return self.p50 - self.bare_p50

    @property
    def ratio(self) -> float:
        """A first look's time over its bare statements' time, medians."""
        return self.p50 / self.bare_p50


def timed(engine: Engine, view: Callable[[], object]) -> Timed:
    """First look, second look and bare statements in turns, after one round to warm up."""
    asked = _statements_of(engine, view)
    views, again, bare = [], [], []
    for _ in range(ROUNDS):
        _write_totals(engine)
        views.append(_milliseconds(view))
        again.append(_milliseconds(view))
        bare.append(_milliseconds(lambda: _bare(engine, asked)))
    return Timed(
        float(np.percentile(views, 50)),
        float(np.percentile(views, 95)),
        float(np.percentile(again, 50)),
        float(np.percentile(bare, 50)),
        len(asked),
    )


def _statements_of(engine: Engine, view: Callable[[], object]) -> list[tuple[str, Any]]:
    asked: list[tuple[str, Any]] = []
    _write_totals(engine)

    def remember(_c: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        if statement.lstrip().lower().startswith(("select", "with")):
            asked.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", remember)
    try:
        view()
    finally:
        event.remove(engine, "before_cursor_execute", remember)
    return asked


def _write_totals(engine: Engine) -> None:
    """What is remembered of the totals is out of date after this."""
    with engine.begin() as connection:
        connection.execute(update(RollupLease).values(version=RollupLease.version + 1))


def _bare(engine: Engine, asked: list[tuple[str, Any]]) -> None:
    """The driver alone: execute, fetch, forget."""
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        for statement, parameters in asked:
            cursor.execute(statement, parameters)
            cursor.fetchall()
        connection.rollback()
    finally:
        connection.close()


def _milliseconds(action: Callable[[], object]) -> float:
    began = time.perf_counter()
    action()
    return 1000 * (time.perf_counter() - began)
