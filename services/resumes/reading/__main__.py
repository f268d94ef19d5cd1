"""`python -m services.resumes.reading < file > answer`: the limits first, then the file, then one JSON object."""

import json
import resource
import sys
import warnings

from services.resumes.limits import (
    ANSWER_BYTES,
    CHARACTERS,
    CPU_SECONDS,
    FILE_BYTES,
    MEMORY_BYTES,
    WORDS_MIN,
)
from services.resumes.reading.refusal import Unreadable, Why


def limit() -> None:
    """Bound this process for good: memory, time, the answer's size; no core dump, few files."""
    for kind, amount in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, ANSWER_BYTES),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 64),
    ):
        resource.setrlimit(kind, (amount, amount))


def read(content: bytes) -> dict[str, object]:
    """Kind, pages and text of a file. Raises Unreadable."""
    # Imported where they are needed: what one format needs, the others need not wait for.
    from services.resumes.reading.kinds import FileKind, kind_of

    if len(content) > FILE_BYTES:
        raise Unreadable(Why.TOO_LARGE)
    kind = kind_of(content)
    pages: int | None = None
    match kind:
        case FileKind.PDF:
            from services.resumes.reading.pdf import text_of_pdf

            text, pages = text_of_pdf(content)
        case FileKind.DOCX:
            from services.resumes.reading.docx import text_of_docx

            text = text_of_docx(content)
        case FileKind.JSON:
            from services.resumes.reading.texts import text_of_json

            text = text_of_json(content)
        case FileKind.TEXT:
            from services.resumes.reading.texts import text_of_plain

            text = text_of_plain(content)
    if len(text) > CHARACTERS:
        raise Unreadable(Why.TOO_LONG)
    words = len(text.split())
    if words < WORDS_MIN:
        raise Unreadable(Why.NO_TEXT, str(words))
    return {"kind": kind.value, "pages": pages, "text": text}


def main() -> None:
    """Read standard input; the answer is a text or a reason. Whatever goes wrong has a reason too."""
    limit()
    warnings.simplefilter("ignore")
    sys.setrecursionlimit(500)
    try:
        answer = read(sys.stdin.buffer.read(FILE_BYTES + 1))
    except Unreadable as refusal:
        answer = {"why": refusal.why.value, "found": refusal.found}
    except MemoryError:
        answer = {"why": Why.TOO_MUCH_WORK.value, "found": ""}
    except RecursionError:
        answer = {"why": Why.TOO_NESTED.value, "found": ""}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
