"""Keeping the totals from inside the app: at its start and every hour, in a thread of its own."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from typing import Final

from services.logs import OURS
from services.rollups.keeper import keep_rollups
from services.workspace import Workspace

EVERY: Final = timedelta(hours=1)
_log = logging.getLogger(OURS)


@asynccontextmanager
async def rollups_kept(work: Workspace, every: timedelta = EVERY) -> AsyncIterator[None]:
    """For the length of the block, the totals are brought up to date again and again.

    Several replicas may do this: the lease lets one work at a time. A failure is logged and tried
    again the next time. At the end, a run under way is waited for: it takes seconds.
    """
    task = asyncio.create_task(_again_and_again(lambda: _keep(work), every))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _again_and_again(run: Callable[[], None], every: timedelta) -> None:
    while True:
        await asyncio.to_thread(run)
        await asyncio.sleep(every.total_seconds())


def _keep(work: Workspace) -> None:
    try:
        kept = keep_rollups(work)
    except Exception:
        # Whatever is wrong with the totals, learners go on; the next run starts where this one was.
        _log.exception("rollups failed")
        return
    if kept is not None:
        _log.info("rollups kept", extra={"fields": {"steps": kept.steps, "rows": kept.rows}})
