"""What a counsellor reads about a learner: stages, reasons, readiness in words."""

from datetime import date

from plan_engine.interventions import Deed
from plan_engine.kinds import TestType
from plan_engine.progression import Verdict
from plan_engine.risk import (
    Behind,
    Failing,
    Falling,
    FirstStep,
    Guessing,
    NeverStarted,
    Reason,
    RiskKind,
    Silent,
)
from plan_engine.stages import Stage
from services.caseload import Order
from services.counsellor.contact import LATELY, Contact, LastMessage
from services.counsellor.need import Need
from services.counsellor.road_rows import AttemptRow
from services.counsellor.standing import Readiness
from ui.words import count

STAGES = {
    Stage.REGISTERED: "Not begun",
    Stage.ASSESSING: "In the assessment",
    Stage.ASSESSED: "Assessed, no plan yet",
    Stage.LEARNING: "Learning",
    Stage.RECOVERING: "Recovering a week",
    Stage.FINAL: "Final test open",
    Stage.CORRECTING: "Correction plan",
    Stage.PAUSED: "Paused",
    Stage.VERDICT: "Verdict given",
    Stage.GIVEN_UP: "Gave up",
}
VERDICTS = {
    Verdict.JOB_READY: "Job ready",
    Verdict.NEEDS_TRAINING: "Needs additional training",
    Verdict.NOT_SUITABLE: "Not yet a fit",
}
RISKS = {
    RiskKind.FAILING: "Failing a week",
    RiskKind.SILENT: "Silent",
    RiskKind.FALLING: "Scores falling",
    RiskKind.GUESSING: "Rapid guessing",
    RiskKind.BEHIND: "Behind plan",
    RiskKind.NEVER_STARTED: "Never started",
}
NEEDS = {Need.URGENT: "Needs a word now", Need.SOME: "Worth a look", Need.NONE: "On track"}
ORDERS = {
    Order.NEED: "Who needs me",
    Order.NAME: "Name",
    Order.READINESS: "Readiness",
    Order.LAST_ACTIVITY: "Last activity",
}
CONTACTS = {
    Contact.RECENT: f"Within {LATELY.days} days",
    Contact.NONE: f"None within {LATELY.days} days",
}
FIRST_STEPS = {
    FirstStep.ASSESSMENT: "Registered, but no assessment begun",
    FirstStep.PLAN: "Assessed, but no plan made",
    FirstStep.FIRST_DAY: "Plan made, but no day completed",
}


TIMES = {2: "twice", 3: "three times", 4: "four times", 5: "five times", 6: "six times"}
"""In words, and more often after a comma: “week 1 10 times” reads badly."""


def days(number: int) -> str:
    """`1 day`, `2 days`."""
    return count(number, "day")


def reason_in_words(reason: Reason, today: date) -> str:
    """One reason as a sentence without its full stop, as of the learner's own date."""
    match reason:
        case Failing():
            times = TIMES.get(reason.failures)
            said = f" {times}" if times else f", {reason.failures} times so far"
            return f"Failed the test of week {reason.week}{said}"
        case Silent():
            silent = (today - reason.since).days
            usual = "day" if reason.usual_gap == 1 else f"{reason.usual_gap:g} days"
            return f"No activity for {days(silent)}; usually every {usual}"
        case Falling():
            return f"Score fell from {reason.before} to {reason.now}, more than chance explains"
        case Guessing():
            return (
                f"{reason.rapid} of {reason.total} answers of the last test came faster than the "
                "questions can be read"
            )
        case Behind():
            if reason.is_overdue(today):
                left = count(reason.days_left, "day’s", "days’")
                return f"The plan would be over by now; {left} work is left"
            return f"{days(reason.days_on(today))} behind plan"
        case NeverStarted():
            return f"{FIRST_STEPS[reason.step]} for {days((today - reason.since).days)}"


def readiness_in_words(readiness: Readiness) -> str:
    """`Readiness 74 (68 to 80)`, or the same as a forecast."""
    name = "Forecast" if readiness.is_forecast else "Readiness"
    return f"{name} {readiness.percent}% ({readiness.low} to {readiness.high})"


def signed(points: int) -> str:
    """A difference with its sign, a minus being one: +3, −2, ±0."""
    return f"{points:+d}".replace("-", "−") if points else "±0"


def extra_time_saved(name: str, percent: int) -> str:
    """What was saved, as a sentence."""
    has = f"{percent}% extra time" if percent else "no extra time"
    return f"Saved: {name} has {has} from now on."


def activity_in_words(last: date | None, today: date) -> str:
    """When somebody was last active."""
    if last is None:
        return "No activity yet"
    ago = (today - last).days
    if ago <= 0:
        return "Active today"
    return "Active yesterday" if ago == 1 else f"Last active {ago} days ago"


def message_in_words(message: LastMessage, today: date) -> str:
    """Who wrote last and when, as a sentence without its full stop."""
    who = "You" if message.is_own else message.by or "A counsellor"
    ago = (today - message.on).days
    when = {0: "today", 1: "yesterday"}.get(ago, f"{ago} days ago")
    return f"{who} wrote {when}; {'seen' if message.is_seen else 'not seen yet'}"


DEEDS = {
    Deed.NOTE: "Note",
    Deed.NUDGE: "Message",
    Deed.FRESH_ATTEMPT: "Fresh attempt",
    Deed.EXTRA_TIME: "Extra time",
    Deed.PLACEMENT_CONFIRMED: "Placement confirmed",
}


def attempt_name(row: AttemptRow) -> str:
    """`Week 2 test, second sitting`."""
    names = {
        TestType.INITIAL: "Assessment",
        TestType.FINAL: "Final test",
        TestType.CORRECTION: "Comprehensive retest",
    }
    name = names.get(row.test_type, f"Week {row.week} test")
    return name if row.ordinal == 1 else f"{name}, sitting {row.ordinal}"
