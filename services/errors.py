"""Refusals: each is a sentence for the person who meets it."""


class Refused(Exception):
    """Something that a person asked for cannot be done. The text says what, and what to do instead."""


class NotFound(Refused):
    """There is no such thing, or not for this person: both read the same to whoever guesses keys."""


class NotUnlocked(Refused):
    """It is there, but something else comes first."""


class AttemptClosed(Refused):
    """The test was submitted; answers no longer change."""


class PlanNotActive(Refused):
    """The plan is paused or over."""


class OutOfReach(Refused):
    """The database is busy or cannot be reached; its transaction left nothing behind."""

    def __init__(self, outage: str) -> None:
        """`outage` is its short code, for the log."""
        super().__init__(
            "The database was busy or out of reach just now. Nothing that was saved is lost; what you "
            "just did may be missing. Please try again in a moment."
        )
        self.outage = outage


class BankTooSmall(Refused):
    """There are too few questions to make this test."""
