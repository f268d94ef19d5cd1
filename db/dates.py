"""Calendar arithmetic that SQLite and PostgreSQL spell differently."""

from datetime import date
from typing import Any

from sqlalchemy import Date, Integer
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class utc_date(FunctionElement[date]):  # noqa: N801  (reads as a function of SQL, which it is)
    """The UTC date of an instant."""

    type = Date()
    inherit_cache = True
    name = "utc_date"


class monday(FunctionElement[date]):  # noqa: N801  (a function of SQL, called like one)
    """The Monday on or before a date."""

    type = Date()
    inherit_cache = True
    name = "monday"


class month(FunctionElement[date]):  # noqa: N801  (a function of SQL, called like one)
    """The first day of a date's month."""

    type = Date()
    inherit_cache = True
    name = "month"


class days_after(FunctionElement[date]):  # noqa: N801  (a function of SQL, called like one)
    """A date so many days after another: `days_after(date, number)`."""

    type = Date()
    inherit_cache = True
    name = "days_after"


class days_between(FunctionElement[int]):  # noqa: N801  (a function of SQL, called like one)
    """How many days the second date lies after the first: `days_between(date, date)`."""

    type = Integer()
    inherit_cache = True
    name = "days_between"


def _arguments(element: Any, compiler: SQLCompiler, **kw: Any) -> list[str]:
    return [compiler.process(clause, **kw) for clause in element.clauses]


@compiles(utc_date, "postgresql")
def _utc_date_on_postgresql(element: Any, compiler: SQLCompiler, **kw: Any) -> str:
    (instant,) = _arguments(element, compiler, **kw)
    return f"cast(timezone('UTC', {instant}) as date)"


@compiles(utc_date, "sqlite")
def _utc_date_on_sqlite(element: Any, compiler: SQLCompiler, **kw: Any) -> str:
    (instant,) = _arguments(element, compiler, **kw)
    return f"date({instant})"


@compiles(monday, "postgresql")
def _monday_on_postgresql(element: Any, compiler: SQLCompiler, **kw: Any) -> str:
    (day,) = _arguments(element, compiler, **kw)
    return f"cast(date_trunc('week', cast({day} as timestamp)) as date)"


@compiles(monday, "sqlite")
def _monday_on_sqlite(element: Any, compiler: SQLCompiler, **kw: Any) -> str:
    (day,) = _arguments(element, compiler, **kw)
    return f"date({day}, '-6 days', 'weekday 1')"


@compiles(month, "postgresql")
def _month_on_postgresql(element: Any, compiler: SQLCompiler, **kw: Any) -> str:
    (day,) = _arguments(element, compiler, **kw)
    return f"cast(date_trunc('month', cast({day} as timestamp)) as date)"


@compiles(month, "sqlite")
def _month_on_sqlite(element: Any, compiler: SQLCompiler, **kw: Any) -> str:
    (day,) = _arguments(element, compiler, **kw)
    return f"date({day}, 'start of month')"


@compiles(days_after, "postgresql")
def _days_after_on_postgresql(element: Any, compiler: SQLCompiler, **kw: Any) -> str:
    day, number = _arguments(element, compiler, **kw)
    return f"({day} + cast({number} as integer))"


@compiles(days_after, "sqlite")
def _days_after_on_sqlite(element: Any, compiler: SQLCompiler, **kw: Any) -> str:
    day, number = _arguments(element, compiler, **kw)
    return f"date({day}, ({number}) || ' days')"


@compiles(days_between, "postgresql")
def _days_between_on_postgresql(element: Any, compiler: SQLCompiler, **kw: Any) -> str:
    first, last = _arguments(element, compiler, **kw)
    return f"(cast({last} as date) - cast({first} as date))"


@compiles(days_between, "sqlite")
def _days_between_on_sqlite(element: Any, compiler: SQLCompiler, **kw: Any) -> str:
    first, last = _arguments(element, compiler, **kw)
    return f"cast(julianday({last}) - julianday({first}) as integer)"
