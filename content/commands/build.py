"""`build`: run item models and keep what they give."""

import argparse
from pathlib import Path

from content.building import build_block, keep
from content.commands.said import Said, of_blocks, said_of
from content.problems import Problem
from content.runtimes import open_bench
from content.sources import read_sources


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    build = commands.add_parser("build", help="run item models that changed, keep what they give")
    build.add_argument("blocks", nargs="*", help="blocks to build (default: all)")
    build.add_argument("--all", action="store_true", help="run also models that did not change")
    build.set_defaults(run=run)


def run(asked: argparse.Namespace, root: Path) -> Said:
    """Build the named blocks, or all; says for each what happened."""
    sources = read_sources(root, asked.blocks or None)
    blocks = asked.blocks or sorted({bank.path.parent.name for bank in sources.banks})
    problems: list[Problem] = of_blocks(sources.problems, asked.blocks)
    lines = []
    with open_bench() as bench:
        for block in blocks:
            banks = [bank for bank in sources.banks if bank.path.parent.name == block]
            if not banks:
                lines.append(f"{block}: there is no readable file in content/bank/{block}.")
                continue
            building = build_block(root, block, banks, bench, afresh=asked.all)
            keep(root, building)
            problems += building.problems
            clones = sum(len(model.clones) for model in building.models.values())
            changed = "written" if building.changed else "nothing changed"
            lines.append(
                f"{block}: {len(building.models)} models, {clones} items; "
                f"{building.ran} run now; {changed}."
            )
    return said_of(problems, lines)
