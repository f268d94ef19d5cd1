"""The site without a server: pages run by Streamlit's own test runner, as somebody or as nobody."""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button

from services.sign_in_sessions import open_session
from services.workspace import Workspace

APP = Path(__file__).resolve().parent.parent.parent / "app.py"
RUNS_WITHIN_S = 120
"""Generous: the first run of a test process imports everything."""


@dataclass(frozen=True, slots=True)
class Site:
    """Opens windows on the site."""

    work: Workspace

    def window(self, user_id: UUID | None = None) -> AppTest:
        """A browser window at the site's root, signed in if an account is given; not run yet."""
        window = AppTest.from_file(str(APP), default_timeout=RUNS_WITHIN_S)
        if user_id is not None:
            window.session_state["sign_in_session"] = open_session(self.work, user_id).session_id
        return window

    def page(self, path: str, user_id: UUID | None = None) -> AppTest:
        """A window on one page, `pages/…`, after its run."""
        return self.window(user_id).run().switch_page(path).run()


def words(window: AppTest) -> str:
    """All that can be read in the main part of the page."""
    shown = [
        *window.main.title,
        *window.main.subheader,
        *window.main.markdown,
        *window.main.caption,
    ]
    drawn = [str(one.proto.body) for one in window.main.get("html")]
    return "\n".join([*(str(element.value) for element in shown), *drawn])


def button(window: AppTest, label: str) -> Button:
    """The button with this label."""
    return next(one for one in window.button if one.label == label)
