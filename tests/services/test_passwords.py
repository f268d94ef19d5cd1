"""Which passwords are refused, with what sentence, and how they are compared."""

import bcrypt
import pytest

from services import passwords, sign_in_rules
from services.common_passwords import COMMON_PASSWORDS
from services.passwords import hashed, matches, one_time_password, password_problem

REAL_STAND_IN = passwords.NOBODYS_HASH
"""Before tests take a cheaper one."""
NAMES = ("mira", "mira.okafor@example.org", "Mira", "Okafor", "MiraOkafor")


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("short one", "at least 10 characters"),
        ("a" * 73, "too long: 73 bytes, and 72"),
        ("ü" * 37, "too long: 74 bytes, and 72"),
        ("🦜" * 19, "too long: 76 bytes, and 72"),
        (" leading space", "begin or end with a space"),
        ("trailing space ", "begin or end with a space"),
        ("tab\tin the middle", "control characters"),
        ("nul\0in the middle", "control characters"),
        ("aaaaaaaaaaaa", "guessed first"),
        ("ababababab", "guessed first"),
        ("Password123", "guessed first"),
        ("QWERTYUIOP", "guessed first"),
        ("mira123456", "name or email"),
        ("MiraOkafor1!", "name or email"),
        ("mira.okafor@example.org", "name or email"),
        ("miraokafor2024", "name or email"),
    ],
)
def test_a_weak_password_is_refused_with_its_reason(password: str, said: str) -> None:
    problem = password_problem(password, names=NAMES)
    assert problem is not None
    assert said in problem


@pytest.mark.parametrize(
    "password",
    [
        "four plain words here",
        "ten chars!",
        "a" * 4 + "bcd" * 20 + "e" * 8,
        "ümläut-wörter-gehen",
        "密码很长也可以用的吗好",
    ],
)
def test_a_long_enough_password_of_any_script_will_do(password: str) -> None:
    assert password_problem(password, names=NAMES) is None


def test_a_password_of_exactly_72_bytes_can_be_used() -> None:
    password = "abcdefgh" * 9
    assert password_problem(password) is None
    assert matches(password, hashed(password))
    assert not matches(password + "i", hashed(password))


def test_every_common_password_is_long_enough_to_need_listing() -> None:
    assert len(COMMON_PASSWORDS) > 100
    for password in COMMON_PASSWORDS:
        assert len(password) >= sign_in_rules.PASSWORD_MIN_CHARACTERS
        assert password == password.casefold()


def test_the_same_password_typed_on_another_keyboard_matches() -> None:
    composed, decomposed = "caf\u00e9 au lait", "cafe\u0301 au lait"
    assert matches(decomposed, hashed(composed))


def test_no_account_matches_nothing_not_even_an_empty_password() -> None:
    assert not matches("", None)
    assert not matches("four plain words here", None)


def test_an_empty_password_matches_no_account() -> None:
    assert not matches("", hashed("four plain words here"))


def test_comparing_with_nobody_costs_what_comparing_with_somebody_costs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(passwords, "HASH_ROUNDS", sign_in_rules.HASH_ROUNDS)
    cost = f"$2b${sign_in_rules.HASH_ROUNDS:02}$"
    assert REAL_STAND_IN.startswith(cost)
    assert hashed("four plain words here").startswith(cost)
    assert not bcrypt.checkpw(b"four plain words here", REAL_STAND_IN.encode())


def test_one_time_passwords_differ_and_pass_the_rule() -> None:
    made = {one_time_password() for _ in range(50)}
    assert len(made) == 50
    assert all(password_problem(password) is None for password in made)
