"""A question on its way in or out: what all formats can carry, whatever system it comes from."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from content.checks.question import Question
from content.library import Item


@dataclass(frozen=True, slots=True)
class Exchanged:
    """One question. What a file from elsewhere does not say is None."""

    id: str | None
    stem: str
    key: str
    distractors: tuple[tuple[str, str | None], ...]
    """Each wrong option and why people choose it."""
    level: int | None = None
    seconds: int | None = None
    code: str | None = None
    language: str | None = None
    explanation: str | None = None
    source: str | None = None
    review_by: date | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """A question that could not be read, and why; `place` says where it stands in its file."""

    place: str
    why: str

    def __str__(self) -> str:
        return f"{self.place}: {self.why}"


@dataclass(frozen=True, slots=True)
class Incoming:
    """What a file held."""

    questions: tuple[Exchanged, ...]
    refused: tuple[Refused, ...]


class Unreadable(ValueError):
    """The file as a whole is not what its name says; the message is a sentence for its reader."""


def outgoing(asked: Iterable[Question]) -> Iterator[Exchanged]:
    """Every item of these questions, each clone as a question of its own."""
    for question in asked:
        for item in question.items:
            code, language = _as_one_text(item)
            yield Exchanged(
                id=item.id.replace("~", "-"),
                stem=item.stem,
                key=item.options[0],
                distractors=tuple(zip(item.options[1:], item.misconceptions, strict=True)),
                level=int(item.level),
                seconds=item.seconds,
                code=code,
                language=language,
                explanation=item.explanation,
                source=item.source,
                review_by=question.entry.review_by,
            )


def _as_one_text(item: Item) -> tuple[str | None, str | None]:
    """Setup and code as one text: other systems show one block of code."""
    if item.setup is None:
        return item.code, item.language
    if item.code is None:
        return item.setup, item.language
    if not item.setup.lstrip().startswith("<") or item.language == "html":
        return f"{item.setup}\n\n{item.code}", item.language
    tag = "style" if item.language == "css" else "script"
    return f"{item.setup}\n<{tag}>\n{item.code}\n</{tag}>", "html"
