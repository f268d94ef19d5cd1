"""Reading a file in a process of its own, so that no file can harm the app: bounded in memory, time and answer."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import BoundedSemaphore

from services.errors import Refused
from services.resumes.limits import (
    ANSWER_BYTES,
    FILE_BYTES,
    QUEUE_SECONDS,
    READERS,
    WALL_SECONDS,
)
from services.resumes.reading.refusal import Why
from services.resumes.sentences import sentence

REPOSITORY = Path(__file__).resolve().parent.parent.parent
_COMMAND = (sys.executable, "-m", "services.resumes.reading")
_free = BoundedSemaphore(READERS)


class NotReadable(Refused):
    """The file is not read; the text says why and what to do instead."""


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What a file says."""

    kind: str
    """pdf, docx, txt or json."""
    pages: int | None
    """Of a PDF."""
    text: str
    """Its lines in reading order; bullets begin alike."""


Reader = Callable[[bytes], ReadFile]


def read_file(content: bytes) -> ReadFile:
    """The text of a file. Raises NotReadable."""
    if len(content) > FILE_BYTES:
        raise NotReadable(sentence(Why.TOO_LARGE))
    if not _free.acquire(timeout=QUEUE_SECONDS):
        raise NotReadable("Many résumés are being read at this moment. Try again in a minute.")
    try:
        answer = _answer(content)
    finally:
        _free.release()
    if "why" in answer:
        raise NotReadable(sentence(Why(str(answer["why"])), str(answer["found"])))
    pages = answer["pages"]
    return ReadFile(
        str(answer["kind"]), pages if isinstance(pages, int) else None, str(answer["text"])
    )


def _answer(content: bytes) -> dict[str, object]:
    """What the process wrote. It sees no setting of ours: its environment holds nothing but its path."""
    with tempfile.TemporaryFile() as answer:
        try:
            done = subprocess.run(  # noqa: S603  (our own interpreter and module; the file goes to its input)
                _COMMAND,
                input=content,
                stdout=answer,
                stderr=subprocess.DEVNULL,
                cwd=REPOSITORY,
                env={
                    "PYTHONPATH": str(REPOSITORY),
                    "LANG": "C.UTF-8",
                },
                timeout=WALL_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise NotReadable(sentence(Why.TOO_MUCH_WORK)) from error
        answer.seek(0)
        written = answer.read(ANSWER_BYTES)
    if done.returncode < 0:  # killed by a limit: CPU time, memory, the answer's size
        raise NotReadable(sentence(Why.TOO_MUCH_WORK))
    try:
        parsed = json.loads(written)
    except ValueError as error:
        raise NotReadable(sentence(Why.DAMAGED)) from error
    return parsed if isinstance(parsed, dict) else {"why": Why.DAMAGED.value, "found": ""}
