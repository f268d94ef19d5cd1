"""What a verdict is called and how sure it is, in words that screens and the printed report share."""

from plan_engine.progression import Verdict
from plan_engine.rules import JOB_READY_SCORE, NEEDS_TRAINING_SCORE

TITLES = {
    Verdict.JOB_READY: "Job Ready",
    Verdict.NEEDS_TRAINING: "Needs additional training",
    Verdict.NOT_SUITABLE: "Not yet a fit",
}
BANDS = {
    Verdict.JOB_READY: f"{JOB_READY_SCORE} or more",
    Verdict.NEEDS_TRAINING: f"{NEEDS_TRAINING_SCORE} to {JOB_READY_SCORE - 1}",
    Verdict.NOT_SUITABLE: f"below {NEEDS_TRAINING_SCORE}",
}
ELSEWHERE = {
    Verdict.JOB_READY: "mostly just below it",
    Verdict.NEEDS_TRAINING: "just above or just below it",
    Verdict.NOT_SUITABLE: "mostly just above it",
}
SURE = 0.9
LIKELY = 0.7


def how_sure(probability: float, verdict: Verdict) -> str:
    """The probability that the true score lies in the verdict's band, as people out of a hundred."""
    hundred = min(99, max(1, round(100 * probability)))
    if probability >= SURE:
        degree = "This is sure"
    elif probability >= LIKELY:
        degree = "This is likely, not certain"
    else:
        degree = "This is a close call"
    text = (
        f"{degree}: of 100 people with your number of right answers, about {hundred} really are at "
        f"this level ({BANDS[verdict]})"
    )
    if probability >= SURE:
        return f"{text}."
    return f"{text}; the others are {ELSEWHERE[verdict]}. The verdict goes by the score itself."
