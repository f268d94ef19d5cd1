"""Everything that can be said against the content, errors and warnings together."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from pathlib import Path

from content.checks import Question, lint, questions
from content.checks.curriculum import curriculum_problems
from content.compiling import compile_library
from content.problems import Problem, Severity
from content.reviewing import current_record, read_records
from content.runtimes import Patience, open_bench
from content.runtimes.values import PATIENCE
from content.sources import CONTENT, Sources, read_sources
from content.structure import level_problems, structure_problems
from content.verifying import verify_block


def check_content(
    root: Path = CONTENT,
    *,
    execute: bool = False,
    blocks: Collection[str] | None = None,
    on: date | None = None,
    patience: Patience = PATIENCE,
) -> list[Problem]:
    """Every finding in the content, sorted by file and line.

    `execute` runs the program of every item (of `blocks`, where named) again, with `patience`, and
    compares its key; `on` is the day for which facts that age are due for review.
    """
    sources = read_sources(root)
    compiled = compile_library(sources, "check")
    found = [*sources.problems, *structure_problems(sources), *compiled.problems]
    found += level_problems(sources)
    found += curriculum_problems(sources)
    asked = questions(compiled)
    found += lint(asked)
    found += _disagreements(sources.root, asked)
    found += _due(asked, on) if on is not None else ()
    found += _planned_and_written(sources)
    if execute:
        found += _run_again(sources, blocks, patience)
    return sorted(dict.fromkeys(found), key=lambda one: (one.path, one.line, one.sentence))


def _disagreements(root: Path, asked: Sequence[Question]) -> Iterator[Problem]:
    records = {block: read_records(root, block) for block in {question.block for question in asked}}
    for question in asked:
        record = current_record(question, records[question.block])
        if record is not None and not record.agrees:
            said = f": {record.remark}" if record.remark else ""
            yield Problem(
                question.path,
                question.line,
                f"{question.name}: a blind reader did not choose the key{said}",
                "blind",
            )


def _due(asked: Sequence[Question], on: date) -> Iterator[Problem]:
    for question in asked:
        due = question.entry.review_by
        if due is not None and due < on:
            yield Problem(
                question.path,
                question.line,
                f"{question.name}: was to be reviewed by {due.isoformat()}",
                "review-by",
                Severity.WARNING,
            )


def _planned_and_written(sources: Sources) -> Iterator[Problem]:
    written = {block.entry.id for block in sources.blocks}
    if sources.planned is None:
        return
    for index, block in enumerate(sources.planned.entry.blocks):
        if block.id in written:
            yield Problem(
                sources.planned.shown,
                sources.planned.line("blocks", index),
                f"{block.id} is written: remove it here",
                "planned",
                Severity.WARNING,
            )


def _run_again(
    sources: Sources, blocks: Collection[str] | None, patience: Patience
) -> Iterator[Problem]:
    with open_bench(patience) as bench:
        for block in sorted({bank.path.parent.name for bank in sources.banks}):
            if blocks is None or block in blocks:
                banks = [bank for bank in sources.banks if bank.path.parent.name == block]
                yield from verify_block(sources.root, block, banks, bench)
