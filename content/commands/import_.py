"""`import` and `drafts`: questions from other systems become drafts, never questions of a test."""

import argparse
import re
from pathlib import Path

from content.commands.said import Said, said_of
from content.exchange.drafts import drafts_of, findings
from content.exchange.exchanged import Incoming, Unreadable
from content.exchange.gift import read_gift
from content.exchange.qti_package import read_package
from content.exchange.spreadsheet import read_csv

SUFFIXES = {
    ".gift": "gift",
    ".txt": "gift",
    ".csv": "csv",
    ".xml": "qti",
    ".zip": "qti",
    ".qti": "qti",
}


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands to the parser."""
    bring = commands.add_parser("import", help="turn questions from other systems into drafts")
    bring.add_argument("file", type=Path, help="GIFT (.gift, .txt), .csv, or QTI 1.2 (.xml, .zip)")
    bring.add_argument("--format", choices=sorted(set(SUFFIXES.values())))
    bring.add_argument(
        "--topic", metavar="ID", help="for questions whose id names no topic of ours"
    )
    bring.set_defaults(run=run)
    drafts = commands.add_parser("drafts", help="say what keeps drafts from the bank")
    drafts.set_defaults(run=run_drafts)


def run(asked: argparse.Namespace, root: Path) -> Said:
    """Write the drafts; says what was refused, and what the linter finds in the others."""
    kind = asked.format or SUFFIXES.get(asked.file.suffix.lower())
    if kind is None:
        return Said((f"{asked.file.name} does not say what it is: name its --format.",), 1)
    try:
        incoming = _read(kind, asked.file.read_bytes())
    except (OSError, Unreadable) as error:
        return Said((f"{asked.file.name}: {error}",), 1)
    lines = [f"Refused, {refused}." for refused in incoming.refused]
    name = re.sub(r"[^a-z0-9]+", "-", asked.file.stem.lower()).strip("-") or "imported"
    try:
        drafts = drafts_of(root, name, incoming.questions, asked.topic, asked.today)
    except ValueError as error:
        return Said((*lines, f"{error}."), 1)
    there = [draft.path for draft in drafts if draft.path.exists()]
    if there or not drafts:
        said = [f"{path.relative_to(root.parent)} is there already." for path in there]
        return Said((*lines, *(said or ["There is nothing to import."])), 1)
    for draft in drafts:
        draft.path.parent.mkdir(parents=True, exist_ok=True)
        draft.path.write_text(draft.text, encoding="utf-8")
        lines.append(f"{draft.path.relative_to(root.parent)}: {draft.count} drafts.")
    found = said_of(findings(root, name), lines)
    return Said(found.lines, 1 if incoming.refused else 0)


def run_drafts(_asked: argparse.Namespace, root: Path) -> Said:
    """What schema and linter say of every draft; the status is 1 when there are errors among it."""
    return said_of(findings(root))


def _read(kind: str, document: bytes) -> Incoming:
    if kind == "qti":
        return read_package(document)
    try:
        text = document.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Unreadable("This file is not UTF-8: save it as such.") from error
    return read_csv(text) if kind == "csv" else read_gift(text)
