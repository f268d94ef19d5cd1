"""Many clicks on one page, and the figures that describe them."""

from dataclasses import dataclass

import numpy as np

from bench.clicks.browserless import Run, Tab
from bench.clicks.counter import StatementCounter

WARM_UP = 10
"""Clicks that are not counted: imports, caches, the first connection."""


@dataclass(frozen=True, slots=True)
class Clicks:
    """What clicks on one page cost."""

    p50_ms: float
    p95_ms: float
    statements: int | None
    """Most database statements that one click took; None where they were not counted."""
    kilobytes: float
    """Sent to the browser for one click, median."""
    has_chart: bool


def clicks_on(
    tab: Tab, count: int, *, button: str | None = None, counter: StatementCounter | None = None
) -> Clicks:
    """Click `count` times, one after the other, each as soon as the one before has finished."""
    for _ in range(WARM_UP):
        tab.click(button)
    runs: list[Run] = []
    statements: list[int] = []
    for _ in range(count):
        before = counter.read() if counter else 0
        runs.append(tab.click(button))
        statements.append(counter.read() - before if counter else 0)
    milliseconds = [run.seconds * 1000 for run in runs]
    return Clicks(
        p50_ms=float(np.percentile(milliseconds, 50)),
        p95_ms=float(np.percentile(milliseconds, 95)),
        statements=max(statements) if counter else None,
        kilobytes=float(np.median([run.received_bytes for run in runs])) / 1000,
        has_chart=any(run.has_chart for run in runs),
    )
