"""Where on the road a learner is, in one word, and how far they have come."""

from enum import IntEnum, StrEnum


class Stage(StrEnum):
    """What a learner is at now."""

    REGISTERED = "registered"
    ASSESSING = "assessing"
    ASSESSED = "assessed"
    LEARNING = "learning"
    RECOVERING = "recovering"
    FINAL = "final"
    """Every week is passed; the final test is open."""
    CORRECTING = "correcting"
    PAUSED = "paused"
    VERDICT = "verdict"
    GIVEN_UP = "given_up"


class Milestone(IntEnum):
    """The furthest that a learner came on the road of their current target."""

    REGISTERED = 0
    ASSESSED = 1
    PLANNED = 2
    FIRST_DAY = 3
    FIRST_WEEK = 4
    ALL_WEEKS = 5
    FINAL_SAT = 6
    VERDICT = 7
    JOB_READY = 8
