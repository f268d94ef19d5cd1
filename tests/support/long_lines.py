"""Lines of a résumé that would keep a careless scorer busy, each as long as asked."""

from collections.abc import Callable, Mapping
from typing import Final

LONGEST: Final = 99_000
"""About as long as a whole file may be, in characters."""

LINES: Final[Mapping[str, Callable[[int], str]]] = {
    "digits": lambda length: "from " + "1" * length,
    "digits with commas": lambda length: "1," * (length // 2),
    "years": lambda length: "2000 " * (length // 5),
    "from years": lambda length: "from 2000 " * (length // 10),
    "years with dashes": lambda length: "2000-" * (length // 5),
    "one word": lambda length: "a" * length,
    "blanks before a year": lambda length: "March" + " " * length + "2019",
}


def resume_with(line: str) -> str:
    """A résumé whose one bullet holds the line."""
    return f"Test Person\nEXPERIENCE\n• Built {line} in Python"
