"""`export`: questions for other systems."""

import argparse
from collections.abc import Callable
from pathlib import Path

from content.checks import Question, questions
from content.commands.said import Said
from content.compiling import compile_library
from content.exchange.exchanged import Exchanged, outgoing
from content.exchange.gift import write_gift
from content.exchange.qti import write_qti
from content.exchange.qti_package import write_package
from content.exchange.spreadsheet import write_csv
from content.sources import read_sources

TITLE = "Question bank"
WRITERS: dict[str, Callable[[list[Exchanged]], bytes]] = {
    "gift": lambda found: write_gift(found).encode(),
    "csv": lambda found: (
        b"\xef\xbb\xbf" + write_csv(found).encode()
    ),  # else Excel takes it for Latin
    "qti": lambda found: write_package(found, TITLE, "questions"),
}


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    export = commands.add_parser("export", help="write questions for other systems")
    export.add_argument("--format", choices=sorted(WRITERS), required=True)
    export.add_argument("file", type=Path, help="file to write (qti: a zip, or one .xml)")
    export.add_argument(
        "--of", nargs="+", default=[], metavar="ID", help="blocks, topics or questions"
    )
    export.set_defaults(run=run)


def run(asked: argparse.Namespace, root: Path) -> Said:
    """Write the file; every clone of a model is a question of its own."""
    compiled = compile_library(read_sources(root), "export")
    chosen = [
        question
        for question in questions(compiled)
        if not asked.of or any(_is_of(question, name) for name in asked.of)
    ]
    in_order = sorted(chosen, key=lambda question: (question.path, question.line))
    found = list(outgoing(in_order))
    if not found:
        return Said(("There is nothing to export.",), 1)
    if asked.format == "qti" and asked.file.suffix == ".xml":
        document = write_qti(found, TITLE, "questions")
    else:
        document = WRITERS[asked.format](found)
    asked.file.write_bytes(document)
    return Said((f"{len(found)} questions with their keys written to {asked.file}.",))


def _is_of(question: Question, name: str) -> bool:
    return name in (question.block, question.topic, question.name)
