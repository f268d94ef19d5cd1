"""How long the question bank takes: at start-up from its compiled form and without one, and its quick check."""

import json
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.tables import table
from content.checking import check_content
from content.loader import load_library

RUNS = 5


def run() -> None:
    """Print the table; the floor of all of them is to read the compiled form as plain JSON."""
    with tempfile.TemporaryDirectory() as folder:
        cache = Path(folder)
        library = load_library(cache=cache)
        (compiled,) = cache.glob("*.json")
        measured = {
            "the compiled form as plain JSON": lambda: json.loads(compiled.read_text("utf-8")),
            "start-up from the compiled form": lambda: load_library(cache=cache),
            "start-up without it": lambda: load_library(cache=None),
            "`content check`, nothing executed": check_content,
        }
        seconds = {name: _median(work) for name, work in measured.items()}
        size = compiled.stat().st_size / 1024 / 1024
    floor = next(iter(seconds.values()))
    print(f"{len(library.items):,} items, {size:.1f} MB; seconds, median of {RUNS} runs\n")
    rows = [[name, f"{took:.2f}", f"{took / floor:.1f}"] for name, took in seconds.items()]
    print(table(["", "seconds", "ratio"], rows))


def _median(work: Callable[[], object]) -> float:
    return statistics.median(_timed(work) for _ in range(RUNS))


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
