"""What a learner passes on the way from registration to work; each is counted once."""

from enum import StrEnum


class Milestone(StrEnum):
    """One step of the way. Those of a week count once for each week of a plan."""

    REGISTERED = "registered"
    ASSESSMENT_BEGUN = "assessment_begun"
    ASSESSED = "assessed"
    PLAN_MADE = "plan_made"
    FIRST_DAY_DONE = "first_day_done"
    WEEK_SAT = "week_sat"
    """A week's test handed in for the first time."""
    WEEK_SAT_PASSED = "week_sat_passed"
    """… and passed then."""
    WEEK_SAT_FAILED = "week_sat_failed"
    """… and not passed then."""
    WEEK_PASSED = "week_passed"
    """A week's test passed, at whichever attempt."""
    FINAL_SAT = "final_sat"
    COMPLETED = "completed"
    """The final test, or the comprehensive test after the correction plan, was passed."""
    NOT_SUITABLE = "not_suitable"
    """The comprehensive test was not passed: the plan ended as failed."""
    JOB_READY = "job_ready"
    """A verdict of job ready."""
    RESPONDED = "responded"
    """Said for the first time after completing what became of them on the labour market."""
    PLACED_IN_FIELD = "placed_in_field"
    """A job in the field was confirmed by a counsellor, after completing."""
    PLACED_OUT_OF_FIELD = "placed_out_of_field"


FUNNEL: tuple[tuple[Milestone, int], ...] = (
    (Milestone.REGISTERED, 0),
    (Milestone.ASSESSMENT_BEGUN, 0),
    (Milestone.ASSESSED, 0),
    (Milestone.PLAN_MADE, 0),
    (Milestone.FIRST_DAY_DONE, 0),
    (Milestone.WEEK_SAT, 1),
    (Milestone.WEEK_PASSED, 1),
    (Milestone.WEEK_PASSED, 2),
    (Milestone.WEEK_PASSED, 3),
    (Milestone.FINAL_SAT, 0),
    (Milestone.COMPLETED, 0),
    (Milestone.JOB_READY, 0),
)
"""The steps of the funnel, each with the number of its week, 0 where it has none.

Every plan has three weeks, some have a fourth: the fourth is no step of its own.
"""
