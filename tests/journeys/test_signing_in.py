"""Signing in as people do it: a fresh server, a browser, its cookie, two tabs, a thief, a restart."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.conftest import VisitorMaker
from tests.support.browser_learner import PASSWORD, fills_registration
from tests.support.server import RunningApp
from tests.support.visitor import Visitor

THE_WAY_OUT = re.compile(r"Sign out$")
NEVER_SHOWN = (b"Lost password", b"Your learners", b"Plans by status", b"Signed in as")


def sign_in(person: Visitor, name: str = "mira") -> None:
    person.write("User name or email", name)
    person.field("Password").fill(PASSWORD)
    person.button("Sign in").click()
    person.settle()


def wait_for_cookie(person: Visitor, *, there: bool = True) -> dict[str, object]:
    for _ in range(100):
        found = [dict(one) for one in person.context.cookies() if one["name"] == "careerlytics"]
        if bool(found) == there:
            return found[0] if found else {}
        person.page.wait_for_timeout(100)
    raise AssertionError(f"cookie there: {not there}")


def listens(page: Page) -> Callable[[], bytes]:
    frames: list[bytes] = []

    def keep(payload: str | bytes) -> None:
        frames.append(payload.encode() if isinstance(payload, str) else payload)

    page.on("websocket", lambda socket: socket.on("framereceived", keep))
    return lambda: b"".join(frames)


@pytest.mark.parametrize("address", ["/people", "/day?task=1"])
def test_the_first_request_of_a_fresh_server_shows_nothing_behind_a_link(
    visitor: VisitorMaker, address: str
) -> None:
    person = visitor()
    heard = listens(person.page)
    person.visit(address)
    person.sees("User name or email")
    person.does_not_see("Page not found")
    assert len(heard()) > 1000  # the page did come over this connection
    for words in NEVER_SHOWN:
        assert words not in heard()


def test_registering_opens_the_link_that_was_asked_for_and_a_refresh_keeps_it(
    visitor: VisitorMaker,
) -> None:
    person = visitor()
    complaints: list[str] = []
    person.page.on("console", lambda said: complaints.append(said.text))
    person.visit("/account")
    fills_registration(person)
    person.sees("Your account")
    cookie = wait_for_cookie(person)
    assert cookie["httpOnly"] is True
    assert cookie["sameSite"] == "Lax"
    assert "careerlytics" not in person.page.evaluate("document.cookie")
    person.refresh()
    person.sees("Your account")
    assert person.errors == []
    assert [said for said in complaints if "Content Security Policy" in said] == []


def test_signing_out_ends_the_other_tab_and_a_stolen_cookie(
    visitor: VisitorMaker, browser: Browser, app: RunningApp
) -> None:
    person = visitor()
    person.visit("/account")
    fills_registration(person)
    stolen = wait_for_cookie(person)
    thief = visitor("thief")
    thief.context.add_cookies([stolen])  # type: ignore[list-item]  # as Playwright gave it
    thief.visit("/account")
    thief.sees("Your account")
    person.click(THE_WAY_OUT)
    person.sees("User name or email")
    wait_for_cookie(person, there=False)
    assert person.page.url == f"{app.url}/"  # not where somebody else had been
    thief.button("Save").click()
    thief.settle()
    thief.sees("You were signed out")
    again = visitor("again")
    again.context.add_cookies([stolen])  # type: ignore[list-item]  # as Playwright gave it
    again.visit("/account")
    again.sees("User name or email")


def test_a_restarted_server_remembers_who_is_signed_in(
    visitor: VisitorMaker, app: RunningApp
) -> None:
    person = visitor()
    person.visit("/account")
    fills_registration(person)
    wait_for_cookie(person)
    app.kill()
    app.start()
    person.visit("/account")
    person.sees("Your account")


def test_a_lock_outlives_the_server(visitor: VisitorMaker, app: RunningApp) -> None:
    person = visitor()
    person.visit("/account")
    fills_registration(person)
    person.click(THE_WAY_OUT)
    person.sees("User name or email")
    for _ in range(5):
        person.write("User name or email", "mira")
        person.field("Password").fill("wrong wrong wrong")
        person.button("Sign in").click()
        person.settle()
        person.sees("User name or password is wrong")
    app.stop()
    app.start()
    person.visit("/account")
    sign_in(person)
    person.sees("User name or password is wrong")
    person.does_not_see("Your account")
