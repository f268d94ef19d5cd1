"""The document that a page question loads: what its author wrote, in the place where it belongs."""

import re
from dataclasses import dataclass
from typing import Final, Literal

PageLanguage = Literal["html", "css", "javascript"]
"""What `code` is: the page, its styles, or its script; `setup` is HTML in any case."""
Flaw = Literal["html", "css"]
"""What a page may have wrong with it when that is the point of the question."""

VIEWPORT: Final = (800, 600)
"""Width and height of the viewport in CSS pixels, where a model names no other."""

_WHOLE = re.compile(r"\s*<!doctype\b", re.IGNORECASE)
_HEAD = '<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<title>Page</title>\n'


@dataclass(frozen=True, slots=True)
class PageSetting:
    """How a page is loaded, and what is asked of it."""

    language: PageLanguage = "html"
    viewport: tuple[int, int] = VIEWPORT
    viewport_is_said: bool = False
    """Whether the reader is told how wide it is; if not, the width must not matter."""
    probe: str = ""
    """JavaScript whose value is the answer; without it, the answer is what was logged."""
    may_have: frozenset[Flaw] = frozenset()
    is_known: bool = False
    """Whether earlier loads have given the answer: one more, held against it, is then enough."""


def document(code: str, setup: str, language: PageLanguage) -> str:
    """The whole document. A text that begins with a doctype is taken as it stands."""
    match language:
        case "css":
            styles = f"<style>\n{code}\n</style>\n"
            if _WHOLE.match(setup):
                return re.sub("(?i)(?=</head>)", lambda _: styles, setup, count=1)
            return f"{_HEAD}{styles}{setup}\n"
        case "javascript":
            script = f"<script>\n{code}\n</script>\n"
            if _WHOLE.match(setup):
                return re.sub("(?i)(?=</body>)", lambda _: script, setup, count=1)
            return f"{_HEAD}{setup}\n{script}"
        case "html":
            page = f"{setup}\n{code}" if setup else code
            return page if _WHOLE.match(page) else f"{_HEAD}{page}\n"
