"""What runs beside the app for as long as it does."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager, suppress
from typing import Any


@asynccontextmanager
async def beside(errand: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """For the length of the block, the errand runs; then it is broken off, and has ended."""
    task = asyncio.create_task(errand)
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
