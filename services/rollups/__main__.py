"""`python -m services.rollups`: bring the product team's daily totals up to date; for cron, or by hand."""

import argparse
import sys
from collections.abc import Sequence

from content.library import Library
from content.loader import load_library
from services.rollups.keeper import keep_rollups
from services.settings import read_settings
from services.workspace import Workspace, open_workspace


def main(arguments: Sequence[str] | None = None) -> int:
    """Keep the totals of the configured installation; says what was done."""
    parser = argparse.ArgumentParser(prog="python -m services.rollups", description=__doc__)
    parser.add_argument(
        "--anew", action="store_true", help="compute everything again, settled dates too"
    )
    asked = parser.parse_args(arguments)
    work = _opened(load_library())
    try:
        kept = keep_rollups(work, anew=asked.anew)
    finally:
        work.engine.dispose()
    if kept is None:
        print("Another process is keeping the totals now; nothing was done.")
    else:
        print(f"{kept.rows} rows in {kept.steps} steps; settled until {kept.settled_until}.")
    return 0


def _opened(library: Library) -> Workspace:
    return open_workspace(read_settings(), library)


if __name__ == "__main__":
    sys.exit(main())
