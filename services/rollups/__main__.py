"""`python -m services.rollups`: bring daily totals and caseloads up to date; for cron, or by hand."""

import argparse
import logging
import os
import signal
import sys
from collections.abc import Sequence
from types import FrameType
from typing import Final

from content.library import Library
from db.engine import make_engine
from services.counsellor.summaries import bring_everybody_up_to_date
from services.logs import OURS, write_json_lines
from services.rollups.keeper import keep_rollups
from services.settings import read_settings
from services.workspace import Workspace, open_workspace

NO_CONTENT: Final = Library(version="", targets={}, blocks={}, topics={}, items={}, by_topic={})
"""Nothing here is about questions, and reading them all takes longer than a usual run."""
NICENESS: Final = 10
"""How far behind the app's clicks (POSIX's scale, 19 is the furthest)."""
_log = logging.getLogger(OURS)


def main(arguments: Sequence[str] | None = None) -> int:
    """Keep the totals of the configured installation; says what was done."""
    parser = argparse.ArgumentParser(prog="python -m services.rollups", description=__doc__)
    parser.add_argument(
        "--anew", action="store_true", help="compute everything again, settled dates too"
    )
    # How the app calls it: the database is migrated already, and its log is the app's.
    parser.add_argument("--for-the-app", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args(arguments)
    signal.signal(signal.SIGTERM, _end_in_order)
    work = _for_the_app() if asked.for_the_app else open_workspace(read_settings(), NO_CONTENT)
    try:
        kept = keep_rollups(work, anew=asked.anew)
        learners = 0 if kept is None else bring_everybody_up_to_date(work)
    finally:
        work.engine.dispose()
    if asked.for_the_app:
        if kept is not None:
            done = {"steps": kept.steps, "rows": kept.rows, "learners": learners}
            _log.info("rollups kept", extra={"fields": done})
    elif kept is None:
        print("Another process is keeping the totals now; nothing was done.")
    else:
        print(f"{kept.rows} rows in {kept.steps} steps; settled until {kept.settled_until}.")
        print(f"{learners} learners in caseloads brought up to date.")
    return 0


def _for_the_app() -> Workspace:
    write_json_lines()
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    return Workspace(engine=make_engine(os.environ["DATABASE_URL"]), content=NO_CONTENT)


def _end_in_order(_signal: int, _frame: FrameType | None) -> None:
    """Leave through every `finally`, so that the lease is given back."""
    raise SystemExit(128 + signal.SIGTERM)


if __name__ == "__main__":
    sys.exit(main())
