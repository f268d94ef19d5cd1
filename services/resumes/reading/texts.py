"""Plain text and JSON Resume (jsonresume.org/schema)."""

import json
from collections.abc import Iterator
from typing import Any

from plan_engine.resume.plain_text import clean, in_order
from plan_engine.resume.sections import BULLET
from services.resumes.limits import NESTING
from services.resumes.reading.refusal import Unreadable, Why

CONTROL_SHARE = 0.02
"""Control characters per character above which a file is no text."""


def decoded(content: bytes) -> str:
    """The characters of a text file: UTF-8, UTF-16 with its mark, else Windows-1252. Raises Unreadable."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return content.decode("utf-16")
        except UnicodeDecodeError as error:
            raise Unreadable(Why.DAMAGED) from error
    if b"\x00" in content:
        raise Unreadable(Why.WRONG_TYPE, "not a text file")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    control = sum(ord(character) < 32 and character not in "\n\r\t\f\v" for character in text)
    if control > CONTROL_SHARE * len(text) or text.count("\ufffd") > CONTROL_SHARE * len(text):
        raise Unreadable(Why.WRONG_TYPE, "not a text file")
    return text


def text_of_plain(content: bytes) -> str:
    """A text file's lines in order."""
    return in_order(decoded(content))


def text_of_json(content: bytes) -> str:
    """A JSON Resume as the lines of a résumé. Raises Unreadable."""
    text = decoded(content)
    _check_nesting(text)
    try:
        resume = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Unreadable(Why.DAMAGED) from error
    if not isinstance(resume, dict) or not {"basics", "work", "skills", "projects"} & set(resume):
        raise Unreadable(Why.NOT_A_RESUME)
    return clean("\n".join(line for line in _lines(resume) if line.strip()))


def _check_nesting(text: str) -> None:
    """Refuse deep nesting before the parser recurses into it; brackets inside strings do not count."""
    depth, inside, escaped = 0, False, False
    for character in text:
        if inside:
            inside = escaped or character != '"'
            escaped = character == "\\" and not escaped
        elif character == '"':
            inside = True
        elif character in "[{":
            depth += 1
            if depth > NESTING:
                raise Unreadable(Why.TOO_NESTED)
        elif character in "]}":
            depth -= 1


def _lines(resume: dict[str, Any]) -> Iterator[str]:
    basics = _mapping(resume.get("basics"))
    yield _one(basics, "name")
    yield _one(basics, "label")
    yield ", ".join(filter(None, (_one(basics, key) for key in ("email", "phone", "url"))))
    if _one(basics, "summary"):
        yield "Summary"
        yield _one(basics, "summary")
    for heading, key, named in (
        ("Experience", "work", ("position", "name", "company")),
        ("Volunteering", "volunteer", ("position", "organization")),
        ("Projects", "projects", ("name", "entity")),
        ("Education", "education", ("studyType", "area", "institution")),
    ):
        entries = _entries(resume.get(key))
        if entries:
            yield heading
        for entry in entries:
            yield _titled(entry, named)
            for part in ("summary", "description"):
                yield _one(entry, part)
            for part in ("highlights", "courses", "keywords"):
                yield from (BULLET + said for said in _texts(entry.get(part)))
    skills = _entries(resume.get("skills"))
    if skills:
        yield "Skills"
        yield from (
            ", ".join([_one(entry, "name"), *_texts(entry.get("keywords"))]) for entry in skills
        )
    for heading, key, named in (
        ("Certifications", "certificates", ("name", "issuer")),
        ("Languages", "languages", ("language", "fluency")),
    ):
        entries = _entries(resume.get(key))
        if entries:
            yield heading
            yield from (_titled(entry, named) for entry in entries)


def _titled(entry: dict[str, Any], named: tuple[str, ...]) -> str:
    start, end = _one(entry, "startDate"), _one(entry, "endDate")
    when = f"{start} – {end or 'present'}" if start else end
    return ", ".join(filter(None, (*(_one(entry, key) for key in named), when)))


def _one(entry: dict[str, Any], key: str) -> str:
    value = entry.get(key)
    return " ".join(value.split()) if isinstance(value, str) else ""


def _texts(value: object) -> list[str]:
    items = value if isinstance(value, list) else []
    return [" ".join(item.split()) for item in items if isinstance(item, str) and item.strip()]


def _entries(value: object) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _mapping(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
