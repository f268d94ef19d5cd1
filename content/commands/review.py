"""`review export` and `review compare`: a second person answers blind."""

import argparse
from collections.abc import Iterable
from pathlib import Path

from content.checks import Question, questions
from content.commands.said import Said
from content.compiling import compile_library
from content.reviewing import (
    BadReview,
    Record,
    Verdict,
    compare,
    current_record,
    export,
    new_records,
    read_answers,
    read_export,
    read_records,
    write_records,
)
from content.sources import read_sources


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands to the parser."""
    review = commands.add_parser("review", help="blind review: export questions, compare answers")
    steps = review.add_subparsers(required=True, metavar="step")
    out = steps.add_parser("export", help="write questions without keys, options shuffled")
    out.add_argument("file", type=Path, help="Markdown file to write")
    out.add_argument(
        "--of", nargs="+", default=[], metavar="ID", help="blocks, topics or questions"
    )
    out.add_argument("--seed", type=int, default=1, help="decides the order of the options")
    out.add_argument("--open", action="store_true", help="only questions without a blind answer")
    out.set_defaults(run=run_export)
    out.add_argument(
        "--all-clones", action="store_true", help="every clone of a model, not the first alone"
    )
    back = steps.add_parser("compare", help="hold answers against the keys")
    back.add_argument("file", type=Path, help="the exported file")
    back.add_argument("answers", type=Path, help="lines of `id: letter remark`")
    back.add_argument("--record", action="store_true", help="keep the agreement in content/review")
    back.set_defaults(run=run_compare)


def run_export(asked: argparse.Namespace, root: Path) -> Said:
    """Write the export."""
    chosen = [
        question
        for question in _questions(root)
        if not asked.of or any(_is_of(question, name) for name in asked.of)
    ]
    if asked.open:
        chosen = [
            question
            for question in chosen
            if current_record(question, read_records(root, question.block)) is None
        ]
    if not chosen:
        return Said(("There is nothing to review.",), 1)
    text = export(chosen, asked.seed, all_clones=asked.all_clones)
    asked.file.write_text(text, encoding="utf-8")
    shown = len(read_export(text).shown)
    clones = f" as {shown} clones and items" if asked.all_clones else ""
    return Said((f"{len(chosen)} questions written to {asked.file}{clones}.",))


def run_compare(asked: argparse.Namespace, root: Path) -> Said:
    """Say where answers and keys part; with --record, keep what was found."""
    every = _questions(root)
    try:
        exported = read_export(asked.file.read_text(encoding="utf-8"))
        answers = read_answers(asked.answers.read_text(encoding="utf-8"))
    except (OSError, BadReview) as error:
        return Said((f"{error}.",), 1)
    verdicts = list(compare(every, exported, answers))
    known = {verdict.sheet.name for verdict in verdicts}
    lines = [line for verdict in verdicts for line in _show(verdict)]
    for name in answers:
        if name not in known:
            why = "has changed since" if name in exported.shown else "is not in"
            lines.append(f"{name}: passed over, because the question {why} the export.")
    unanswered = [name for name in exported.shown if name not in answers]
    if unanswered:
        lines.append(f"Without an answer: {', '.join(unanswered)}.")
    agreeing = sum(verdict.agrees for verdict in verdicts)
    lines.append(f"{agreeing} of {len(verdicts)} answers agree with the key.")
    if asked.record:
        lines += _record(root, new_records(verdicts, exported, asked.today))
    return Said(tuple(lines), 0 if agreeing == len(verdicts) else 1)


def _record(root: Path, new: Iterable[tuple[Question, Record]]) -> list[str]:
    by_block: dict[str, dict[str, Record]] = {}
    for question, record in new:
        by_block.setdefault(question.block, {})[question.name] = record
    for block, records in by_block.items():
        write_records(root, block, {**read_records(root, block), **records})
    return [
        f"Recorded {len(records)} questions of {block}."
        for block, records in sorted(by_block.items())
    ]


def _show(verdict: Verdict) -> list[str]:
    sheet, answer = verdict.sheet, verdict.answer
    at = f"{sheet.question.path}:{sheet.question.line}: {sheet.name}"
    said = f" Remark: {answer.remark}" if answer.remark else ""
    if verdict.agrees:
        return [f"{at}: agrees.{said}"] if said else []
    chosen = f"“{verdict.chosen}”" if verdict.chosen is not None else "no option"
    return [f"{at}: answered {chosen}; the key is “{sheet.item.options[0]}”.{said}"]


def _questions(root: Path) -> list[Question]:
    return questions(compile_library(read_sources(root), "review"))


def _is_of(question: Question, name: str) -> bool:
    return name in (question.block, question.topic, question.name)
