"""Rows of any table, with nothing to say but what the test is about; owners are made along the way."""

from collections.abc import Callable, Mapping
from itertools import count
from typing import Any
from uuid import UUID

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    Engine,
    Enum,
    Float,
    Integer,
    LargeBinary,
    Uuid,
    insert,
)

from db.base import UtcDateTime
from db.tables import Base
from tests.support.clock import START

# What the type of a column does not tell: values that the tables' CHECKs ask for.
FITTING: Mapping[str, Mapping[str, object]] = {
    "attempt_answer": {"outcome": "right"},
    "personalized_plan": {"target_role": "Backend Developer"},
}
LEFT_OUT: Mapping[str, frozenset[str]] = {
    # A day belongs to a week or to a correction plan, never to both.
    "daily_task": frozenset({"correction_plan_id"}),
    # Nobody has confirmed it yet.
    "placement_outcome": frozenset({"confirmed_by"}),
    # Its counsellor's account has gone.
    "intervention": frozenset({"counsellor_id"}),
    # A text is about a day, a week or a diagnosis.
    "writing_job": frozenset({"weekly_plan_id", "weak_topic_diagnosis_id"}),
}


class RowMaker:
    """Writes rows straight into the tables, bypassing every service."""

    def __init__(self, engine: Engine, new_id: Callable[[], UUID]) -> None:
        """Rows go to `engine`; their keys come from `new_id`."""
        self._engine = engine
        self._new_id = new_id
        self._numbers = count(1)
        self._first: dict[str, Any] = {}

    def add(self, table_name: str, **given: object) -> Any:
        """One row; returns its primary key, a tuple where that has several columns. Columns not given get plain values, owners are shared."""
        table = Base.metadata.tables[table_name]
        values = {**FITTING.get(table_name, {}), **given}
        for column in table.columns:
            if column.name not in values and self._is_wanted(column):
                values[column.name] = self._plain(column)
        with self._engine.begin() as connection:
            connection.execute(insert(table).values(values))
        keys = [values[column.name] for column in table.primary_key.columns]
        key = keys[0] if len(keys) == 1 else tuple(keys)
        self._first.setdefault(table_name, key)
        return key

    def owner(self, table_name: str) -> Any:
        """The key of the first row of that table, which is made if there is none."""
        return self._first[table_name] if table_name in self._first else self.add(table_name)

    def _is_wanted(self, column: Column[Any]) -> bool:
        if column.foreign_keys:
            return column.name not in LEFT_OUT.get(column.table.name, frozenset())
        return not column.nullable and column.default is None

    def _plain(self, column: Column[Any]) -> object:
        for key in column.foreign_keys:
            return self.owner(key.column.table.name)
        match column.type:
            case Uuid():
                return self._new_id()
            case Enum() as kind:
                assert kind.enum_class is not None
                return next(iter(kind.enum_class))
            case UtcDateTime():
                return START
            case Date():
                return START.date()
            case Boolean():
                return False
            case Integer():
                return 1
            case Float():
                return 0.5
            case JSON():
                return []
            case LargeBinary():
                return b"bytes"
        text = f"{column.name}-{next(self._numbers)}"
        length: int | None = getattr(column.type, "length", None)
        return text if length is None else text[-length:]  # the number at its end keeps it unique
