"""The log: one line of JSON a record on standard error, with nothing in it about a person.

An exception is told by its type and the places it passed, never by its text: texts of database and
form errors quote what people typed.
"""

import json
import logging
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

OURS: Final = "careerlytics"
"""The name that our own records are logged under."""
REPOSITORY: Final = Path(__file__).resolve().parent.parent
PLACES_KEPT: Final = 15
"""Innermost places of an exception that are logged."""
OTHERS: Final = ("streamlit", "uvicorn", "websockets", "asyncio")
"""Libraries whose loggers would otherwise write in a format of their own."""
OUTSIDE_OF_VISITS: Final = (
    "streamlit.runtime.caching.cache_data_api",
    "streamlit.runtime.scriptrunner_utils.script_run_context",
)
"""They warn that something runs for no visitor, as starting and the health check do on purpose."""
TOLD_BY_US: Final = "streamlit.error_util"
"""It tells errors of pages with their text; ui.problems tells them without, and with a number."""


class JsonLines(logging.Formatter):
    """A record as one line of JSON. What is given as `extra={"fields": {…}}` stands beside the event."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end."""
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info is not None and record.exc_info[1] is not None:
            line["exception"] = described(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False, default=str)


def described(error: BaseException) -> dict[str, object]:
    """Type, cause and places of an exception, without its text."""
    frames = traceback.extract_tb(error.__traceback__)[-PLACES_KEPT:]
    told: dict[str, object] = {
        "type": f"{type(error).__module__}.{type(error).__qualname__}",
        "places": [f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames],
    }
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None:
        told["cause"] = f"{type(cause).__module__}.{type(cause).__qualname__}"
    return told


def write_json_lines() -> None:
    """From now on every logger that there is writes JSON lines to standard error. May be called again."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    logging.getLogger(OURS).setLevel(logging.INFO)
    for name in list(logging.root.manager.loggerDict):
        if name.partition(".")[0] in OTHERS:
            logger = logging.getLogger(name)
            logger.handlers.clear()
            logger.propagate = True
            # Their information lines hold addresses of visitors and nothing that we need.
            logger.setLevel(logging.WARNING)
    for name in OUTSIDE_OF_VISITS:
        logging.getLogger(name).setLevel(logging.ERROR)
    logging.getLogger(TOLD_BY_US).setLevel(logging.CRITICAL)


def _short(filename: str) -> str:
    path = Path(filename)
    return str(path.relative_to(REPOSITORY)) if path.is_relative_to(REPOSITORY) else path.name
