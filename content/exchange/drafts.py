"""Imported questions as drafts: files of the bank's own form, beside the bank, served to nobody."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import yaml

from content.checks import lint, questions
from content.compiling import compile_library
from content.exchange.exchanged import Exchanged
from content.problems import Problem
from content.schema import BankFile
from content.sources import read_source, read_sources
from content.structure import structure_problems

FOLDER: Final = "drafts"
_OWN_NAME: Final = re.compile(r"(?P<topic>[a-z][a-z0-9_]*\.d[1-7])\.[a-z0-9]+(-[a-z0-9]+)*")
_USUAL: Final = {"level": 2, "seconds": 60}
"""Of questions from elsewhere, until somebody has judged them."""
_SLUG_WORDS: Final = 5


@dataclass(frozen=True, slots=True)
class Draft:
    """The drafts of one topic: the file and its text."""

    path: Path
    text: str
    count: int


def drafts_of(
    root: Path, name: str, incoming: Sequence[Exchanged], topic: str | None, on: date
) -> list[Draft]:
    """The files that hold these questions, by topic; `topic` is for those that name none.

    Raises ValueError where a question has no topic and none is given.
    """
    by_topic: dict[str, list[Exchanged]] = {}
    for question in incoming:
        known = _OWN_NAME.fullmatch(question.id or "")
        place = known["topic"] if known and topic in (None, known["topic"]) else topic
        if place is None:
            raise ValueError(f"“{question.stem[:40]}” names no topic: say which with --topic")
        by_topic.setdefault(place, []).append(question)
    return [
        _draft(root / FOLDER / name, name, place, found, on) for place, found in by_topic.items()
    ]


def findings(root: Path, name: str | None = None) -> list[Problem]:
    """What schema, structure and linter say of the drafts (of one import), beside the bank."""
    paths = sorted((root / FOLDER).glob(f"{name or '*'}/*/*.yaml"))
    sources = read_sources(root, only={path.parent.name for path in paths})
    mine = {sources.shown(path) for path in paths}
    for path in paths:
        bank = read_source(sources, path, BankFile)
        if bank is not None:
            sources.banks.append(bank)
    compiled = compile_library(sources, "drafts")
    found = [*sources.problems, *structure_problems(sources), *lint(questions(compiled))]
    return sorted(
        {problem for problem in found if problem.path in mine},
        key=lambda one: (one.path, one.line, one.sentence),
    )


def _draft(folder: Path, name: str, topic: str, found: Sequence[Exchanged], on: date) -> Draft:
    block, day = topic.split(".")
    taken: set[str] = set()
    entries = [_entry(question, _unused(_name(question, topic), taken)) for question in found]
    head = (
        f"# Imported from {name} on {on.isoformat()}. A draft: no test serves it.\n"
        f"# Mend what `python -m content drafts` says, judge each question by docs/authoring.md,\n"
        f"# then move it into content/bank/{block}/{day}.yaml.\n"
    )
    text = yaml.dump(
        {"topic": topic, "items": entries},
        Dumper=_Dumper,
        sort_keys=False,
        allow_unicode=True,
        width=100,
    )
    return Draft(folder / block / f"{day}.yaml", head + text, len(entries))


def _entry(question: Exchanged, name: str) -> dict[str, Any]:
    entry = {
        "id": name,
        "level": question.level or _USUAL["level"],
        "seconds": question.seconds or _USUAL["seconds"],
        "stem": question.stem,
        "code": question.code,
        "language": question.language,
        "key": question.key,
        "distractors": [
            {"text": text} if why is None else {"text": text, "misconception": why}
            for text, why in question.distractors
        ],
        "explanation": question.explanation,
        "source": question.source,
        "review_by": question.review_by,
    }
    return {field: value for field, value in entry.items() if value is not None}


def _name(question: Exchanged, topic: str) -> str:
    if question.id and _OWN_NAME.fullmatch(question.id) and question.id.startswith(f"{topic}."):
        return question.id
    words = re.findall(r"[a-z0-9]+", (question.id or question.stem).lower())[:_SLUG_WORDS]
    return f"{topic}.{'-'.join(words)[:50].strip('-') or 'imported'}"


def _unused(name: str, taken: set[str]) -> str:
    numbered: Iterable[str] = (f"{name}-{number}" for number in range(2, len(taken) + 3))
    free = next(one for one in (name, *numbered) if one not in taken)
    taken.add(free)
    return free


class _Dumper(yaml.SafeDumper):
    """Writes texts of several lines as they stand."""


def _lines(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _lines)
