"""Passwords: what is refused as one, and the only place that hashes and compares them."""

import secrets
import unicodedata
from collections.abc import Iterable
from typing import Final

import bcrypt

from services.common_passwords import COMMON_PASSWORDS
from services.sign_in_rules import (
    HASH_ROUNDS,
    ONE_TIME_PASSWORD_CHARACTERS,
    PASSWORD_MAX_BYTES,
    PASSWORD_MIN_CHARACTERS,
)

NOBODYS_HASH: Final = "$2b$12$o270sDF3kYZHtXkvQfzHqe5hkXruuD6uRSl1f6/.oAQ158LZ5pB46"
"""Compared against where there is no account, so that this takes as long as where there is one.

Hash of a random password that was thrown away, at the cost of HASH_ROUNDS.
"""

EASY_TO_READ: Final = "abcdefghijkmnpqrstuvwxyz23456789"
"""What one-time passwords are made of: nothing that looks like something else."""


def password_problem(password: str, *, names: Iterable[str] = ()) -> str | None:
    """Why this will not do as a password, as a sentence; None if it will.

    `names` are what others know of this person: user name, email, first and last name.
    """
    password = _normal(password)
    size = len(password.encode())
    if len(password) < PASSWORD_MIN_CHARACTERS:
        return f"Use at least {PASSWORD_MIN_CHARACTERS} characters. A few unrelated words are easy to remember."
    if size > PASSWORD_MAX_BYTES:
        return (
            f"This password is too long: {size} bytes, and {PASSWORD_MAX_BYTES} is the most. "
            "Plain letters are one byte each, accented ones and emoji two to four."
        )
    if password != password.strip():
        return "A password cannot begin or end with a space."
    if any(unicodedata.category(character) == "Cc" for character in password):
        return "A password cannot contain control characters such as tabs."
    if len(set(password)) < 4 or password.casefold() in COMMON_PASSWORDS:
        return "This is one of the passwords that are guessed first. Choose another."
    if _core(password) in {core for name in names for core in _cores(name)}:
        return "Your name or email is easy to guess. Choose something that others do not know."
    return None


def hashed(password: str) -> str:
    """What is stored for this password."""
    return bcrypt.hashpw(_normal(password).encode(), bcrypt.gensalt(HASH_ROUNDS)).decode()


def matches(password: str, stored: str | None) -> bool:
    """Whether it is the password behind `stored`. Always one comparison, also for None (no account)."""
    given = _normal(password).encode()
    possible = stored is not None and 0 < len(given) <= PASSWORD_MAX_BYTES
    right = bcrypt.checkpw(given[:PASSWORD_MAX_BYTES], (stored or NOBODYS_HASH).encode())
    return right and possible


def one_time_password() -> str:
    """A random password to hand over once, in groups of four."""
    letters = [secrets.choice(EASY_TO_READ) for _ in range(ONE_TIME_PASSWORD_CHARACTERS)]
    return "-".join("".join(letters[at : at + 4]) for at in range(0, len(letters), 4))


def _normal(password: str) -> str:
    """One spelling for what looks the same, whichever keyboard typed it (NIST SP 800-63B)."""
    return unicodedata.normalize("NFKC", password)


def _core(text: str) -> str:
    """The letters of `text`, or all of it where it has none: what is left without 123 and !."""
    return "".join(filter(str.isalpha, text.casefold())) or text.casefold()


def _cores(name: str) -> set[str]:
    return {_core(name), _core(name.partition("@")[0])} - {""}
