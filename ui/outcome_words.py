"""Words about placements."""

from plan_engine.placements import Outcome
from services.placements import Report
from ui.words import on_date

OUTCOMES = {
    Outcome.LOOKING: "Looking for work",
    Outcome.INTERVIEWING: "In interviews",
    Outcome.PLACED_IN_FIELD: "Found work in this field",
    Outcome.PLACED_OUT_OF_FIELD: "Found other work",
}


def state_words(report: Report, timezone: str) -> str:
    """When it was reported, and whether it is confirmed."""
    reported = f"Reported on {on_date(report.reported_at, timezone)}"
    if report.confirmed_at is not None:
        return f"{reported} · confirmed on {on_date(report.confirmed_at, timezone)}"
    return f"{reported} · not confirmed yet" if report.waits else reported
