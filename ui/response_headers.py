"""Headers that tell browsers what our pages may do, on every answer of the server."""

import base64
import hashlib
import re
from collections.abc import Mapping
from pathlib import Path

import streamlit
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_YEAR_SECONDS = 365 * 24 * 3600


def content_security_policy(page: str) -> str:
    """What a page may load and run: only what this server sends.

    `page` is the HTML that Streamlit sends; its own inline scripts are allowed by their hash.
    """
    hashes = " ".join(f"'sha256-{_sha256(script)}'" for script in _INLINE_SCRIPT.findall(page))
    rules = {
        "default-src": "'self'",
        # blob: scripts of components, which only a script of ours can make.
        "script-src": f"'self' blob: {hashes}".strip(),
        # Streamlit's and Plotly's styles are written by script, element by element.
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": "'self'",
        "worker-src": "'self' blob:",
        "frame-src": "'none'",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def security_headers(*, secure: bool) -> Mapping[str, str]:
    """The headers, by name. `secure`: the app is reached over HTTPS only."""
    page = (Path(streamlit.__file__).parent / "static" / "index.html").read_text("utf-8")
    headers = {
        "Content-Security-Policy": content_security_policy(page),
        "X-Frame-Options": "DENY",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    if secure:
        headers["Strict-Transport-Security"] = f"max-age={_YEAR_SECONDS}"
    return headers


class SecurityHeaders:
    """Middleware that adds the headers."""

    def __init__(self, app: ASGIApp, headers: Mapping[str, str]) -> None:
        """Around `app`."""
        self._app = app
        self._headers = headers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on; answers over HTTP get the headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(self._headers)
            await send(message)

        await self._app(scope, receive, with_headers)


def _sha256(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
