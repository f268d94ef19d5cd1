"""GIFT, Moodle's text format: https://docs.moodle.org/en/GIFT_format

What the format has no place for (level, time, language, source) stands in the comment above a
question, in the brackets that Moodle reads ids and tags from.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from content.exchange.exchanged import Exchanged, Incoming, Refused
from content.exchange.marked_text import from_html

_MARK: Final = re.compile(r"\[(id|level|seconds|language|source|review_by):([^\s]*)\](?=\s|$)")
_WEIGHT: Final = re.compile(r"%(-?\d+(?:\.\d+)?)%")
_FORMAT: Final = re.compile(r"\[(html|moodle|plain|markdown)\]")


def write_gift(questions: Iterable[Exchanged]) -> str:
    """The questions as GIFT; texts are Markdown."""
    return "\n\n".join(map(_show, questions)) + "\n"


def read_gift(text: str) -> Incoming:
    """The multiple-choice questions of a GIFT file; others are refused, each with its line."""
    read: list[Exchanged] = []
    refused: list[Refused] = []
    for line, marks, body in _blocks(text.removeprefix("\ufeff").replace("\r\n", "\n")):
        try:
            read.append(_question(marks, body))
        except ValueError as error:
            refused.append(Refused(f"line {line}", str(error)))
    return Incoming(tuple(read), tuple(refused))


def _show(question: Exchanged) -> str:
    marks = {
        "id": question.id,
        "level": question.level,
        "seconds": question.seconds,
        "language": (question.language or "") if question.code is not None else None,
        "source": question.source,
        "review_by": question.review_by,
    }
    said = " ".join(f"[{name}:{mark}]" for name, mark in marks.items() if mark is not None)
    stem = question.stem
    if question.code is not None:
        longest = max((len(run) for run in re.findall("`+", stem + question.code)), default=0)
        fence = "`" * max(3, longest + 1)
        stem += f"\n\n{fence}{question.language or ''}\n{question.code}\n{fence}"
    title = f"::{_escaped(question.id)}::" if question.id else ""
    lines = [f"// {said}", f"{title}[markdown]{_escaped(stem)} {{"]
    lines.append(f"=[markdown]{_escaped(question.key)}")
    lines += [f"~{_wrong(text, why)}" for text, why in question.distractors]
    if question.explanation is not None:
        lines.append(f"####[markdown]{_escaped(question.explanation)}")
    return "\n".join([*lines, "}"])


def _wrong(text: str, why: str | None) -> str:
    shown = f"[markdown]{_escaped(text)}"
    return shown if why is None else f"{shown}#[markdown]{_escaped(why)}"


def _escaped(text: str) -> str:
    return re.sub(r"[\\~=#{}:]", r"\\\g<0>", text).replace("\n", "\\n")


def _plain(text: str) -> str:
    return re.sub(
        r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], text, flags=re.DOTALL
    )


def _blocks(text: str) -> Iterator[tuple[int, dict[str, str], str]]:
    """Each question: its line, the marks in the comment above it, and its text."""
    marks: dict[str, str] = {}
    body: list[str] = []
    begun = 0
    for number, line in enumerate([*text.split("\n"), ""], 1):
        if line.lstrip().startswith("//"):
            marks.update(_MARK.findall(line))
        elif line.startswith("$CATEGORY:"):
            continue
        elif line.strip():
            begun = begun or number
            body.append(line)
        elif body:
            yield begun, marks, "\n".join(body)
            marks, body, begun = {}, [], 0


def _question(marks: dict[str, str], body: str) -> Exchanged:
    """Raises ValueError with what keeps it from being a question of ours."""
    opened, closed = _find(body, "{"), _find(body, "}")
    if opened is None or closed is None or closed < opened:
        raise ValueError("has no answers in braces")
    if body[closed + 1 :].strip():
        raise ValueError("is a sentence with a gap, not a multiple-choice question")
    title, head = _title(body[:opened].strip())
    stem, kind = _formatted(head, "moodle")
    key: list[str] = []
    distractors: list[tuple[str, str | None]] = []
    answers, explanation = _explained(body[opened + 1 : closed], kind)
    for sign, answer in _answers(answers):
        text, why = _told(answer, kind)
        weight = _WEIGHT.match(text)
        text = text[weight.end() :] if weight else text
        share = float(weight[1]) if weight else (100.0 if sign == "=" else 0.0)
        shown = _formatted(text, kind)[0]
        if share == 100:
            key.append(shown)
        elif share > 0:
            raise ValueError("has an option that is partly right")
        else:
            distractors.append((shown, why))
    if not distractors and all("->" in answer for answer in key):
        raise ValueError("is a matching question")
    if len(key) != 1 or not distractors:
        raise ValueError("does not have one right and some wrong options")
    split = _split_code(stem, marks)
    return Exchanged(
        id=marks.get("id") or title,
        stem=split[0],
        key=key[0],
        distractors=tuple(distractors),
        level=int(marks["level"]) if "level" in marks else None,
        seconds=int(marks["seconds"]) if "seconds" in marks else None,
        code=split[1],
        language=split[2],
        explanation=explanation,
        source=marks.get("source"),
        review_by=date.fromisoformat(marks["review_by"]) if "review_by" in marks else None,
    )


def _title(head: str) -> tuple[str | None, str]:
    found = re.match(r"::((?:\\.|[^\\:])*)::(.*)$", head, re.DOTALL)
    return (_plain(found[1]).strip() or None, found[2]) if found else (None, head)


def _formatted(text: str, usual: str) -> tuple[str, str]:
    """The text in our Markdown, and the format it had."""
    text = text.strip()
    found = _FORMAT.match(text)
    kind = found[1] if found else usual
    plain = _plain(text[found.end() :] if found else text).strip()
    if kind == "html":
        shown, code, language = from_html(plain)
        return (f"{shown}\n\n```{language}\n{code}\n```" if code is not None else shown), kind
    return plain, kind


def _explained(answers: str, kind: str) -> tuple[str, str | None]:
    at = next((k for k in _places(answers, "#") if answers.startswith("####", k)), None)
    if at is None:
        return answers, None
    return answers[:at], _formatted(answers[at + 4 :], kind)[0] or None


def _told(answer: str, kind: str) -> tuple[str, str | None]:
    at = _find(answer, "#")
    if at is None:
        return answer.strip(), None
    return answer[:at].strip(), _formatted(answer[at + 1 :], kind)[0] or None


def _answers(text: str) -> Iterator[tuple[str, str]]:
    places = sorted([*_places(text, "="), *_places(text, "~")])
    if not places or text[: places[0]].strip():
        raise ValueError("is not a multiple-choice question")
    for at, end in zip(places, [*places[1:], len(text)], strict=True):
        yield text[at], text[at + 1 : end].strip()


def _split_code(stem: str, marks: dict[str, str]) -> tuple[str, str | None, str | None]:
    """Stem, code and its language: the block of code at the end, where there is one."""
    if "id" in marks and "language" not in marks:
        return stem, None, None
    last = re.search(r"\n(`{3,})$", stem)
    begun = last and re.search(rf"\n\n{last[1]}(\w*)\n", stem)
    if not last or not begun:
        return stem, None, None
    language = marks.get("language", begun[1]) or None
    return stem[: begun.start()], stem[begun.end() : last.start()], language


def _find(text: str, sign: str) -> int | None:
    return next(iter(_places(text, sign)), None)


def _places(text: str, sign: str) -> list[int]:
    """Where a sign stands that no backslash takes its meaning from."""
    bare = re.sub(r"\\.", "\0\0", text, flags=re.DOTALL)
    return [k for k, letter in enumerate(bare) if letter == sign]
