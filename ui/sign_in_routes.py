"""The two addresses where the browser gets its sign-in cookie and where it drops it."""

import json
from urllib.parse import urlsplit

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from services.errors import OutOfReach
from services.sign_in_sessions import exchange_ticket
from ui import installation
from ui.actions import told
from ui.sign_in_cookie import drop_cookie, set_cookie
from ui.sign_in_exchange import ENTER_PATH, LEAVE_PATH

LARGEST_BODY = 1_000
"""Bytes; a ticket takes about sixty."""


async def enter(request: Request) -> Response:
    """A cookie for a ticket: 204. 409 for a ticket that is used, too old or made up; 403 from elsewhere.

    503 while the database is out of reach; the ticket is good for another try.
    """
    if not is_from_our_page(request):
        return Response(status_code=403)
    ticket = await _ticket(request)
    here = installation.here()
    fresh = None
    if ticket is not None:
        try:
            fresh = await to_thread.run_sync(exchange_ticket, here.work, ticket)
        except OutOfReach as refusal:
            return Response(told(refusal), status_code=503)
    if fresh is None:
        return Response(status_code=409)
    response = Response(status_code=204)
    set_cookie(response, fresh, here.settings, here.work.clock())
    return response


async def leave(request: Request) -> Response:
    """No cookie any more: 204; 403 from elsewhere. The session itself was ended by the page."""
    if not is_from_our_page(request):
        return Response(status_code=403)
    response = Response(status_code=204)
    drop_cookie(response, installation.here().settings)
    return response


def is_from_our_page(request: Request) -> bool:
    """Whether a page of ours sent this, so that no other site can sign a visitor in or out."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("origin")
    return origin is not None and urlsplit(origin).netloc == request.headers.get("host")


async def _ticket(request: Request) -> str | None:
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LARGEST_BODY:
            return None
    try:
        asked = json.loads(body)
    except ValueError:
        return None
    ticket = asked.get("ticket") if isinstance(asked, dict) else None
    return ticket if isinstance(ticket, str) else None


ROUTES = [
    Route(ENTER_PATH, enter, methods=["POST"]),
    Route(LEAVE_PATH, leave, methods=["POST"]),
]
