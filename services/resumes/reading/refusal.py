"""Why a file is not read. The process answers with the name; services.resumes.sentences says it to people."""

from enum import StrEnum


class Why(StrEnum):
    """What is wrong with a file."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    WRONG_TYPE = "wrong_type"
    OLD_WORD = "old_word"
    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    TOO_MANY_PAGES = "too_many_pages"
    TOO_MUCH_INSIDE = "too_much_inside"
    TOO_NESTED = "too_nested"
    DTD = "dtd"
    TOO_LONG = "too_long"
    NO_TEXT = "no_text"
    NOT_A_RESUME = "not_a_resume"
    TOO_MUCH_WORK = "too_much_work"


class Unreadable(Exception):
    """The file cannot be read."""

    def __init__(self, why: Why, found: str = "") -> None:
        """`found` completes the sentence: a kind of file, a number."""
        super().__init__(why, found)
        self.why = why
        self.found = found
