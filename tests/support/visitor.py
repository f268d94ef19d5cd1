"""A person at a browser: what they click and type, and waiting for the page as a person would."""

import re
from pathlib import Path

from playwright.sync_api import BrowserContext, Locator, Page, expect

SETTLED = (
    '[data-testid="stApp"]'
    '[data-test-connection-state="CONNECTED"]'
    '[data-test-script-state="notRunning"]'
)
"""How Streamlit's front end says that it is connected and its script has finished."""
PATIENCE_MS = 60_000
expect.set_options(timeout=PATIENCE_MS)


class Visitor:
    """One browser window with its own cookies."""

    def __init__(self, name: str, context: BrowserContext, url: str) -> None:
        """A window on `url`; `name` tells it apart in artefacts."""
        self.name = name
        self.url = url
        self.context = context
        self.errors: list[str] = []
        """What the page itself complained about, in the order of complaint."""
        self.page = self._new_page()

    def _new_page(self) -> Page:
        page = self.context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        return page

    def visit(self, path: str = "/") -> None:
        """Type an address and wait for the page."""
        self.page.goto(self.url + path)
        self.settle()

    def refresh(self) -> None:
        """Press reload."""
        self.page.reload()
        self.settle()

    def settle(self) -> None:
        """Wait until the page is connected and drawn."""
        expect(self.page.locator(SETTLED)).to_be_attached()

    def click(self, label: str | re.Pattern[str]) -> None:
        """Press the one button with this label and wait for what it does."""
        self.button(label).click()
        self.settle()

    def button(self, label: str | re.Pattern[str]) -> Locator:
        """The button with this label; an icon may stand beside it."""
        pattern = label if isinstance(label, re.Pattern) else re.compile(re.escape(label))
        return self.page.get_by_role("button", name=pattern)

    def follow(self, label: str) -> None:
        """Go where the link says."""
        self.page.get_by_role("link", name=re.compile(re.escape(label))).first.click()
        self.settle()

    def field(self, label: str) -> Locator:
        """The one field with this label, once a form before it with the same label is gone."""
        field = self.page.get_by_label(label, exact=True)
        expect(field).to_have_count(1)
        return field

    def write(self, label: str, text: str) -> None:
        """Type into the field with this label and leave it."""
        field = self.field(label)
        field.fill(text)
        field.press("Tab")
        self.settle()

    def choose(self, option: str | re.Pattern[str]) -> None:
        """Choose one radio option, by clicking on its words as people do."""
        self.page.get_by_role("radiogroup").locator("label").filter(has_text=option).first.click()
        self.settle()

    def sees(self, text: str | re.Pattern[str]) -> None:
        """Fails unless this text is visible, now or soon."""
        expect(self.page.get_by_text(text).locator("visible=true").first).to_be_visible()

    def does_not_see(self, text: str | re.Pattern[str]) -> None:
        """Fails while this text is visible; call it once the page has settled."""
        expect(self.page.get_by_text(text).locator("visible=true")).to_have_count(0)

    def keeps_sign_in(self) -> None:
        """Wait until the browser has its cookie: only then does a typed address find it signed in."""
        for _ in range(PATIENCE_MS // 100):
            if any("careerlytics" in str(cookie["name"]) for cookie in self.context.cookies()):
                return
            self.page.wait_for_timeout(100)
        raise AssertionError("The browser was never given a cookie to stay signed in with.")

    def picture(self, folder: Path, name: str = "page") -> Path:
        """A screenshot of the whole page, as a file in `folder`."""
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{self.name}-{name}.png"
        self.page.screenshot(path=path, full_page=True)
        return path
