"""Rules about shell models: no chance, clock, machine or user decides what is printed."""

import re
from collections.abc import Iterator
from typing import Final

_NEWS_EACH_TIME: Final = re.compile(
    r"\$\{?(RANDOM|SRANDOM|EPOCHSECONDS|EPOCHREALTIME|SECONDS)\b"
    r"|(?:^|[;|(]\s*)(shuf|uuidgen|mktemp|uptime|who|w|hostname|nproc|free|df)(?=[\s;|)]|$)",
    re.MULTILINE,
)
_NOW: Final = re.compile(r"(?:^|[;|(]\s*)date\b(?![^\n]*(-d|--date|-r))", re.MULTILINE)
_HASH: Final = re.compile(r"\b(?=[0-9a-f]*[0-9])(?=[0-9a-f]*[a-f])[0-9a-f]{7,40}\b")


def decided_shell(code: str) -> Iterator[str]:
    """What in a program would give something else in another run."""
    for found in _NEWS_EACH_TIME.finditer(code):
        yield f"`{found[0].strip()}` gives something else each time"
    if _NOW.search(code):
        yield "asks for the present time: it differs between runs"


def shows_hash(option: str) -> bool:
    """Whether an option has in it what looks like the hash of a commit."""
    return _HASH.search(option) is not None
