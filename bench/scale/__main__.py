"""`python -m bench.scale [learners …]`: fill databases of three sizes, keep the totals, time every page.

Ends with what the three sizes say about a million learners: an extrapolation, and said so.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from datetime import time as hour
from pathlib import Path

import numpy as np
from sqlalchemy import Engine, text

from bench.scale.bulk import ACTIVE_DAYS, END, fill
from bench.scale.caseload import give_caseload
from bench.scale.pages import clicked
from bench.scale.timing import Timed, timed
from bench.scale.views import views_of
from bench.tables import table
from content.loader import load_library
from db.engine import default_url, make_engine
from db.migrate import upgrade
from plan_engine.roles import Role
from services.product.selection import Selection
from services.rollups.keeper import keep_rollups
from services.workspace import Workspace
from tests.support.accounts import an_account
from tests.support.postgresql import running_server

POSTGRESQL_SIZES = (4_000, 20_000, 100_000)
SQLITE_LEARNERS = 10_000
TARGET_LEARNERS = 1_000_000
SEED = 20261122
WEEKS = 12
NOW = datetime.combine(END + timedelta(days=1), hour(6), UTC)
ROLLUPS = (
    "activity_rollup",
    "week_rollup",
    "schedule_rollup",
    "milestone_rollup",
    "readiness_rollup",
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, and print tables."""
    parser = argparse.ArgumentParser(prog="python -m bench.scale", description=__doc__)
    parser.add_argument("learners", nargs="*", type=int, help="sizes on PostgreSQL, ascending")
    sizes = parser.parse_args(arguments).learners or POSTGRESQL_SIZES
    with tempfile.TemporaryDirectory() as folder:
        with _sqlite(Path(folder)) as engine:
            _measure("embedded SQLite", engine, SQLITE_LEARNERS, Path(folder) / "sqlite")
        found: dict[int, dict[str, Timed]] = {}
        with running_server(
            f"scale-{os.getpid()}", lock=Path(folder) / "postgresql.lock"
        ) as server:
            for learners in sizes:
                with server.database(f"scale_{learners}") as url:
                    engine = make_engine(url)
                    try:
                        found[learners] = _measure(
                            "PostgreSQL", engine, learners, Path(folder) / f"server-{learners}"
                        )
                    finally:
                        engine.dispose()
    if len(found) > 1:
        _extrapolate(found)
    return 0


@contextmanager
def _sqlite(folder: Path) -> Iterator[Engine]:
    engine = make_engine(default_url(folder / "sqlite"))
    upgrade(engine)
    try:
        yield engine
    finally:
        engine.dispose()


def _measure(database: str, engine: Engine, learners: int, folder: Path) -> dict[str, Timed]:
    began = time.perf_counter()
    activity = fill(engine, learners, SEED)
    filled = time.perf_counter()
    work = replace(Workspace(engine=engine, content=load_library()), clock=lambda: NOW)
    keep_rollups(work)
    kept = time.perf_counter()
    keep_rollups(work)
    again = time.perf_counter()
    chosen = Selection(END - timedelta(days=7 * WEEKS - 1), END, target="target-1")
    with engine.connect() as connection:
        for name in ROLLUPS:
            if engine.dialect.name == "postgresql":
                connection.execute(text(f"analyze {name}"))
        rows = {
            name: connection.execute(text(f"select count(*) from {name}")).scalar_one()
            for name in ROLLUPS
        }
        connection.commit()
    # Whole clicks are everybody's page: the other figures are of one target, with those left out.
    counsellor = an_account(work, "bench-counsellor", Role.COUNSELLOR)
    caseload = give_caseload(work, counsellor, SEED)
    views = views_of(work, chosen, counsellor)
    results = {name: timed(engine, view) for name, view in views.items()}
    whole = clicked(work, counsellor, folder)
    print(
        f"{database}: {learners:,} learners, {activity:,} active dates, a caseload of {caseload:,}"
    )
    print(
        f"  filled in {filled - began:.0f} s; totals from nothing {kept - filled:.1f} s, "
        f"the hourly run {again - kept:.2f} s; {sum(rows.values()):,} rows of totals"
    )
    print(
        f"  the server's memory {whole.memory_before_mb:.0f} MB after the first rounds of pages, "
        f"{whole.memory_after_mb:.0f} MB after the last\n"
    )
    print(
        table(
            [
                "page, one target of six, 12 weeks",
                "p50 ms",
                "p95 ms",
                "bare SQL ms",
                "beyond it ms",
                "ratio",
                "SQL",
                "again ms",
                "whole click p95 ms",
            ],
            [
                [
                    name,
                    f"{one.p50:.1f}",
                    f"{one.p95:.1f}",
                    f"{one.bare_p50:.1f}",
                    f"{one.overhead:.1f}",
                    f"{one.ratio:.2f}",
                    str(one.statements),
                    f"{one.again_p50:.1f}",
                    f"{whole.p95_ms[name]:.0f}" if name in whole.p95_ms else "",
                ]
                for name, one in results.items()
            ],
        )
    )
    print(flush=True)
    return results


def _extrapolate(found: dict[int, dict[str, Timed]]) -> None:
    """A power of the number of learners through the sizes (least squares in logarithms)."""
    sizes = sorted(found)
    print(
        f"Extrapolated to {TARGET_LEARNERS:,} learners (about "
        f"{TARGET_LEARNERS * ACTIVE_DAYS // 2:,} active dates or fewer), not measured: a power law "
        f"through {', '.join(f'{size:,}' for size in sizes)}, from the largest on, never falling.\n"
    )
    rows = []
    for name in found[sizes[0]]:
        p95 = [found[size][name].p95 for size in sizes]
        # The totals stop growing once every segment is there; a fall with size is only noise.
        slope = max(float(np.polyfit(np.log(sizes), np.log(p95), 1)[0]), 0.0)
        start = float(np.log(p95[-1]) - slope * np.log(sizes[-1]))
        rows.append(
            [
                name,
                *(f"{value:.0f}" for value in p95),
                f"{slope:.2f}",
                f"{float(np.exp(start + slope * np.log(TARGET_LEARNERS))):.0f}",
            ]
        )
    titles = ["p95 ms", *(f"{size:,}" for size in sizes), "exponent", f"{TARGET_LEARNERS:,}"]
    print(table(titles, rows))


if __name__ == "__main__":
    sys.exit(main())
