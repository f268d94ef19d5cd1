"""The content tools: `python -m content COMMAND …`; `--help` lists the commands."""

import argparse
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from content.commands import build, check, export, import_, new_topic, preview, report, review
from content.commands.said import Said
from content.sources import CONTENT


def main(
    arguments: Sequence[str] | None = None, root: Path = CONTENT, today: date | None = None
) -> int:
    """Run one command and print what it says; gives its exit status."""
    asked = _parser().parse_args(arguments)
    asked.today = today or datetime.now(UTC).date()  # noqa: TID251 - a command line is where the clock comes in
    said: Said = asked.run(asked, root)
    for line in said.lines:
        print(line)
    return said.status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m content", description="Tools for curriculum and question bank."
    )
    commands = parser.add_subparsers(required=True, metavar="command")
    for command in (build, check, report, review, new_topic, preview, export, import_):
        command.add(commands)
    return parser


if __name__ == "__main__":
    sys.exit(main())
