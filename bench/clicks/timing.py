"""Many clicks on one page, and the figures that describe them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from bench.clicks.browserless import Run, Tab
from bench.clicks.counter import StatementCounter

WARM_UP = 5
"""Clicks that are not counted: imports, caches, the first connection."""


@dataclass(frozen=True, slots=True)
class Clicks:
    """What clicks on one page cost."""

    p50_ms: float
    p95_ms: float
    ratio: float | None
    """p50 over that of the empty guarded page, clicked in turn with this one; None for itself."""
    statements: int | None
    """Most database statements that one click took; None where they were not counted."""
    kilobytes: float
    """Sent to the browser for one click, median."""
    has_chart: bool


def clicks_on(
    tab: Tab, count: int, *, button: str | None = None, counter: StatementCounter | None = None
) -> Clicks:
    """Click `count` times, one after the other, each as soon as the one before has finished."""
    return measured(lambda: tab.click(button), count, counter=counter)


def measured(
    click: Callable[[], Run],
    count: int,
    *,
    counter: StatementCounter | None = None,
    before: Callable[[], object] = lambda: None,
    beside: Callable[[], Run] | None = None,
) -> Clicks:
    """The same for any action.

    `before` prepares each one and is not measured. `beside` is what it is compared with: done just
    before each one, so that whatever else the machine is busy with slows both.
    """
    runs: list[Run] = []
    others: list[Run] = []
    statements: list[int] = []
    for _ in range(WARM_UP + count):
        before()
        if beside is not None:
            others.append(beside())
        so_far = counter.read() if counter else 0
        runs.append(click())
        statements.append(counter.read() - so_far if counter else 0)
    p50 = _percentile(runs[WARM_UP:], 50)
    return Clicks(
        p50_ms=p50,
        p95_ms=_percentile(runs[WARM_UP:], 95),
        ratio=p50 / _percentile(others[WARM_UP:], 50) if beside is not None else None,
        statements=max(statements[WARM_UP:]) if counter else None,
        kilobytes=float(np.median([run.received_bytes for run in runs[WARM_UP:]])) / 1000,
        has_chart=any(run.has_chart for run in runs[WARM_UP:]),
    )


def _percentile(runs: Sequence[Run], share: float) -> float:
    return float(np.percentile([run.seconds * 1000 for run in runs], share))
