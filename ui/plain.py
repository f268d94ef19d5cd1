"""Text that people typed, shown as they typed it."""

import re

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~:$^&])")
_LINKED = re.compile(r"(?<=@)|(?<=://)|(?<=www\.)", re.IGNORECASE)
_WORD_JOINER = "\u2060"


def plain(text: str) -> str:
    """`text` as Markdown that shows it and does nothing else: no emphasis, no picture, no link.

    Addresses would be linked even when escaped, so they get an invisible character in the middle.
    """
    unlinked = _LINKED.sub(_WORD_JOINER, " ".join(text.split()))
    return _MARKDOWN.sub(r"\\\1", unlinked)
