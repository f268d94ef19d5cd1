"""Whether memory stays flat: thousands of clicks over several open tabs, and the server's size meanwhile.

`python -m bench.soak --clicks 5000`
"""

import argparse
import shutil
import subprocess
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

import numpy as np

from bench.clicks.browserless import Tab
from bench.clicks.installations import installation
from bench.clicks.pages import places
from bench.tables import table
from content.loader import load_library
from tests.support.server import RunningApp

CLICKS = 5_000
WARM_UP_SHARE = 0.2
"""Clicks before memory must have settled: caches and the allocator fill up first."""
SAMPLE_EVERY = 100
FLAT_MB = 5.0
"""Growth over all clicks after the warm-up, by the fitted line, that still counts as flat."""


@dataclass(frozen=True, slots=True)
class Soak:
    """Resident memory of the server, in MB, after each so many clicks."""

    clicks: Sequence[int]
    megabytes: Sequence[float]

    @property
    def settled(self) -> slice:
        """The samples after the warm-up."""
        return slice(int(len(self.clicks) * WARM_UP_SHARE), None)

    @property
    def slope(self) -> float:
        """MB for each 1,000 clicks after the warm-up, by least squares."""
        fitted = np.polyfit(self.clicks[self.settled], self.megabytes[self.settled], 1)
        return float(fitted[0]) * 1000

    @property
    def growth(self) -> float:
        """MB that the fitted line gained after the warm-up."""
        clicks = self.clicks[self.settled]
        return self.slope * (clicks[-1] - clicks[0]) / 1000

    @property
    def is_flat(self) -> bool:
        """Whether that is too little to be a leak."""
        return self.growth <= FLAT_MB


def run() -> None:
    """The usual number of clicks."""
    main([])


def main(arguments: Sequence[str] | None = None) -> None:
    """Soak and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.soak", description=__doc__)
    parser.add_argument("--clicks", type=int, default=CLICKS)
    asked = parser.parse_args(arguments)
    library = load_library()
    target = next(t for t in library.targets if not library.readiness_to_start(t))
    with installation(library, target, learners=1) as ready, ExitStack() as stack:
        app = stack.enter_context(RunningApp(ready.home))
        at_start = resident_mb(app.pid)
        tabs = [
            stack.enter_context(Tab(app.url, place.path, cookies=place.cookies))
            for place in places(ready.subjects)
        ]
        found = soaked(tabs, asked.clicks, app.pid)
    print(report(found, at_start, len(tabs)))


def soaked(tabs: Sequence[Tab], clicks: int, pid: int) -> Soak:
    """Click through the tabs in turn, and note the server's memory."""
    counts: list[int] = []
    sizes: list[float] = []
    for number, tab in zip(range(1, clicks + 1), cycle(tabs), strict=False):
        tab.click()
        if number % SAMPLE_EVERY == 0:
            counts.append(number)
            sizes.append(resident_mb(pid))
    return Soak(counts, sizes)


def resident_mb(pid: int) -> float:
    """Resident memory of a process, in MB (10⁶ bytes)."""
    status = Path(f"/proc/{pid}/status")
    if status.exists():
        line = next(x for x in status.read_text().splitlines() if x.startswith("VmRSS:"))
        return int(line.split()[1]) * 1024 / 1e6
    ps = shutil.which("ps")
    if ps is None:
        raise SystemExit("Neither /proc nor ps is here: the server's memory cannot be read.")
    said = subprocess.run([ps, "-o", "rss=", "-p", str(pid)], capture_output=True, check=True)
    return int(said.stdout) * 1024 / 1e6


def report(found: Soak, at_start: float, tabs: int) -> str:
    """The samples, the slope, and what it means."""
    step = max(len(found.clicks) // 10, 1)
    rows = [["0", f"{at_start:.1f}"]]
    rows += [
        [f"{clicks:,}", f"{size:.1f}"]
        for clicks, size in list(zip(found.clicks, found.megabytes, strict=True))[step - 1 :: step]
    ]
    lines = [
        f"Soak: {found.clicks[-1]:,} clicks in turn over {tabs} open tabs, one server process.",
        table(["clicks", "resident MB"], rows),
        f"After the first {WARM_UP_SHARE:.0%}: {found.slope:+.2f} MB for each 1,000 clicks, "
        f"{found.growth:+.1f} MB in all: memory is {'flat' if found.is_flat else 'NOT flat'} "
        f"(flat: at most {FLAT_MB:g} MB).",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
