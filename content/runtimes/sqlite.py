"""SQL in a fresh in-memory SQLite database for each run, with limits that need no clock."""

import sqlite3
from collections.abc import Sequence

from content.options import NO_ROWS
from content.runtimes.statements import reverse_rows, statements
from content.runtimes.values import OUTPUT_CHARACTERS, Patience, Program, Run

STEPS_BETWEEN_CHECKS = 10_000
CHECKS = 2_000
"""Virtual-machine steps a program may take: 20 million, one or two seconds."""
ROWS = 100

_FORBIDDEN = frozenset({sqlite3.SQLITE_ATTACH, sqlite3.SQLITE_DETACH})


class SqliteBench:
    """Runs batches of SQL programs; there is nothing to start."""

    def __init__(self, patience: Patience) -> None:
        """Steps are limited, not seconds: `patience` is what every runtime is given."""

    def run(self, programs: Sequence[Program]) -> list[Run]:
        """One run for each program, in order."""
        return [run_sqlite(program) for program in programs]

    def close(self) -> None:
        """There is nothing to end."""


def run_sqlite(program: Program) -> Run:
    """Run once, and where order must not matter, again with rows and scans reversed."""
    run = _run_once(program, program.setup)
    if run.fault is not None or not program.same_in_any_order:
        return run
    reversed_run = _run_once(program, reverse_rows(program.setup))
    if reversed_run != run:
        return Run.failed(
            "depends on the order in which rows were inserted: "
            f"{run.output!r}, but reversed {reversed_run.output or reversed_run.fault!r}"
        )
    scanned_backwards = _run_once(program, program.setup, backwards=True)
    if scanned_backwards != run:
        return Run.failed(
            "depends on an order that no ORDER BY decides: "
            f"{run.output!r}, but scanned backwards {scanned_backwards.output or scanned_backwards.fault!r}"
        )
    return run


def show_rows(rows: Sequence[Sequence[object]]) -> str:
    """Rows as an option shows them: a line each, columns parted by ` | `, NULL as NULL."""
    return "\n".join(" | ".join(_cell(value) for value in row) for row in rows)


def _run_once(program: Program, setup: str, *, backwards: bool = False) -> Run:
    database = sqlite3.connect(":memory:", isolation_level=None)
    steps = 0

    def too_slow() -> int:
        nonlocal steps
        steps += 1
        return int(steps > CHECKS)

    database.set_authorizer(_authorize)
    database.set_progress_handler(too_slow, STEPS_BETWEEN_CHECKS)
    try:
        return _execute(database, program, setup, backwards=backwards)
    except sqlite3.Error as error:
        if steps > CHECKS:
            return Run.failed("takes too many steps to end")
        return Run.failed(f"gives {type(error).__name__}: {error}")
    finally:
        database.close()


def _execute(database: sqlite3.Connection, program: Program, setup: str, *, backwards: bool) -> Run:
    if backwards:
        database.execute("PRAGMA reverse_unordered_selects = ON")
    try:
        for statement in statements(setup):
            database.execute(statement)
    except sqlite3.Error as error:
        return Run.failed(f"cannot be set up: {type(error).__name__}: {error}")
    shown: list[str] = []
    returned_rows = False
    try:
        for statement in statements(program.code):
            cursor = database.execute(statement)
            if cursor.description is None:
                continue
            returned_rows = True
            rows = cursor.fetchmany(ROWS + 1)
            if len(rows) > ROWS:
                return Run.failed(f"gives more than {ROWS} rows")
            if rows:
                shown.append(show_rows(rows))
    except (sqlite3.IntegrityError, sqlite3.OperationalError, sqlite3.DataError) as error:
        if program.expects_error and "interrupted" not in str(error):
            return Run(type(error).__name__)
        raise
    if program.expects_error:
        return Run.failed("gives no error, though expects_error says it does")
    output = "\n".join(shown)
    if len(output) > OUTPUT_CHARACTERS:
        return Run.failed(f"gives more than {OUTPUT_CHARACTERS} characters")
    if not returned_rows:
        return Run.failed("returns no rows to show: let it end with a SELECT")
    return Run(output if shown else NO_ROWS)


def _cell(value: object) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, float):
        shown = f"{value:.15g}"
        return shown if any(sign in shown for sign in ".einf") else f"{shown}.0"
    if isinstance(value, bytes):
        return f"X'{value.hex().upper()}'"
    return str(value) or "''"  # an empty text would not be seen


def _authorize(action: int, *_details: str | None) -> int:
    return sqlite3.SQLITE_DENY if action in _FORBIDDEN else sqlite3.SQLITE_OK
