"""The sign-in cookie: what it is called, what it carries, how it is set. Scripts cannot read it."""

from datetime import datetime

import jwt
from starlette.responses import Response

from services.settings import Settings
from services.sign_in_sessions import CookieToken

_ALGORITHM = "HS256"


def cookie_name(settings: Settings) -> str:
    """Over HTTPS the name itself makes browsers refuse the cookie from anywhere but this very host."""
    return "__Host-careerlytics" if settings.secure_cookie else "careerlytics"


def signed(token: str, settings: Settings) -> str:
    """The cookie's value for a session token: signed, so that a made-up one is refused unread."""
    return jwt.encode({"token": token}, settings.cookie_secret, algorithm=_ALGORITHM)


def token_in(value: str, settings: Settings) -> str | None:
    """The session token in a cookie's value; None where this installation did not sign it."""
    try:
        carried = jwt.decode(value, settings.cookie_secret, algorithms=[_ALGORITHM])
    except jwt.InvalidTokenError:
        return None
    token = carried.get("token")
    return token if isinstance(token, str) else None


def set_cookie(response: Response, fresh: CookieToken, settings: Settings, now: datetime) -> None:
    """Have the browser keep the cookie until its session expires."""
    response.set_cookie(
        cookie_name(settings),
        signed(fresh.token, settings),
        max_age=int((fresh.expires_at - now).total_seconds()),
        path="/",
        httponly=True,
        secure=settings.secure_cookie,
        samesite="lax",
    )


def drop_cookie(response: Response, settings: Settings) -> None:
    """Have the browser forget the cookie."""
    response.delete_cookie(
        cookie_name(settings),
        path="/",
        httponly=True,
        secure=settings.secure_cookie,
        samesite="lax",
    )
