"""What a verdict means for a person, and what to do next."""

from plan_engine.measurement.domain import DomainScore
from plan_engine.progression import Verdict
from ui.words import count, listed

MEANINGS = {
    Verdict.JOB_READY: "You can do what the role asks of someone starting in it. Apply, and show this.",
    Verdict.NEEDS_TRAINING: "Most of what the role asks is there. What is missing is named below, and it "
    "can be learned.",
    Verdict.NOT_SUITABLE: "Today’s answers do not fit what this role asks. They say nothing about other "
    "roles, and nothing about what you can learn.",
}
NAMED = 3
"""As many topics are named; one more is named too, further ones are counted."""


def next_steps(verdict: Verdict, gaps: list[str]) -> list[str]:
    """What to do now, in order; `gaps` are titles of topics, surest first."""
    named = _named(gaps)
    match verdict:
        case Verdict.JOB_READY:
            steps = ["Put the report beside your résumé, and say what you can do in its words."]
            if gaps:
                steps.append(f"Before an interview, look again at {named}.")
            return steps
        case Verdict.NEEDS_TRAINING:
            steps = (
                [f"Work on {named} first."] if gaps else ["Practise on small projects of your own."]
            )
            return [
                *steps,
                "Every day of your plan stays open to read, with its resources.",
                "Look for trainee and junior places: they train what is missing.",
            ]
        case _:
            return [
                "See which other targets your answers bring you closer to; what you know carries over.",
                f"If you want to stay with this one, begin with {named}."
                if gaps
                else "If you want to stay with this one, begin again with the first week.",
                "If you have a counsellor, talk it through: they see this result too.",
            ]


def compared(score: int, start: DomainScore) -> str:
    """The score beside the forecast of the assessment."""
    before, low, high = start.in_percent
    moved = score - before
    told = f"At your assessment the forecast was {before} ({low}% to {high}% with 90% certainty)."
    if moved > 0:
        return f"{told} You now stand {count(moved, 'point')} higher."
    if moved < 0:
        return (
            f"{told} You now stand {count(-moved, 'point')} lower, which the two ranges may well explain."
            if score >= 100 * start.low
            else f"{told} You now stand {count(-moved, 'point')} lower."
        )
    return f"{told} You stand where it said."


def _named(gaps: list[str]) -> str:
    if len(gaps) <= NAMED + 1:
        return listed(gaps)
    return f"{', '.join(gaps[:NAMED])}, then the other {count(len(gaps) - NAMED, 'topic')}"
