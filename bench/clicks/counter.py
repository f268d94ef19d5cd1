"""How many statements the measured server has sent to its database, read from outside."""

import struct
from collections.abc import Mapping
from pathlib import Path

STARTUP = Path(__file__).parent / "startup"
FIGURE = struct.Struct("<q")


class StatementCounter:
    """A figure that the server process keeps in a file; see startup/sitecustomize.py."""

    def __init__(self, path: Path) -> None:
        """Starts at nought."""
        self._path = path
        path.write_bytes(FIGURE.pack(0))

    @property
    def environment(self) -> Mapping[str, str]:
        """What the server process must be started with."""
        return {"BENCH_QUERY_COUNT": str(self._path)}

    def read(self) -> int:
        """Statements so far: select, insert, update, delete; transactions' begin and end not counted."""
        (figure,) = FIGURE.unpack(self._path.read_bytes())
        return int(figure)
