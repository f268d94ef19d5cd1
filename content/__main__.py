"""The content tools: `python -m content build | check`."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from content.building import build_block, keep
from content.checking import check_content
from content.problems import Problem
from content.runtimes import open_bench
from content.sources import CONTENT, read_sources


def main(arguments: Sequence[str] | None = None, root: Path = CONTENT) -> int:
    """Run one command; the exit status is 0 when there is nothing to mend."""
    asked = _parser().parse_args(arguments)
    chosen: int = asked.run(asked, root)
    return chosen


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m content", description="Curriculum and question bank: build, check."
    )
    commands = parser.add_subparsers(required=True, metavar="command")
    build = commands.add_parser(
        "build", help="run item models that changed and keep what they print"
    )
    build.add_argument("blocks", nargs="*", help="blocks to build (default: all)")
    build.add_argument("--all", action="store_true", help="run also the models that did not change")
    build.set_defaults(run=_build)
    check = commands.add_parser("check", help="check files, questions and built models")
    check.add_argument("blocks", nargs="*", help="blocks to check (default: all)")
    check.add_argument("--execute", action="store_true", help="run every model again and compare")
    check.set_defaults(run=_check)
    return parser


def _build(asked: argparse.Namespace, root: Path) -> int:
    sources = read_sources(root, asked.blocks or None)
    blocks = asked.blocks or sorted({bank.path.parent.name for bank in sources.banks})
    problems: list[Problem] = [
        problem for problem in sources.problems if _concerns(problem, blocks)
    ]
    with open_bench() as bench:
        for block in blocks:
            banks = [bank for bank in sources.banks if bank.path.parent.name == block]
            if not banks:
                print(f"{block}: there is no readable file in content/bank/{block}.")
                continue
            building = build_block(root, block, banks, bench, afresh=asked.all)
            keep(root, building)
            problems += building.problems
            clones = sum(len(model.clones) for model in building.models.values())
            print(
                f"{block}: {len(building.models)} models, {clones} items; {building.ran} run now; "
                f"{'written' if building.changed else 'nothing changed'}."
            )
    return _tell(problems)


def _check(asked: argparse.Namespace, root: Path) -> int:
    problems = check_content(root, execute=asked.execute, blocks=asked.blocks or None)
    return _tell([one for one in problems if not asked.blocks or _concerns(one, asked.blocks)])


def _concerns(problem: Problem, blocks: Sequence[str]) -> bool:
    path = Path(problem.path)
    return path.stem in blocks or path.parent.name in blocks


def _tell(problems: Sequence[Problem]) -> int:
    for problem in problems:
        print(problem)
    errors = sum(problem.is_error for problem in problems)
    print(f"{errors} errors, {len(problems) - errors} warnings.")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
