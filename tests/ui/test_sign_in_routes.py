"""Where the browser gets its cookie: for a fresh ticket, from our own page, and only so."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from starlette.applications import Starlette

from services.sign_in_sessions import by_token, open_session
from tests.support.accounts import an_account
from tests.support.asgi import HOST, Answer, ask
from tests.support.clock import Clock
from tests.support.outages import locked
from ui import installation
from ui.installation import Installation
from ui.sign_in_cookie import token_in
from ui.sign_in_exchange import ENTER_PATH, LEAVE_PATH
from ui.sign_in_routes import LARGEST_BODY, ROUTES

OURS = {"sec-fetch-site": "same-origin"}


def post(path: str, headers: Mapping[str, str] = OURS, **content: Any) -> Answer:
    return ask(Starlette(routes=ROUTES), path, method="POST", headers=headers, **content)


@pytest.fixture
def ticket(here: Installation) -> str:
    return open_session(here.work, an_account(here.work)).ticket


def test_a_ticket_gets_a_cookie_that_scripts_cannot_read(here: Installation, ticket: str) -> None:
    answer = post(ENTER_PATH, sent={"ticket": ticket})
    assert answer.status == 204
    cookie = answer.headers["set-cookie"]
    for attribute in ("HttpOnly", "SameSite=lax", "Path=/", "Max-Age=1209600"):
        assert attribute in cookie
    assert "Secure" not in cookie
    assert "Domain" not in cookie
    token = token_in(answer.cookies["careerlytics"], here.settings)
    assert token is not None
    who = by_token(here.work, token)
    assert who is not None
    assert who.username == "ada"
    assert ticket not in cookie


def test_over_https_the_cookie_is_bound_to_https_and_to_this_host(
    here: Installation, ticket: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    secure = Installation(replace(here.settings, secure_cookie=True), here.work)
    monkeypatch.setattr(installation, "here", lambda: secure)
    cookie = post(ENTER_PATH, sent={"ticket": ticket}).headers["set-cookie"]
    assert cookie.startswith("__Host-careerlytics=")
    assert "Secure" in cookie
    dropped = post(LEAVE_PATH).headers["set-cookie"]
    assert dropped.startswith("__Host-careerlytics=")
    assert "Secure" in dropped


def test_a_ticket_works_once(ticket: str) -> None:
    first, second = (post(ENTER_PATH, sent={"ticket": ticket}) for _ in range(2))
    assert (first.status, second.status) == (204, 409)
    assert "set-cookie" not in second.headers


def test_a_ticket_is_refused_after_a_minute(ticket: str, clock: Clock) -> None:
    clock.advance(minutes=1)
    assert post(ENTER_PATH, sent={"ticket": ticket}).status == 409


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"sec-fetch-site": "cross-site", "origin": f"http://{HOST}"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": f"http://{HOST}" + ".evil.example"},
    ],
)
def test_no_other_site_can_sign_a_visitor_in_or_out(ticket: str, headers: dict[str, str]) -> None:
    for path in (ENTER_PATH, LEAVE_PATH):
        answer = post(path, headers, sent={"ticket": ticket})
        assert answer.status == 403
        assert "set-cookie" not in answer.headers
    assert post(ENTER_PATH, sent={"ticket": ticket}).status == 204


def test_an_old_browser_is_known_by_its_origin(ticket: str) -> None:
    headers = {"origin": f"http://{HOST}"}
    assert post(ENTER_PATH, headers, sent={"ticket": ticket}).status == 204


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"null", b'"x"', b'{"ticket": 1}', b'{"ticket": null}', b'{"tick": "x"}',
     b'{"ticket": "made up"}', b"\xff\xfe", b'{"ticket": "' + b"x" * LARGEST_BODY + b'"}'],
)  # fmt: skip
def test_a_body_that_makes_no_sense_is_refused(here: Installation, body: bytes) -> None:
    answer = post(ENTER_PATH, body=body)
    assert answer.status == 409
    assert "set-cookie" not in answer.headers


def test_a_link_cannot_sign_anybody_in_or_out(here: Installation) -> None:
    for path in (ENTER_PATH, LEAVE_PATH):
        assert ask(Starlette(routes=ROUTES), path, headers=OURS).status == 405


def test_leaving_drops_the_cookie(here: Installation) -> None:
    answer = post(LEAVE_PATH)
    assert answer.status == 204
    assert answer.cookies == {"careerlytics": ""}
    assert "Max-Age=0" in answer.headers["set-cookie"]


def test_a_ticket_is_good_for_another_try_when_the_database_was_locked(
    here: Installation, ticket: str
) -> None:
    with locked(here.work.engine):
        assert post(ENTER_PATH, sent={"ticket": ticket}).status == 503
    assert post(ENTER_PATH, sent={"ticket": ticket}).status == 204
