"""What a résumé file may cost: every bound of the reader, with its unit."""

from typing import Final

FILE_BYTES: Final = 5 * 1024 * 1024
PAGES: Final = 10
ZIP_ENTRIES: Final = 500
PART_BYTES: Final = 8 * 1024 * 1024
"""Of one part of a DOCX once unpacked; counted while unpacking, headers are not trusted."""
PARTS_BYTES: Final = 16 * 1024 * 1024
"""Of all parts that are read."""
CHARACTERS: Final = 100_000
WORDS_MIN: Final = 50
"""Fewer are a scan or no résumé."""
NESTING: Final = 40
"""Levels of JSON or XML."""
PDF_OBJECTS: Final = 20_000
"""Pieces of text on a page; more is a drawing made of letters."""

MEMORY_BYTES: Final = 700 * 1024 * 1024
CPU_SECONDS: Final = 5
WALL_SECONDS: Final = 8.0
ANSWER_BYTES: Final = 1024 * 1024
"""What the reading process may write."""
READERS: Final = 2
"""Reading processes at one time, over all learners."""
QUEUE_SECONDS: Final = 8.0
"""How long an upload waits for one of them."""
