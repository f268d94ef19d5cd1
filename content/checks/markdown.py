"""Rules about Markdown: inline code only; what could be read as more stands in backticks."""

import re
from collections.abc import Iterator

from content.checks.question import Question

_CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_WRONG = (
    (re.compile(r"`"), "a backtick without its partner"),
    (re.compile(r"\]\(|\]\[|https?://|www\."), "a link"),
    (re.compile(r"^ {0,3}#{1,6} ", re.MULTILINE), "a heading"),
    (re.compile(r"^ {0,3}([-+*]|\d+[.)]) ", re.MULTILINE), "a list"),
    (re.compile(r"^ {0,3}>", re.MULTILINE), "a quotation"),
    (re.compile(r"^\s*\|.*\|\s*$", re.MULTILINE), "a table"),
    (re.compile(r"<[A-Za-z/!][^>]*>"), "raw HTML or `<T>` outside backticks"),
    (re.compile(r"&#?\w+;"), "an HTML entity"),
    (re.compile(r"\*\S|\S\*"), "an asterisk outside backticks"),
    (re.compile(r"(?<![A-Za-z0-9])_+\w|\w_+(?![A-Za-z0-9])"), "an underscore outside backticks"),
    (re.compile(r"\$"), "a dollar sign outside backticks"),
    (re.compile(r"~.*~"), "tildes outside backticks"),
    (re.compile(r":[a-z][a-z0-9_+-]*:|:[a-z-]+\["), "what could be read as an icon or a colour"),
    (re.compile(r"\\"), "a backslash outside backticks"),
)


def inline_code_only(question: Question) -> Iterator[str]:
    """Stem, options, explanation and misconceptions are plain text with inline code."""
    item = question.item
    texts = [("stem", item.stem), ("explanation", item.explanation)]
    texts += [("misconception", text) for text in item.misconceptions]
    if question.written:
        texts += [("option", option) for option in item.options]
    if question.model is not None and not question.model.show_code:
        texts += [("option", option) for one in question.items for option in one.options]
    for part, text in texts:
        wrong = more_than_inline_code(text)
        if wrong:
            yield f"{part}: {wrong}"


def more_than_inline_code(text: str) -> str | None:
    """What a text has in it beyond plain words and inline code, and where; None if nothing."""
    bare = _CODE_SPAN.sub("x", text)
    for wrong, what in _WRONG:
        found = wrong.search(bare)
        if found:
            near = bare[max(0, found.start() - 15) : found.end() + 15].replace("\n", " ")
            return f"{what} (near “{near}”)"
    return None
