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


class BankTooSmall(Refused):
    """There are too few questions to make this test."""
