"""`python -m bench.clicks`: what a click costs on each learner page, at several sizes of database."""

import argparse
import os
from collections.abc import Mapping, Sequence

from bench.clicks.default_page import default_page
from bench.clicks.installations import installation
from bench.clicks.pages import GUARDED, measure_pages
from bench.clicks.timing import Clicks
from bench.tables import table
from content.loader import load_library

LEARNERS = (1, 1_000, 100_000)
CLICKS = 60
RATIO = 2.0
RATIO_WITH_CHART = 3.5
MOST_STATEMENTS = 12
BUSY = 0.7
"""Load average from which the times say more about the neighbours than about us."""

ABOUT = f"""Clicks: from sending the click over the websocket to the run's last message, one click at a
time, one server process, embedded database. "×" is p50 over that of the emptiest page behind our
guard, clicked in turn with it; aims: at most {RATIO:g}, {RATIO_WITH_CHART:g} with a chart (*), and {MOST_STATEMENTS} database statements. "!" marks what misses
its aim. Actions (a saved answer, the next adaptive item) have no aim: they write."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.clicks", description=__doc__)
    parser.add_argument("--learners", type=int, nargs="+", default=LEARNERS)
    parser.add_argument("--clicks", type=int, default=CLICKS, help="on each page")
    parser.add_argument("--target", default=None, help="default: the first that can be started")
    asked = parser.parse_args(arguments)
    library = load_library()
    target = asked.target or next(
        (t for t in library.targets if not library.readiness_to_start(t)), None
    )
    if target is None:
        raise SystemExit("No role or language can be started yet: there is nothing to measure.")
    print(ABOUT, "\n")
    busy = os.getloadavg()[0]
    if busy > BUSY:
        print(
            f"Something else keeps this machine busy (load {busy:.1f}): times will be too high.\n"
        )
    plain = default_page(asked.clicks, uvloop=False)
    brisk = default_page(asked.clicks, uvloop=True)
    found: dict[int, Mapping[str, Clicks]] = {}
    for learners in asked.learners:
        with installation(library, target, learners) as ready:
            found[learners] = measure_pages(ready.home, ready.subjects, asked.clicks)
    print(_baselines(plain, brisk, {n: pages[GUARDED] for n, pages in found.items()}), "\n")
    for learners, pages in found.items():
        print(_pages(learners, pages), "\n")
    print(_verdict(found))


def _baselines(plain: Clicks, brisk: Clicks, guarded: Mapping[int, Clicks]) -> str:
    empty = {
        "empty Streamlit page, plain installation": plain,
        "empty Streamlit page, default settings, with uvloop": brisk,
    }
    empty |= {f"empty page behind our guard, {n:,} in the database": c for n, c in guarded.items()}
    rows = [
        [name, f"{c.p50_ms:.1f}", f"{c.p95_ms:.1f}", f"{plain.p50_ms / c.p50_ms:.1f}"]
        for name, c in empty.items()
    ]
    return table(["what every click costs", "p50 ms", "p95 ms", "times faster than plain"], rows)


def _pages(learners: int, pages: Mapping[str, Clicks]) -> str:
    rows = [
        [
            name + (" *" if c.has_chart else ""),
            f"{c.p50_ms:.1f}",
            f"{c.p95_ms:.1f}",
            f"{c.ratio or 1.0:.1f}" + _mark(_is_slow(name, c)),
            f"{c.statements}" + _mark(_asks_much(name, c)),
            f"{c.kilobytes:.1f}",
        ]
        for name, c in pages.items()
    ]
    noun = "learner" if learners == 1 else "learners"
    titles = [f"{learners:,} {noun}", "p50 ms", "p95 ms", "×", "statements", "kB sent"]
    return table(titles, rows)


def _mark(misses: bool) -> str:
    return " !" if misses else "  "


def _is_action(name: str) -> bool:
    return "," in name and name.split(", ")[1] in {"answer saved", "next item"}


def _is_slow(name: str, clicks: Clicks) -> bool:
    aim = RATIO_WITH_CHART if clicks.has_chart else RATIO
    return not _is_action(name) and (clicks.ratio or 1.0) > aim


def _asks_much(name: str, clicks: Clicks) -> bool:
    return not _is_action(name) and (clicks.statements or 0) > MOST_STATEMENTS


def _verdict(found: Mapping[int, Mapping[str, Clicks]]) -> str:
    smallest, largest = found[min(found)], found[max(found)]
    slow = sorted({n for pages in found.values() for n, c in pages.items() if _is_slow(n, c)})
    many = sorted({n for pages in found.values() for n, c in pages.items() if _asks_much(n, c)})
    grows = sorted(n for n in smallest if smallest[n].statements != largest[n].statements)
    lines = [
        f"Over the aim in time: {', '.join(slow) or 'none'}.",
        f"Over {MOST_STATEMENTS} statements: {', '.join(many) or 'none'}.",
    ]
    if len(found) > 1:
        lines.append(
            f"Statements that differ between {min(found):,} and {max(found):,} learners: "
            f"{', '.join(grows) or 'none'}."
        )
    return "\n".join(lines)


if __name__ == "__main__":
    main()
