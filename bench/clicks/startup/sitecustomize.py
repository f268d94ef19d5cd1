"""Read by every Python that has this folder on its path, before anything else runs.

So that the app needs no code for being measured:

- BENCH_QUERY_COUNT names a file in which the process counts its database statements, for a
  benchmark to read from outside;
- BENCH_STATEMENTS names a file to which each statement is appended: what it reads or writes, and on
  whose behalf;
- BENCH_PAGE names one more page for the site map, as everybody's screen at /bench;
- BENCH_WITHOUT_UVLOOP=1 hides uvloop, which a plain `pip install streamlit` does not bring.
"""

import mmap
import os
import re
import struct
import sys
import traceback
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Any

COUNTED = ("select", "insert", "update", "delete", "with")
TABLE = re.compile(r"(?:from|into|update)\s+(\w+)", re.IGNORECASE)
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


def log_statements(path: str, root: str) -> None:
    """Append "select table <- file:function > …" to `path` for each statement; callers below `root` only."""
    from sqlalchemy import Engine, event

    log = open(path, "a", buffering=1)  # noqa: SIM115  (stays open as long as the process)

    @event.listens_for(Engine, "before_cursor_execute")
    def write(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.lstrip().lower().startswith(COUNTED):
            callers = [
                f"{os.path.basename(frame.filename)}:{frame.name}"
                for frame in traceback.extract_stack()
                if frame.filename.startswith(root) and ".venv" not in frame.filename
            ]
            table = TABLE.search(statement)
            what = f"{statement.split()[0].lower()} {table[1] if table else ''}"
            log.write(f"{what} <- {' > '.join(callers[-5:-1])}\n")


class OneMorePage(MetaPathFinder):
    """Adds a screen to the site map as soon as that has been imported."""

    def __init__(self, page: str) -> None:
        """`page` is the absolute path of the screen's file."""
        self._page = page

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        """The usual spec of ui.navigation, with a loader that adds the screen."""
        if name != "ui.navigation":
            return None
        spec = PathFinder.find_spec(name, path, target)
        assert spec is not None
        assert spec.loader is not None
        _extend(spec.loader, self._page)
        return spec


def _extend(loader: Loader, page: str) -> None:
    execute = loader.exec_module

    def executed(module: ModuleType) -> None:
        execute(module)
        screen = module.Screen(
            page, "Bench", ":material/timer:", "bench", module.EVERYBODY, "Learn"
        )
        vars(module)["SITE_MAP"] = (*module.SITE_MAP, screen)

    vars(loader)["exec_module"] = executed  # the loader runs our addition after its own work


if os.environ.get("BENCH_WITHOUT_UVLOOP") == "1":
    sys.modules["uvloop"] = None  # type: ignore[assignment]  # how Python itself says: not there
if "BENCH_QUERY_COUNT" in os.environ:
    count_statements(os.environ["BENCH_QUERY_COUNT"])
if "BENCH_STATEMENTS" in os.environ:
    log_statements(os.environ["BENCH_STATEMENTS"], os.getcwd())
if "BENCH_PAGE" in os.environ:
    sys.meta_path.insert(0, OneMorePage(os.environ["BENCH_PAGE"]))
