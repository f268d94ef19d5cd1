"""A window of the browser: loads one document after another, each fresh, and acts for its probe."""

import asyncio
import re
from pathlib import Path
from typing import Any, Final

from playwright.async_api import Browser, BrowserContext, CDPSession, Error, Page, Route

ADDRESS: Final = "https://page.example/"
ENGINE_NAMES: Final = {"image": "img"}
"""Roles for which the engine has a synonym of its own (WAI-ARIA 1.3 allows both)."""
OTHER_FONTS: Final = {
    "standard": "DejaVu Sans Mono",
    "serif": "DejaVu Sans Mono",
    "sansSerif": "DejaVu Serif",
    "fixed": "DejaVu Sans",
}
_PROBE: Final = Path(__file__).with_name("browser_probe.js").read_text(encoding="utf-8")
_LEAVES_TRACES: Final = re.compile(
    r"cookie|Storage|indexedDB|caches|history|serviceWorker|SharedWorker|BroadcastChannel"
    r"|window\.(name|open)|target="
)
"""Documents after which a window is not used again."""


class Window:
    """A browser context with one page. `is_worn` says that the next program needs another one."""

    def __init__(self, context: BrowserContext, page: Page, engine: CDPSession) -> None:
        self._context = context
        self._page = page
        self._engine = engine
        self._text: str | None = None
        self.raised: list[tuple[str, str]] = []
        """Name and message of each error that the present document did not catch."""
        self.is_worn = False

    @staticmethod
    async def open(browser: Browser, *, different: bool = False) -> "Window":
        """A new window; a `different` one has other fonts and twice the pixels."""
        context = await browser.new_context(
            device_scale_factor=2 if different else 1,
            locale="en-US",
            timezone_id="UTC",
            color_scheme="light",
            reduced_motion="no-preference",
            service_workers="block",
            accept_downloads=False,
        )
        await context.add_init_script(_PROBE)
        page = await context.new_page()
        engine = await context.new_cdp_session(page)
        await engine.send("Runtime.enable")
        if different:
            await engine.send("Page.setFontFamilies", {"fontFamilies": OTHER_FONTS})
        window = Window(context, page, engine)
        await context.expose_binding("__askTheBrowser", window._act)
        await context.route("**/*", window._serve)
        page.on("pageerror", window._note)
        page.on("popup", lambda opened: asyncio.ensure_future(opened.close()))
        return window

    async def load(self, text: str, viewport: tuple[int, int]) -> None:
        """Load a document in a viewport of so many CSS pixels, and wait until it is drawn."""
        self._text = text
        self.raised = []
        self.is_worn = self.is_worn or _LEAVES_TRACES.search(text) is not None
        size = {"width": viewport[0], "height": viewport[1]}
        if self._page.viewport_size != size:
            await self._page.set_viewport_size({"width": viewport[0], "height": viewport[1]})
        await self._page.goto(ADDRESS, wait_until="load")

    async def compiles(self, expression: str) -> bool:
        """Whether a text is JavaScript."""
        compiled = await self._engine.send(
            "Runtime.compileScript",
            {"expression": expression, "sourceURL": "", "persistScript": False},
        )
        return "exceptionDetails" not in compiled

    async def value(self, expression: str) -> dict[str, str]:
        """What `__question.answer(…)` gives.

        Asked of the engine itself: a page's content security policy has no say in it.
        """
        answer = await self._engine.send(
            "Runtime.evaluate",
            {"expression": expression, "awaitPromise": True, "returnByValue": True},
        )
        if "exceptionDetails" in answer:
            details = answer["exceptionDetails"]
            said = details.get("exception", {}).get("description") or details["text"]
            return {"wrong": said.splitlines()[0]}
        given: dict[str, str] = answer["result"]["value"]
        return given

    async def close(self) -> None:
        """Close the window; one that hangs is left to the end of its browser."""
        try:
            await asyncio.wait_for(self._context.close(), 5)
        except (TimeoutError, Error):
            return

    def _note(self, error: Error) -> None:
        self.raised.append((error.name or "Error", error.message))

    async def _serve(self, route: Route) -> None:
        """Give the document once; everything else that it asks for is not there."""
        request = route.request
        if request.url == ADDRESS and self._text is not None:
            text, self._text = self._text, None
            await route.fulfill(body=text, content_type="text/html; charset=utf-8")
        elif request.is_navigation_request():
            self.is_worn = True
            await route.fulfill(status=204)  # the page stays where it is
        else:
            await route.abort()

    async def _act(self, _source: object, action: str, details: list[Any]) -> Any:
        """What a probe wishes the browser to do, as a person's hands and eyes would."""
        if action == "accessible":
            return await self._accessible(details[0])
        self.is_worn = True  # the pointer, the size and the preferences stay with the window
        match action:
            case "press":
                for _ in range(details[1] if len(details) > 1 else 1):
                    await self._page.keyboard.press(details[0])
            case "type":
                await self._page.keyboard.type(details[0])
            case "click":
                self._check_within(*details)
                await self._page.mouse.click(*details)
            case "hover":
                self._check_within(*details)
                await self._page.mouse.move(*details)
            case "resize":
                await self._page.set_viewport_size({"width": details[0], "height": details[1]})
            case "prefer":
                await self._engine.send("Emulation.setEmulatedMedia", details[0])
        return None

    def _check_within(self, x: float, y: float) -> None:
        size = self._page.viewport_size
        if size is None or not (0 <= x < size["width"] and 0 <= y < size["height"]):
            raise ValueError("the element is outside the viewport: nobody could reach it there")

    async def _accessible(self, place: int) -> dict[str, Any]:
        """Role, name, description and states of an element in the engine's accessibility tree."""
        found = await self._engine.send(
            "Runtime.evaluate", {"expression": f"__question.element({place})"}
        )
        tree = await self._engine.send(
            "Accessibility.getPartialAXTree",
            {"objectId": found["result"]["objectId"], "fetchRelatives": False},
        )
        node = tree["nodes"][0]
        if node["ignored"]:
            return {"role": "none", "name": "", "description": "", "states": {}}
        role = node["role"]["value"]
        return {
            "role": ENGINE_NAMES.get(role, role),
            "name": node.get("name", {}).get("value", ""),
            "description": node.get("description", {}).get("value", ""),
            "states": {one["name"]: one["value"].get("value") for one in node["properties"]},
        }
