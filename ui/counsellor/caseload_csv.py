"""A caseload as a file for a spreadsheet."""

import csv
import io
from collections.abc import Iterable

from services.caseload import LearnerRow
from services.counsellor.contact import LastMessage
from ui.counsellor.words import NEEDS, STAGES, VERDICTS, reason_in_words

COLUMNS = (
    "name", "username", "need", "reasons", "target", "stage", "week", "day", "readiness_percent",
    "readiness_low", "readiness_high", "readiness_is_forecast", "trend_points", "last_score_percent",
    "verdict", "last_active_on", "streak_days", "last_message_on", "last_message_by",
    "last_message_is_seen",
)  # fmt: skip
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so is run by spreadsheets (OWASP, CSV injection)."""


def caseload_csv(rows: Iterable[LearnerRow]) -> bytes:
    """UTF-8 with a byte order mark, which spreadsheets need to read names right."""
    written = io.StringIO(newline="")
    lines = csv.writer(written)
    lines.writerow(COLUMNS)
    for row in rows:
        ready = row.readiness
        lines.writerow(
            [
                harmless(row.name),
                harmless(row.username),
                NEEDS[row.need],
                "; ".join(reason_in_words(reason, row.today) for reason in row.reasons),
                row.target or "",
                STAGES[row.stage],
                row.week or "",
                row.day or "",
                ready.percent if ready else "",
                ready.low if ready else "",
                ready.high if ready else "",
                ("yes" if ready.is_forecast else "no") if ready else "",
                "" if row.trend is None else row.trend,
                "" if row.last_score is None else row.last_score,
                VERDICTS[row.verdict] if row.verdict else "",
                row.last_active_on.isoformat() if row.last_active_on else "",
                row.streak,
                *_message(row.last_message),
            ]
        )
    return b"\xef\xbb\xbf" + written.getvalue().encode()


def _message(last: LastMessage | None) -> tuple[str, str, str]:
    if last is None:
        return "", "", ""
    return last.on.isoformat(), harmless(last.by or ""), "yes" if last.is_seen else "no"


def harmless(text: str) -> str:
    """The text with an apostrophe before what a spreadsheet would run."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
