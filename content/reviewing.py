"""Blind review: questions written out without their keys, answers read back, agreement recorded."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from content.checks.question import Question
from content.library import Item

LETTERS = "ABCD"

_HEADER = re.compile(r"<!-- blind review: (\{.*\}) -->")
_ANSWER = re.compile(
    r"^\s*[-*]?\s*`?(?P<name>[a-z][\w.~-]+)`?\s*:\s*(?P<answer>[A-Da-d?])\s*(?P<remark>.*)$"
)


class BadReview(ValueError):
    """An export or an answers file cannot be used; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export holds: its seed, and for each question a hash of what was shown."""

    seed: int
    shown: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer given back: a letter, or `?`, with an optional remark."""

    letter: str
    remark: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One thing to answer: a question, which for a model is its first clone, or one clone of it."""

    name: str
    """What the answer is given under: the question's id, or the clone's."""
    question: Question
    item: Item

    def shuffled(self, seed: int) -> list[str]:
        """The options in an order that the seed and the name decide."""
        return sorted(
            self.item.options,
            key=lambda option: hashlib.sha256(f"{seed}\n{self.name}\n{option}".encode()).digest(),
        )


@dataclass(frozen=True, slots=True)
class Verdict:
    """An answer held against the key."""

    sheet: Sheet
    answer: Answer
    chosen: str | None
    """The option that was chosen; None for `?`."""

    @property
    def agrees(self) -> bool:
        """Whether the reader chose the key."""
        return self.chosen == self.sheet.item.options[0]


@dataclass(frozen=True, slots=True)
class Record:
    """What is kept of a blind answer; it counts while the question is still what was shown."""

    shown: str
    answered_on: date
    agrees: bool
    remark: str = ""


def shown_hash(question: Question) -> str:
    """Changes with anything that a reader of the question (or of any of its clones) sees."""
    seen = [
        [item.stem, item.setup, item.code, item.language, *item.options] for item in question.items
    ]
    return hashlib.sha256(json.dumps(seen, ensure_ascii=False).encode()).hexdigest()[:12]


def sheets(asked: Sequence[Question], *, all_clones: bool = False) -> list[Sheet]:
    """What there is to answer: each question once, or each of its clones."""
    if all_clones:
        return [Sheet(item.id, question, item) for question in asked for item in question.items]
    return [Sheet(question.name, question, question.item) for question in asked]


def export(asked: Sequence[Question], seed: int, *, all_clones: bool = False) -> str:
    """The questions as Markdown, numbered, options lettered in shuffled order, no keys."""
    to_answer = sheets(asked, all_clones=all_clones)
    shown = {sheet.name: shown_hash(sheet.question) for sheet in to_answer}
    header = {"seed": seed, "shown": shown}
    parts = [
        f"<!-- blind review: {json.dumps(header)} -->",
        "# Blind review",
        (
            "Answer without looking anything up. Write one line a question into a file: the id, a "
            "colon, the letter, and whatever you want to say: `python_core.d1.example: B the stem "
            "leaves open which version`. Write `?` instead of a letter where no option is right, "
            "or more than one."
        ),
    ]
    parts += [_shown(number, sheet, seed) for number, sheet in enumerate(to_answer, 1)]
    return "\n\n".join(parts) + "\n"


def read_export(text: str) -> Exported:
    """The seed and the questions of an export. Raises BadReview."""
    header = _HEADER.search(text)
    if header is None:
        raise BadReview(
            "this is not an export of `content review export`: its first line is missing"
        )
    read = json.loads(header[1])
    return Exported(read["seed"], read["shown"])


def read_answers(text: str) -> dict[str, Answer]:
    """The answers by question id; empty lines and lines beginning with # are passed over. Raises BadReview."""
    answers: dict[str, Answer] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        found = _ANSWER.match(line)
        if found is None:
            raise BadReview(f"line {number} is not “id: letter”: {line.strip()[:60]}")
        if found["name"] in answers:
            raise BadReview(f"line {number} answers {found['name']} a second time")
        answers[found["name"]] = Answer(found["answer"].upper(), found["remark"].strip())
    return answers


def compare(
    asked: Sequence[Question], exported: Exported, answers: Mapping[str, Answer]
) -> Iterator[Verdict]:
    """Each answer held against the key, for questions that are still what was exported."""
    every = {sheet.name: sheet for sheet in [*sheets(asked, all_clones=True), *sheets(asked)]}
    for name, sheet in every.items():
        answer = answers.get(name)
        if answer is None or exported.shown.get(name) != shown_hash(sheet.question):
            continue
        options = sheet.shuffled(exported.seed)
        index = LETTERS.find(answer.letter)
        chosen = options[index] if 0 <= index < len(options) else None
        yield Verdict(sheet, answer, chosen)


def new_records(
    verdicts: Sequence[Verdict], exported: Exported, on: date
) -> Iterator[tuple[Question, Record]]:
    """A record for each question of which everything that was exported is answered.

    It agrees if every answer does; of a model's clones one that differs is enough.
    """
    by_question: dict[str, list[Verdict]] = {}
    for verdict in verdicts:
        by_question.setdefault(verdict.sheet.question.name, []).append(verdict)
    for found in by_question.values():
        question = found[0].sheet.question
        names = {
            sheet.name for sheet in [*sheets([question], all_clones=True), *sheets([question])]
        }
        if {verdict.sheet.name for verdict in found} < names & exported.shown.keys():
            continue
        remarks = dict.fromkeys(verdict.answer.remark for verdict in found if verdict.answer.remark)
        agrees = all(verdict.agrees for verdict in found)
        yield question, Record(shown_hash(question), on, agrees, "; ".join(remarks))


def records_path(root: Path, block: str) -> Path:
    """Where the blind answers of a block are kept."""
    return root / "review" / f"{block}.json"


def read_records(root: Path, block: str) -> dict[str, Record]:
    """The kept blind answers of a block by question id; none where nothing was recorded."""
    path = records_path(root, block)
    if not path.exists():
        return {}
    read = json.loads(path.read_text(encoding="utf-8"))
    return {
        name: Record(
            one["shown"],
            date.fromisoformat(one["answered_on"]),
            one["agrees"],
            one.get("remark", ""),
        )
        for name, one in read.items()
    }


def write_records(root: Path, block: str, records: Mapping[str, Record]) -> None:
    """Keep the blind answers of a block: sorted, one line each."""
    lines = []
    for name, record in sorted(records.items()):
        kept = {
            "shown": record.shown,
            "answered_on": record.answered_on.isoformat(),
            "agrees": record.agrees,
        }
        if record.remark:
            kept["remark"] = record.remark
        lines.append(f" {json.dumps(name)}: {json.dumps(kept, ensure_ascii=False)}")
    path = records_path(root, block)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def current_record(question: Question, records: Mapping[str, Record]) -> Record | None:
    """The record of a question, if it is still what the reader saw."""
    record = records.get(question.name)
    return record if record is not None and record.shown == shown_hash(question) else None


def _shown(number: int, sheet: Sheet, seed: int) -> str:
    item = sheet.item
    parts = [f"## {number}. `{sheet.name}`"]
    if item.runs_in:
        parts.append(f"(To be read as {item.runs_in}.)")
    parts.append(item.stem)
    if item.setup:
        is_page = item.setup.lstrip().startswith("<")
        parts.append(_block(item.setup, "html" if is_page else item.language))
    if item.code:
        parts.append(_block(item.code, item.language))
    for letter, option in zip(LETTERS, sheet.shuffled(seed), strict=False):
        parts.append(f"{letter}.{chr(10) * 2 if '```' in option else ' '}{option}")
    return "\n\n".join(parts)


def _block(code: str, language: str | None) -> str:
    return f"```{language or ''}\n{code}\n```"
