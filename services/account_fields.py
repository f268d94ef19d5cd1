"""What can be typed into an account's fields: tidied, checked, refused with a sentence for each field."""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Literal
from zoneinfo import available_timezones

from services.errors import Refused
from services.sign_in_rules import (
    EMAIL_MAX_CHARACTERS,
    NAME_MAX_CHARACTERS,
    USERNAME_MAX_CHARACTERS,
    USERNAME_MIN_CHARACTERS,
)

FALLBACK_ZONE = "UTC"
NUL = "\x00"
"""In no name, and PostgreSQL refuses even to look for it."""

_USERNAME = re.compile(r"[a-z0-9_.-]+")
_LOCAL_PART = re.compile(r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_DOMAIN = re.compile(r"([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")
_NAME_PUNCTUATION = frozenset(" '’.-·")


class FormRefused(Refused):
    """Something typed into a form will not do. `problems` holds one sentence for each field."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        """`problems` maps field names to sentences."""
        super().__init__(" ".join(problems.values()))
        self.problems = dict(problems)


def tidy_username(text: str) -> str:
    """As it is stored: one spelling, lower case, nothing around it."""
    return unicodedata.normalize("NFKC", text).strip().lower()


def tidy_email(text: str) -> str:
    """As it is stored: lower case, nothing around it."""
    return text.strip().lower()


def tidy_name(text: str) -> str:
    """As it is stored: one spelling, single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def username_problem(username: str) -> str | None:
    """Why a tidied user name will not do; None if it will."""
    if not username:
        return "Choose a user name."
    if not USERNAME_MIN_CHARACTERS <= len(username) <= USERNAME_MAX_CHARACTERS:
        return f"A user name has {USERNAME_MIN_CHARACTERS} to {USERNAME_MAX_CHARACTERS} characters."
    if not _USERNAME.fullmatch(username):
        return "A user name is made of the letters a to z, digits, and _ . -"
    return None


def email_problem(email: str) -> str | None:
    """Why a tidied email address will not do; None if it will."""
    if not email:
        return "Enter your email address."
    local, at, domain = email.rpartition("@")
    if len(email) > EMAIL_MAX_CHARACTERS or len(local) > 64:
        return "This email address is longer than mail servers allow."
    if not at or not _LOCAL_PART.fullmatch(local) or not _DOMAIN.fullmatch(domain):
        return "This does not look like an email address. It needs a form like name@example.org."
    return None


def name_problem(name: str, which: Literal["first name", "last name"]) -> str | None:
    """Why a tidied first or last name will not do; None if it will."""
    if not name:
        return f"Enter your {which}."
    if len(name) > NAME_MAX_CHARACTERS:
        return f"A name has at most {NAME_MAX_CHARACTERS} characters here."
    if not any(map(str.isalpha, name)) or not all(map(_may_stand_in_a_name, name)):
        return "A name is made of letters, spaces, apostrophes, hyphens and dots."
    return None


def timezone_problem(timezone: str) -> str | None:
    """Why this is not a time zone that days can be counted in; None if it is."""
    return None if timezone in time_zones() else "Choose a time zone from the list."


@cache
def time_zones() -> tuple[str, ...]:
    """IANA names that a person may choose, in alphabetical order: places, and UTC."""
    places = (name for name in available_timezones() if "/" in name and name[:4] != "Etc/")
    return tuple(sorted({FALLBACK_ZONE, *places}))


def zone_or_utc(guess: str | None) -> str:
    """The browser's guess if it is a zone that we know, otherwise UTC."""
    return guess if guess in time_zones() else FALLBACK_ZONE


def _may_stand_in_a_name(character: str) -> bool:
    return character in _NAME_PUNCTUATION or unicodedata.category(character)[0] in "LM"


def refuse_if_any(problems: Mapping[str, str | None]) -> None:
    """Raise FormRefused with the fields that have a problem, if there is one."""
    found = {field: problem for field, problem in problems.items() if problem is not None}
    if found:
        raise FormRefused(found)
