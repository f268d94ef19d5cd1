"""Keeping the totals for as long as the app runs: soon after its start and every hour, in a process of its own.

In the app's own process a first run over a large database would slow everybody's clicks for minutes.
"""

import asyncio
import logging
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import Final

from services.background import beside
from services.logs import OURS
from services.workspace import Workspace

FIRST_AFTER: Final = timedelta(minutes=1)
"""Whoever waits for the app to start comes first."""
EVERY: Final = timedelta(hours=1)
REPOSITORY: Final = Path(__file__).resolve().parents[2]
_log = logging.getLogger(OURS)

Run = Callable[[Workspace], Awaitable[int]]
"""One run, which ends with an exit status: 0 is well."""


async def in_a_process(work: Workspace) -> int:
    """`python -m services.rollups` on the workspace's database, behind everything else in priority.

    Cancelled, it is asked to end, and gives its lease back; the next run goes on where it was.
    """
    url = work.engine.url.render_as_string(hide_password=False)
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "services.rollups",
        "--for-the-app",
        cwd=REPOSITORY,
        env={**os.environ, "DATABASE_URL": url},
        stdin=asyncio.subprocess.DEVNULL,
    )
    try:
        return await process.wait()
    except asyncio.CancelledError:
        with suppress(ProcessLookupError):
            process.terminate()
        await process.wait()
        raise


@asynccontextmanager
async def rollups_kept(
    work: Workspace,
    *,
    first_after: timedelta = FIRST_AFTER,
    every: timedelta = EVERY,
    run: Run = in_a_process,
) -> AsyncIterator[None]:
    """For the length of the block, the totals are brought up to date again and again.

    Several replicas may do this: the lease lets one work at a time. A failure is logged and tried
    again the next time.
    """
    async with beside(_again_and_again(work, run, first_after, every)):
        yield


async def _again_and_again(
    work: Workspace, run: Run, first_after: timedelta, every: timedelta
) -> None:
    await asyncio.sleep(first_after.total_seconds())
    while True:
        try:
            status = await run(work)
        except Exception:
            # Whatever is wrong with the totals, learners go on.
            _log.exception("rollups failed")
        else:
            if status:
                _log.error("rollups failed", extra={"fields": {"status": status}})
        await asyncio.sleep(every.total_seconds())
