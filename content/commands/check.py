"""`check`: everything that can be said against the content."""

import argparse
from pathlib import Path

from content.checking import check_content
from content.commands.said import Said, of_blocks, said_of


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    check = commands.add_parser("check", help="check files, questions and built models")
    check.add_argument("blocks", nargs="*", help="blocks to check (default: all)")
    check.add_argument("--execute", action="store_true", help="run every model again and compare")
    check.set_defaults(run=run)


def run(asked: argparse.Namespace, root: Path) -> Said:
    """The findings; the status is 1 when there are errors among them."""
    problems = check_content(
        root, execute=asked.execute, blocks=asked.blocks or None, on=asked.today
    )
    return said_of(of_blocks(problems, asked.blocks))
