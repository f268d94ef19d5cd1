"""Rules about JavaScript models: no chance, clock, machine or race decides what is printed."""

import re
from collections.abc import Iterator
from typing import Final

_NEWS_EACH_TIME: Final = re.compile(
    r"\b(Math\.random|Date\.now|performance\.now|process\.hrtime(\.bigint)?|process\.uptime"
    r"|process\.memoryUsage|process\.cpuUsage|crypto\.random\w+|crypto\.getRandomValues"
    r"|randomUUID|randomBytes|randomInt)\s*\("
)
_NOW: Final = re.compile(r"\bnew Date(\s*\(\s*\)|\b(?!\s*\())|(?<![\w.])(?<!new )Date\s*\(")
_PLACE: Final = re.compile(
    r"\bprocess\.(pid|ppid|cwd\(|title|execPath|execArgv|env\b(?!\.TZ))|\b__(dirname|filename)\b"
    r"|\bimport\.meta\.(url|dirname|filename)\b|[\"'](node:)?os[\"']"
)
_NOT_THERE: Final = re.compile(
    r"[\"'](node:)?(child_process|cluster|worker_threads)[\"']"
    r"|\b(write|append|copy)File(Sync)?\b|\bcreateWriteStream\b|\bmkdir(Sync)?\b|\bunlink(Sync)?\b"
)


def decided_javascript(code: str) -> Iterator[str]:
    """What in a program would give something else in another run, or cannot be run here."""
    for found in _NEWS_EACH_TIME.finditer(code):
        if not re.search(rf"{re.escape(found[1])}\s*=[^=]", code):  # replaced by a fixed one
            yield f"calls {found[1]}(): its result differs between runs"
    if _NOW.search(code) and not re.search(r"\bDate\s*=[^=]|\bclass Date\b", code):
        yield "asks for the present time: it differs between runs"
    if found_place := _PLACE.search(code):
        yield f"`{found_place[0]}` depends on the machine"
    if found_missing := _NOT_THERE.search(code):
        yield f"`{found_missing[0]}` is not available to a question's program"
    if _timer_and_immediate_race(code):
        yield (
            "setTimeout(…, 0) against setImmediate outside an I/O callback: "
            "which is first is not decided"
        )


def _timer_and_immediate_race(code: str) -> bool:
    """Both are asked for, and nothing in the program puts them into an I/O callback."""
    soon = re.search(r"\bsetTimeout\((?:(?!setImmediate)[\s\S])*?(,\s*[01]\s*\)|\}\s*\))", code)
    reads = re.search(r"\b(readFile|stat|access|open|readdir)\s*\(", code)
    return bool(soon and "setImmediate(" in code and not reads)
