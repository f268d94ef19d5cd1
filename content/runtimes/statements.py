"""Taking SQL text apart: into statements, and into the rows that an INSERT names."""

import re
import sqlite3
from collections.abc import Iterator

_INSERT = re.compile(
    r"^\s*INSERT\s+INTO\s+(?P<table>\"[^\"]+\"|\w+)\s*(?P<columns>\([^)]*\))?\s*VALUES\s*(?P<rows>.*?)\s*;?\s*$",
    re.IGNORECASE | re.DOTALL,
)
_PIECE = re.compile(r"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|--[^\n]*|/\*.*?\*/|.", re.DOTALL)


def statements(text: str) -> Iterator[str]:
    """The statements of an SQL text, one by one; comments stay with the one they precede."""
    pending = ""
    for piece in _PIECE.findall(text):
        pending += piece
        if piece == ";" and sqlite3.complete_statement(pending):
            yield pending.strip()
            pending = ""
    if _says_something(pending):
        yield pending.strip()


def reverse_rows(setup: str) -> str:
    """The same tables with the rows put in from last to first.

    The VALUES of each INSERT are reversed, and so are INSERTs that follow each other into one
    table. Other statements stay where they are.
    """
    made: list[str] = []
    run: list[str] = []
    table = ""
    for statement in statements(setup):
        bare = _without_comments(statement)
        insert = _INSERT.match(bare)
        rows = _rows(insert["rows"]) if insert else None
        if insert is None or rows is None:
            made += [*reversed(run), bare]
            run, table = [], ""
            continue
        if insert["table"].lower() != table:
            made += reversed(run)
            run, table = [], insert["table"].lower()
        head = bare[: insert.start("rows")]
        run.append(f"{head}{', '.join(reversed(rows))};")
    made += reversed(run)
    return "\n".join(made)


def _rows(values: str) -> list[str] | None:
    """The parenthesised rows of a VALUES list; None where something else follows (ON CONFLICT …)."""
    rows: list[str] = []
    depth = 0
    row = ""
    for piece in _PIECE.findall(values):
        depth += (piece == "(") - (piece == ")")
        if depth == 0 and piece != ")":
            if piece.strip(" \t\r\n,"):
                return None
            continue
        row += piece
        if depth == 0:
            rows.append(row)
            row = ""
    return rows


def _without_comments(text: str) -> str:
    return "".join(
        piece for piece in _PIECE.findall(text) if not piece.startswith(("--", "/*"))
    ).strip()


def _says_something(text: str) -> bool:
    return bool(_without_comments(text).strip("; \t\r\n"))
