"""What the server adds around the pages: health, headers, refusing to start on bad content."""

import asyncio
import gc
from pathlib import Path

import pytest
import streamlit
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from content.problems import ContentErrors, Problem
from tests.support.asgi import ask
from ui import installation, server
from ui.installation import Installation
from ui.response_headers import SecurityHeaders, content_security_policy, security_headers


def test_healthz_says_whether_the_database_answers(
    here: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = Starlette(routes=[Route("/healthz", server.healthz)])
    assert ask(app, "/healthz").status == 200
    monkeypatch.setattr(server, "database_answers", lambda _work: False)
    assert ask(app, "/healthz").status == 503


def test_every_answer_carries_the_headers_also_when_it_is_an_error() -> None:
    async def page(_request: object) -> PlainTextResponse:
        return PlainTextResponse("here")

    headers = security_headers(secure=False)
    app = Starlette(
        routes=[Route("/", page)], middleware=[Middleware(SecurityHeaders, headers=headers)]
    )
    for path, status in (("/", 200), ("/nowhere", 404)):
        answer = ask(app, path)
        assert answer.status == status
        for name, value in headers.items():
            assert answer.headers[name.lower()] == value


def test_https_is_insisted_on_only_where_there_is_https() -> None:
    assert "Strict-Transport-Security" not in security_headers(secure=False)
    assert "max-age=" in security_headers(secure=True)["Strict-Transport-Security"]


def test_the_policy_lets_nothing_in_from_elsewhere() -> None:
    policy = security_headers(secure=False)["Content-Security-Policy"]
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert "unsafe-inline" not in rules["script-src"]
    assert "unsafe-eval" not in rules["script-src"]
    assert all("http" not in value and "*" not in value for value in rules.values())
    assert rules["frame-ancestors"] == rules["object-src"] == rules["base-uri"] == "'none'"


def test_streamlits_own_inline_script_is_allowed_by_its_hash() -> None:
    page = (Path(streamlit.__file__).parent / "static" / "index.html").read_text()
    assert page.count("<script>") == security_headers(secure=False)[
        "Content-Security-Policy"
    ].count("'sha256-")
    # The standard's own example: https://www.w3.org/TR/CSP3/#example-hash
    policy = content_security_policy("<script>alert('Hello, world.');</script>")
    assert "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='" in policy


def test_bad_content_ends_the_start_with_the_list(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken() -> Installation:
        raise ContentErrors((Problem("content/bank/x.yaml", 12, "The stem is empty."),))

    monkeypatch.setattr(installation, "here", broken)
    with pytest.raises(SystemExit) as ended:
        server.server_parts()
    assert ended.value.code == 1
    said = capsys.readouterr().err
    assert "content/bank/x.yaml:12" in said
    assert "The stem is empty." in said


def test_the_server_is_put_together(here: Installation) -> None:
    parts = server.server_parts()
    assert {route.path for route in parts["routes"]} == {
        "/healthz",
        "/session/enter",
        "/session/leave",
    }

    async def starts_and_stops() -> None:
        async with parts["lifespan"](None):
            assert gc.get_freeze_count()  # the questions are not looked through for garbage

    asyncio.run(starts_and_stops())
    gc.unfreeze()
