"""Text that people typed, shown as they typed it."""

import re

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~:$^&])")
_LINKED = re.compile(r"(?=@)|(?=://)|(?<=www)(?=\.)", re.IGNORECASE)
_NOTHING = ":gray[]"
"""Markdown for a piece of text without any text: it is not seen, not read out and not copied."""


def plain(text: str) -> str:
    """`text` as Markdown that shows it and does nothing else: no emphasis, no picture, no link.

    Addresses would be linked even when escaped, so they are made of two pieces. Whoever copies one
    gets what was typed.
    """
    pieces = _LINKED.split(" ".join(text.split()))
    return _NOTHING.join(_MARKDOWN.sub(r"\\\1", piece) for piece in pieces)
