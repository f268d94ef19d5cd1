"""`report`: what the bank holds."""

import argparse
from pathlib import Path

from content.checks import questions
from content.commands.said import Said
from content.compiling import compile_library
from content.reporting import block_report, show_reports, show_targets
from content.reviewing import read_records
from content.shipping import reviewed_only
from content.sources import read_sources
from content.stock import show_stock, topic_stocks


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    report = commands.add_parser(
        "report", help="figures of each block and readiness of each target"
    )
    report.add_argument("blocks", nargs="*", help="blocks to report on (default: all)")
    report.set_defaults(run=run)


def run(asked: argparse.Namespace, root: Path) -> Said:
    """A table of blocks, the stock of topics (where no block is named, of those that are short), targets."""
    sources = read_sources(root)
    compiled = compile_library(sources, "report")
    every = questions(compiled)
    reports = [
        block_report(
            block,
            compiled.library,
            [question for question in every if question.block == block.id],
            read_records(root, block.id),
        )
        for block in compiled.library.blocks.values()
        if block.is_written and (not asked.blocks or block.id in asked.blocks)
    ]
    stocks = [
        stock
        for stock in topic_stocks(compiled.library, [report.block for report in reports])
        if asked.blocks or not stock.is_full
    ]
    lines = [*show_reports(reports), "", *show_stock(stocks), ""]
    if not asked.blocks:
        lines += [*show_targets(reviewed_only(compiled, root)), ""]
    broken = len(sources.problems) + len(compiled.problems)
    if broken:
        lines.append(f"{broken} problems keep some questions out of these figures: run check.")
    return Said(tuple(lines))
