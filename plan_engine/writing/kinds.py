"""What is written, where a piece of writing stands, and what can come of asking for it."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class TextKind(StrEnum):
    """What a text is about."""

    DAY = "day"
    WEEK = "week"
    DIAGNOSIS = "diagnosis"


class JobStatus(StrEnum):
    """Where a wanted text stands."""

    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"
    """Refused too often: the template's words stand."""
    DROPPED = "dropped"
    """Nobody needs it any more: the day is done, or the learner has switched such words off."""


class JobAction(StrEnum):
    """What happens to a wanted text."""

    ACCEPT = "accept"
    GIVE_UP = "give_up"
    DROP = "drop"
    ASK_AGAIN = "ask_again"


NEXT_JOB_STATUS: Final[Mapping[tuple[JobStatus, JobAction], JobStatus]] = {
    (JobStatus.WAITING, JobAction.ACCEPT): JobStatus.DONE,
    (JobStatus.WAITING, JobAction.GIVE_UP): JobStatus.FAILED,
    (JobStatus.WAITING, JobAction.DROP): JobStatus.DROPPED,
    (JobStatus.FAILED, JobAction.ASK_AGAIN): JobStatus.WAITING,
    (JobStatus.DROPPED, JobAction.ASK_AGAIN): JobStatus.WAITING,
}


class Outcome(StrEnum):
    """What came of one request to the model."""

    SENT = "sent"
    """No answer yet."""
    ACCEPTED = "accepted"

    # An answer came, and was refused.
    NOT_JSON = "not_json"
    WRONG_SCHEMA = "wrong_schema"
    WITHHELD = "withheld"
    """The model declined, or its filter did."""
    TOO_LONG = "too_long"
    TOO_SHORT = "too_short"
    WRONG_TOPIC = "wrong_topic"
    """It says itself that it is about something else."""
    OTHER_TOPIC = "other_topic"
    """It names a topic or a programming language that it was not given."""
    NOT_ENGLISH = "not_english"
    INVENTED_LINK = "invented_link"
    INVENTED_NUMBER = "invented_number"
    MARKUP = "markup"
    HIDDEN_CHARACTERS = "hidden_characters"
    OVERSTEPS = "oversteps"
    """It decides, promises, or asks for what is none of its business."""

    # No answer came, or none that can be read.
    TOO_SLOW = "too_slow"
    RATE_LIMITED = "rate_limited"
    SERVER_ERROR = "server_error"
    SERVER_REFUSED = "server_refused"
    """The key, the model's name or the request is not accepted."""
    NO_CONNECTION = "no_connection"
    CUT_OFF = "cut_off"
    NOT_THE_PROTOCOL = "not_the_protocol"
    LOST = "lost"
    """Whoever asked ended before the answer came."""

    UNWANTED = "unwanted"
    """The answer came when nobody wanted it any more."""


REFUSED: Final = frozenset(
    {
        Outcome.NOT_JSON,
        Outcome.WRONG_SCHEMA,
        Outcome.WITHHELD,
        Outcome.TOO_LONG,
        Outcome.TOO_SHORT,
        Outcome.WRONG_TOPIC,
        Outcome.OTHER_TOPIC,
        Outcome.NOT_ENGLISH,
        Outcome.INVENTED_LINK,
        Outcome.INVENTED_NUMBER,
        Outcome.MARKUP,
        Outcome.HIDDEN_CHARACTERS,
        Outcome.OVERSTEPS,
    }
)
"""Answers that were not let through."""
FAILED: Final = frozenset(
    {
        Outcome.TOO_SLOW,
        Outcome.RATE_LIMITED,
        Outcome.SERVER_ERROR,
        Outcome.SERVER_REFUSED,
        Outcome.NO_CONNECTION,
        Outcome.CUT_OFF,
        Outcome.NOT_THE_PROTOCOL,
        Outcome.LOST,
    }
)
"""Requests without an answer."""
