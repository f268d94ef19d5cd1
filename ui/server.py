"""The server around the pages: extra addresses, headers, what happens when it starts."""

import gc
import logging
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import streamlit as st
from anyio import to_thread
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from content.problems import ContentErrors
from services.health import database_answers
from services.logs import OURS, write_json_lines
from services.rollups.schedule import rollups_kept
from services.writing.schedule import words_written
from services.writing.settings import WriterMisconfigured
from ui import installation, sign_in_routes
from ui.navigation import navigation
from ui.problems import on_script_error
from ui.response_headers import SecurityHeaders, security_headers

_log = logging.getLogger(OURS)


async def healthz(_request: Request) -> JSONResponse:
    """200 while the database answers, otherwise 503."""
    if await to_thread.run_sync(database_answers, installation.here().work):
        return JSONResponse({"status": "ok"})
    return JSONResponse({"status": "database does not answer"}, status_code=503)


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """From start to stop."""
    write_json_lines()
    _log.info("started")
    work = installation.here().work
    # What lives as long as the process is never looked through for garbage again: the questions alone
    # made each full collection a pause of about a tenth of a second in somebody's click.
    gc.collect()
    gc.freeze()
    async with rollups_kept(work), words_written(work):
        yield
    _log.info("stopped")


def server_parts() -> dict[str, Any]:
    """What st.App is given besides the script. Opens the installation, or ends the process with the reason."""
    _open_or_end()
    # Until it is called once, Streamlit takes the folder pages/ for the site map: the first visitor
    # of a fresh server would find no page behind a link, or reach a file that guards nothing.
    navigation(None)
    headers = security_headers(secure=installation.here().settings.secure_cookie)
    return {
        "routes": [Route("/healthz", healthz), *sign_in_routes.ROUTES],
        "middleware": [Middleware(SecurityHeaders, headers=headers)],
        "lifespan": lifespan,
        "on_script_error": on_script_error,
    }


def _open_or_end() -> None:
    """Migrate and read everything before the first visitor comes."""
    try:
        installation.here()
    except ContentErrors as errors:
        print(f"{errors}\nThe app does not start with such content.", file=sys.stderr)  # noqa: T201
        raise SystemExit(1) from None
    except WriterMisconfigured as problem:
        print(f"{problem}\nThe app does not start with such settings.", file=sys.stderr)  # noqa: T201
        raise SystemExit(1) from None
