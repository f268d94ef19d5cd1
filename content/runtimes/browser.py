"""Pages in headless Chromium: each program is loaded twice, in ways that must not matter."""

import asyncio
import threading
from collections.abc import AsyncIterator, Coroutine, Sequence
from contextlib import asynccontextmanager
from typing import Any, Final, TypeVar

from playwright.async_api import Browser, Playwright, async_playwright

from content.runtimes.browser_document import PageSetting
from content.runtimes.browser_session import load_and_ask
from content.runtimes.browser_window import Window
from content.runtimes.chromium import launch_options, on_this_machine
from content.runtimes.values import PATIENCE, Patience, Program, Run

PAGES_AT_ONCE: Final = 3
WIDER: Final = 213
"""By how much the viewport of the second run is wider, where nobody says how wide it is."""
SWITCHES: Final = (
    # A proxy that is not there, for loopback too: what is not answered here is answered nowhere.
    "--proxy-server=http://127.0.0.1:9",
    "--proxy-bypass-list=<-loopback>",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--js-flags=--max-old-space-size=256",
)

Given = TypeVar("Given")


class BrowserBench:
    """One Chromium, driven from a thread of its own."""

    def __init__(self, patience: Patience = PATIENCE) -> None:
        self._patience = patience
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="pages", daemon=True)
        self._thread.start()
        self._playwright: Playwright | None = None
        self._browser: Browser | None = None
        self._free: dict[bool, list[Window]] = {False: [], True: []}
        """Windows that the next program may have: as most people's are, and different ones."""

    def run(self, programs: Sequence[Program]) -> list[Run]:
        """One run for each program, in order."""
        return self._wait_for(self._run_all(programs))

    def close(self) -> None:
        """End the browser and the thread."""
        self._wait_for(self._end())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _wait_for(self, doing: Coroutine[Any, Any, Given]) -> Given:
        return asyncio.run_coroutine_threadsafe(doing, self._loop).result()

    async def _run_all(self, programs: Sequence[Program]) -> list[Run]:
        room = asyncio.Semaphore(PAGES_AT_ONCE)
        await self._start()

        async def one(program: Program) -> Run:
            async with room:
                return await self._run(program)

        return list(await asyncio.gather(*map(one, programs)))

    async def _run(self, program: Program) -> Run:
        """Load a page twice, and a third time where its width must not matter."""
        setting = program.page or PageSetting()
        if setting.is_known:
            return await self._load(program, different=True)
        first = await self._load(program)
        if first.fault is not None:
            return first
        again = await self._load(program, different=True)
        if again != first:
            return Run.failed(
                f"gives {_short(first)}, but {_short(again)} with other fonts and finer pixels: "
                "set explicit sizes, and leave nothing to the machine"
            )
        if program.same_in_any_order and not setting.viewport_is_said:
            wide = await self._load(program, wider=WIDER)
            if wide != first:
                width = setting.viewport[0]
                return Run.failed(
                    f"gives {_short(first)} in a viewport {width} pixels wide, but {_short(wide)} "
                    f"at {width + WIDER}: name the width {width} in the stem"
                )
        return first

    async def _load(self, program: Program, *, different: bool = False, wider: int = 0) -> Run:
        async with self._window(different=different) as window:
            return await load_and_ask(window, program, self._patience, wider)

    @asynccontextmanager
    async def _window(self, *, different: bool) -> AsyncIterator[Window]:
        free = self._free[different]
        window = free.pop() if free else await Window.open(await self._start(), different=different)
        yield window
        if window.is_worn:
            await window.close()
        else:
            free.append(window)

    async def _start(self) -> Browser:
        if self._browser is None or not self._browser.is_connected():
            if self._playwright is None:
                self._playwright = await async_playwright().start()
            self._free = {False: [], True: []}
            self._browser = await self._playwright.chromium.launch(
                executable_path=on_this_machine(), args=[*launch_options(), *SWITCHES]
            )
        return self._browser

    async def _end(self) -> None:
        if self._browser is not None:
            await self._browser.close()
        if self._playwright is not None:
            await self._playwright.stop()


def _short(run: Run) -> str:
    return repr((run.output if run.output is not None else run.fault or "")[:80])
