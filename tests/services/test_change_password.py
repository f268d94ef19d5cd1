"""A new password: what is asked for, what it ends, what is refused."""

import pytest

from services.account_fields import FormRefused
from services.accounts import change_password, change_profile, check_password, profile
from services.sign_in_rules import FAILURES_BEFORE_LOCK
from services.sign_in_sessions import by_session, by_token, exchange_ticket, open_session
from services.workspace import Workspace
from tests.support.accounts import PASSWORD, an_account, signed_in

NEW = "another set of words"


def problems(work: Workspace, who: object, current: str, new: str, repeated: str) -> dict[str, str]:
    with pytest.raises(FormRefused) as refused:
        change_password(work, who, current, new, repeated)  # type: ignore[arg-type]  # a SignedIn
    return refused.value.problems


def test_the_new_password_holds_and_the_old_one_does_not(work: Workspace) -> None:
    user_id = an_account(work)
    change_password(work, signed_in(work, user_id), PASSWORD, NEW, NEW)
    assert check_password(work, "ada", PASSWORD) is None
    assert check_password(work, "ada", NEW) == user_id


def test_a_new_password_ends_every_other_session_and_renews_this_one(work: Workspace) -> None:
    user_id = an_account(work)
    fresh = exchange_ticket(work, open_session(work, user_id).ticket)
    assert fresh is not None
    here = signed_in(work, user_id)
    opened = change_password(work, here, PASSWORD, NEW, NEW)
    assert by_token(work, fresh.token) is None
    assert by_session(work, here.session_id) is None
    assert by_session(work, opened.session_id) is not None
    assert exchange_ticket(work, opened.ticket) is not None


def test_another_persons_sessions_stay(work: Workspace) -> None:
    other = signed_in(work, an_account(work, "bea"))
    change_password(work, signed_in(work, an_account(work)), PASSWORD, NEW, NEW)
    assert by_session(work, other.session_id) is not None


@pytest.mark.parametrize(
    ("current", "new", "repeated", "fields"),
    [
        ("wrong one here", NEW, NEW, {"current"}),
        ("", NEW, NEW, {"current"}),
        (PASSWORD, "short", "short", {"new"}),
        (PASSWORD, PASSWORD, PASSWORD, {"new"}),
        (PASSWORD, NEW, NEW + "!", {"repeated"}),
        (PASSWORD, "AdaTester99", "AdaTester99", {"new"}),
        (PASSWORD, "x", "y", {"new", "repeated"}),
    ],
)
def test_a_change_that_will_not_do_is_refused_and_changes_nothing(
    work: Workspace, current: str, new: str, repeated: str, fields: set[str]
) -> None:
    user_id = an_account(work)
    who = signed_in(work, user_id)
    assert problems(work, who, current, new, repeated).keys() == fields
    assert by_session(work, who.session_id) is not None
    assert check_password(work, "ada", PASSWORD) == user_id


def test_guessing_the_current_password_locks_as_signing_in_does(work: Workspace) -> None:
    who = signed_in(work, an_account(work))
    for _ in range(FAILURES_BEFORE_LOCK):
        problems(work, who, "a wrong guess", NEW, NEW)
    assert problems(work, who, PASSWORD, NEW, NEW).keys() == {"current"}


def test_a_profile_is_changed_and_shown(work: Workspace) -> None:
    who = signed_in(work, an_account(work))
    change_profile(work, who, first_name=" Bea ", last_name="O’Neill", timezone="Europe/Dublin")
    now = profile(work, who)
    assert (now.first_name, now.last_name, now.timezone) == ("Bea", "O’Neill", "Europe/Dublin")


def test_a_profile_that_will_not_do_is_refused_field_by_field(work: Workspace) -> None:
    who = signed_in(work, an_account(work))
    with pytest.raises(FormRefused) as refused:
        change_profile(work, who, first_name="", last_name="<b>", timezone="Nowhere")
    assert refused.value.problems.keys() == {"first_name", "last_name", "timezone"}
    assert profile(work, who).first_name == "Ada"
