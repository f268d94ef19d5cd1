"""Plain text put in order: one kind of bullet, bullets that were wrapped over several lines made whole."""

import re
import unicodedata

from plan_engine.resume.sections import BULLET, heading_kind

_BULLET = re.compile(
    r"^\s*(?:[•‣◦▪▫■□●○◆◇►▸▶➤➢✓✔➔→·∙⁃\uf0b7\uf0a7\uf076\uf0d8]|[-–—*+o](?=\s)|\(?\d{1,2}[.)](?=\s))\s*"
)
# Surrogates are halves of characters: JSON and PDF can name one by itself, but no encoding has a place for it.
_INVISIBLE = re.compile(
    r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff\ud800-\udfff\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"
)
WRAPPED_FROM = 55
"""Characters from which a line that ends without a full stop may have been wrapped."""


def clean(text: str) -> str:
    """Ligatures and compatibility forms resolved, invisible characters gone, line ends alike.

    What comes back can be written in UTF-8, whatever went in.
    """
    text = _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return unicodedata.normalize("NFKC", text)


def bullet_text(line: str) -> str | None:
    """What follows the bullet; None for a line without one."""
    found = _BULLET.match(line)
    return line[found.end() :].strip() if found else None


def in_order(text: str) -> str:
    """The lines of a plain text, bullets beginning with BULLET, wrapped lines joined to what they continue."""
    lines: list[str] = []
    indent = 0
    previous_length = 0
    for raw in clean(text).split("\n"):
        line = raw.rstrip().expandtabs(4)
        if not line.strip():
            previous_length = 0
            continue
        content = bullet_text(line)
        if content is not None:
            indent = len(line) - len(line.lstrip())
            if content:
                lines.append(BULLET + content)
                previous_length = len(line)
            continue
        own_indent = len(line) - len(line.lstrip())
        if (
            lines
            and previous_length
            and _continues(lines[-1], line, own_indent, indent, previous_length)
        ):
            lines[-1] = glue(lines[-1], line.strip())
        else:
            lines.append(line.strip())
        previous_length = len(line)
    return "\n".join(lines)


def glue(first: str, second: str) -> str:
    """Two parts of one wrapped sentence; a hyphen at the break stays, since most are the word's own."""
    return (
        first + second if first.endswith("-") and not first.endswith(" -") else f"{first} {second}"
    )


def _continues(before: str, line: str, own_indent: int, bullet_indent: int, length: int) -> bool:
    if heading_kind(line) is not None or heading_kind(before) is not None:
        return False
    if before.startswith(BULLET):
        return own_indent > bullet_indent or (
            length >= WRAPPED_FROM
            and not before.endswith((".", "!", "?"))
            and line.lstrip()[:1].islower()
        )
    return length >= WRAPPED_FROM and line.lstrip()[:1].islower()
