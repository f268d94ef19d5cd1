"""Writing from inside the app: in the background, every so often, for as long as the server runs."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Final

import numpy as np

from services.background import beside
from services.logs import OURS
from services.workspace import Workspace
from services.writing.model import opened_model
from services.writing.settings import WriterSettings
from services.writing.worker import Chance, write_waiting

EVERY: Final = timedelta(seconds=15)
BREATH: Final = timedelta(seconds=1)
"""After each text: asking for one takes some 20 ms of the process that serves clicks. Whoever needs
more than 3,600 texts an hour runs `python -m services.writing` beside the app."""
_log = logging.getLogger(OURS)


@asynccontextmanager
async def words_written(
    work: Workspace, every: timedelta = EVERY, breath: timedelta = BREATH
) -> AsyncIterator[None]:
    """For the length of the block, wanted texts are written; nothing happens without a writer.

    Any number of replicas may do this: each text is taken by one. At the end a request under way
    is broken off, and its text is free for the next.
    """
    if work.writer is None:
        yield
        return
    chance = np.random.default_rng().random
    async with beside(_again_and_again(work, work.writer, chance, every, breath)):
        yield


async def _again_and_again(
    work: Workspace, writer: WriterSettings, chance: Chance, every: timedelta, breath: timedelta
) -> None:
    async with opened_model(writer, work.clock) as ask:
        while True:
            rest = every
            try:
                written = await write_waiting(work, writer, ask, chance, breath)
            except Exception:
                # Whatever is wrong here, learners go on with the templates' words.
                _log.exception("writing failed")
            else:
                rest = max(every, written.rest or every)
                if written.accepted or written.refused or written.failed:
                    figures = {
                        "accepted": written.accepted,
                        "refused": written.refused,
                        "failed": written.failed,
                    }
                    _log.info("words written", extra={"fields": figures})
            await asyncio.sleep(rest.total_seconds())
