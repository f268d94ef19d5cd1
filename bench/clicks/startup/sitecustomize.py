"""Read by every Python that has this folder on its path, before anything else runs.

BENCH_QUERY_COUNT names a file in which the process counts its database statements, so that a
benchmark can read the figure from outside and the app needs no code for being measured.
BENCH_WITHOUT_UVLOOP=1 hides uvloop, which a plain `pip install streamlit` does not bring.
"""

import mmap
import os
import struct
import sys
from typing import Any

COUNTED = ("select", "insert", "update", "delete", "with")
FIGURE = struct.Struct("<q")


def count_statements(path: str) -> None:
    """Keep the number of statements sent to any database in the first eight bytes of `path`."""
    from sqlalchemy import Engine, event

    with open(path, "r+b") as file:
        shared = mmap.mmap(file.fileno(), FIGURE.size)

    @event.listens_for(Engine, "before_cursor_execute")
    def count(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.lstrip().lower().startswith(COUNTED):
            (so_far,) = FIGURE.unpack_from(shared)
            FIGURE.pack_into(shared, 0, so_far + 1)


if os.environ.get("BENCH_WITHOUT_UVLOOP") == "1":
    sys.modules["uvloop"] = None  # type: ignore[assignment]  # how Python itself says: not there
if "BENCH_QUERY_COUNT" in os.environ:
    count_statements(os.environ["BENCH_QUERY_COUNT"])
