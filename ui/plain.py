"""Text that people typed, shown as they typed it."""

import re

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~:$^&])")


def plain(text: str) -> str:
    """`text` with everything escaped that Streamlit's Markdown would read as more than text."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))
