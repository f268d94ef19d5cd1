"""The success metrics as they are counted: numerator, denominator and exclusions, in words, with their limits."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

COMPLETION_DAYS: Final = 60
"""Days after its start within which a plan should be completed: four weeks, recovery, two weeks of
correction, and some slack (design)."""
EVENTUAL_DAYS: Final = 28
"""Days after its first sitting within which a week's test should be passed (design)."""
PLACEMENT_DAYS: Final = 180
"""Days after completing within which a placement counts (design)."""
FEWEST_PEOPLE: Final = 5
"""A figure about fewer people than this could tell about one of them, and is not given (design)."""


class Metric(StrEnum):
    """The five success metrics of the specification; pass rates are two figures."""

    ENGAGEMENT = "engagement"
    FIRST_ATTEMPT = "first_attempt"
    EVENTUAL = "eventual"
    READINESS = "readiness"
    COMPLETION = "completion"
    PLACEMENT = "placement"


@dataclass(frozen=True, slots=True)
class Definition:
    """How one metric is counted."""

    title: str
    says: str
    numerator: str
    denominator: str
    exclusions: str


DEFINITIONS: Final = {
    Metric.ENGAGEMENT: Definition(
        title="Engagement",
        says="Of the dates for which plans schedule a day, the share on which the learner was active.",
        numerator="Scheduled dates on which the learner completed a task or handed in a test.",
        denominator=(
            "Scheduled dates: seven a week for the weeks of the plan, from the date on which it was "
            "made. Whoever stopped coming stays in it until their plan's last scheduled date."
        ),
        exclusions=(
            "Dates on which the plan was paused, after it ended, or after its learner made another "
            "plan. Dates beyond the schedule, active or not."
        ),
    ),
    Metric.FIRST_ATTEMPT: Definition(
        title="Passed at the first attempt",
        says="Of the weekly tests sat for the first time, the share passed then.",
        numerator="Weeks whose test was passed (70 or more) at its first sitting.",
        denominator="Weeks whose test was handed in for the first time in the period.",
        exclusions="Retests. Sittings that were never handed in. Weeks that nobody has come to yet.",
    ),
    Metric.EVENTUAL: Definition(
        title=f"Passed within {EVENTUAL_DAYS} days",
        says=f"Of the weekly tests sat for the first time, the share passed within {EVENTUAL_DAYS} days, retests included.",
        numerator=f"Weeks whose test was passed at most {EVENTUAL_DAYS} days after its first sitting.",
        denominator=(
            "Weeks whose test was handed in for the first time in the period, at least "
            f"{EVENTUAL_DAYS} days ago. Who gave up after failing stays in it."
        ),
        exclusions=f"First sittings of the last {EVENTUAL_DAYS} days: their time is not over.",
    ),
    Metric.READINESS: Definition(
        title="Readiness gained",
        says="How many points higher the same learners scored in the final test than in their assessment.",
        numerator="Sum of final score minus initial score, both in percent, equated to one scale.",
        denominator="Learners who sat the final test in the period: their first final of a target.",
        exclusions=(
            "Learners who never came to the final test: this says nothing about them, and those who "
            "stay are not like those who leave. The retest after a correction plan."
        ),
    ),
    Metric.COMPLETION: Definition(
        title=f"Completed within {COMPLETION_DAYS} days",
        says=f"The share of plans completed within {COMPLETION_DAYS} days, estimated over all that were started.",
        numerator="Plans whose final test, or comprehensive test after correction, was passed.",
        denominator=(
            "Every plan started in the period. A plan not completed yet counts for as many days as it "
            "could be watched (Kaplan-Meier, censored at the last counted day)."
        ),
        exclusions=(
            "None. Paused, given up and failed plans stay in the denominator to the end: leaving them "
            "out would make the figure better than it is."
        ),
    ),
    Metric.PLACEMENT: Definition(
        title=f"Placed within {PLACEMENT_DAYS} days",
        says=f"Of the learners who completed a plan, the share with a confirmed job in the field within {PLACEMENT_DAYS} days.",
        numerator=f"Completed plans with a job in the field that a counsellor confirmed within {PLACEMENT_DAYS} days.",
        denominator=f"Plans completed in the period, at least {PLACEMENT_DAYS} days ago. No answer counts as not placed.",
        exclusions=(
            f"Plans completed in the last {PLACEMENT_DAYS} days: their time is not over. Jobs out of "
            "the field, and jobs that nobody confirmed."
        ),
    ),
}
PLACED_ELSEWHERE: Final = Definition(
    title="Placed outside the field",
    says=f"Of the same plans, the share with a confirmed job outside the field within {PLACEMENT_DAYS} days.",
    numerator=f"Completed plans with a job outside the field that a counsellor confirmed within {PLACEMENT_DAYS} days.",
    denominator=DEFINITIONS[Metric.PLACEMENT].denominator,
    exclusions=(
        f"Plans completed in the last {PLACEMENT_DAYS} days. Who had jobs of both kinds counts in both."
    ),
)
ANSWERED: Final = Definition(
    title="Answered at all",
    says=f"Of the same plans, the share whose learner answered about their search for work within {PLACEMENT_DAYS} days.",
    numerator=(
        f"Completed plans whose learner said within {PLACEMENT_DAYS} days how their search for work "
        "goes, whatever they said."
    ),
    denominator=DEFINITIONS[Metric.PLACEMENT].denominator,
    exclusions=f"Plans completed in the last {PLACEMENT_DAYS} days: their time is not over.",
)
"""Beside the share placed: how much of what is not placed is silence."""
