"""The entrance: signing in, registering, being remembered by a cookie, and what is said when it fails."""

from uuid import UUID

import pytest
from streamlit.testing.v1 import AppTest

from plan_engine.roles import Role
from services.accounts import WRONG_SIGN_IN, check_password, profile
from services.settings import Settings
from services.sign_in_rules import FAILURES_BEFORE_LOCK
from services.sign_in_sessions import by_session, exchange_ticket, open_session, sign_out
from services.staff import create_account
from services.workspace import Workspace
from tests.support.accounts import PASSWORD, an_account, an_identity, signed_in
from tests.support.clock import Clock
from tests.support.site import Site, button, words
from ui.plain import plain
from ui.sign_in_cookie import signed
from ui.sign_in_form import FORGOTTEN


def sign_in(window: AppTest, name: str, password: str) -> AppTest:
    window.text_input(key="sign_in_name").set_value(name)
    window.text_input(key="sign_in_password").set_value(password)
    button(window, "Sign in").click()
    return window.run()


def register(window: AppTest, password: str = PASSWORD, **typed: str) -> AppTest:
    button(window, "Create an account").click()
    window.run()
    filled = {
        "first_name": "Mira",
        "last_name": "Okafor",
        "email": "mira@example.org",
        "username": "mira",
        "password": password,
        "repeated": password,
    }
    for field, value in (filled | typed).items():
        window.text_input(key=f"registration_{field}").set_value(value)
    button(window, "Create account").click()
    return window.run()


def cookie_of(work: Workspace, settings: Settings, user_id: UUID) -> str:
    fresh = exchange_ticket(work, open_session(work, user_id).ticket)
    assert fresh is not None
    return signed(fresh.token, settings)


@pytest.mark.parametrize("name", ["ada", "ADA@example.org"])
def test_signing_in_opens_the_page_that_was_asked_for(site: Site, name: str) -> None:
    an_account(site.work)
    window = sign_in(site.page("pages/account/account.py"), name, PASSWORD)
    assert not window.exception
    assert window.title[0].value == "Your account"


@pytest.mark.parametrize(
    ("name", "password", "said"),
    [
        ("", "", {"Enter your user name or email.", "Enter your password."}),
        ("  ", PASSWORD, {"Enter your user name or email."}),
        ("ada", "", {"Enter your password."}),
        ("ada", "wrong wrong wrong", {WRONG_SIGN_IN}),
        ("nobody", PASSWORD, {WRONG_SIGN_IN}),
        ("ada", "x" * 5000, {WRONG_SIGN_IN}),
        ("' or 1=1 --", PASSWORD, {WRONG_SIGN_IN}),
        ("ada\0", PASSWORD, {WRONG_SIGN_IN}),
    ],
)
def test_what_will_not_do_is_said_below_the_fields(
    site: Site, name: str, password: str, said: set[str]
) -> None:
    an_account(site.work)
    window = sign_in(site.window().run(), name, password)
    assert not window.exception
    assert window.title[0].value == "Sign in"
    found = {one.value for one in window.markdown if one.value.startswith(":red[")}
    assert found == {f":red[:material/error: {plain(sentence)}]" for sentence in said}


def test_whoever_forgot_their_password_reads_whom_to_ask(site: Site) -> None:
    assert FORGOTTEN in words(site.window().run())


def test_a_locked_account_reads_like_a_wrong_password(site: Site) -> None:
    an_account(site.work)
    window = site.window().run()
    for _ in range(FAILURES_BEFORE_LOCK):
        sign_in(window, "ada", "wrong wrong wrong")
    before = words(window)
    assert words(sign_in(window, "ada", PASSWORD)) == before


def test_each_sign_in_runs_under_a_new_session(site: Site) -> None:
    an_account(site.work)
    first = sign_in(site.window().run(), "ada", PASSWORD)
    second = sign_in(site.window().run(), "ada", PASSWORD)
    assert first.session_state["sign_in_session"] != second.session_state["sign_in_session"]


def test_nothing_of_whoever_was_here_before_is_left_after_signing_in(site: Site) -> None:
    an_account(site.work)
    window = site.window()
    window.session_state["somebodys_secret"] = "42"
    sign_in(window.run(), "ada", PASSWORD)
    assert "somebodys_secret" not in window.session_state
    assert PASSWORD not in str(window.session_state.to_dict())


def test_registering_signs_in_as_a_learner_on_the_page_that_was_asked_for(site: Site) -> None:
    window = site.page("pages/account/account.py")
    register(window)
    assert not window.exception
    assert window.title[0].value == "Your account"
    who = by_session(site.work, window.session_state["sign_in_session"])
    assert who is not None
    assert (who.username, who.role) == ("mira", Role.LEARNER)


def test_a_registration_that_is_sent_twice_signs_in_with_the_account_of_the_first(
    site: Site,
) -> None:
    register(site.window().run())
    again = register(site.window().run())
    assert not again.exception
    who = by_session(site.work, again.session_state["sign_in_session"])
    assert who is not None
    assert who.username == "mira"


@pytest.mark.parametrize(
    "typed", [{"password": "another four plain words"}, {"email": "other@example.org"}]
)
def test_nobody_enters_a_taken_account_by_registering_it_again(
    site: Site, typed: dict[str, str]
) -> None:
    register(site.window().run())
    again = register(site.window().run(), **typed)
    assert "This user name is taken" in words(again)
    assert "sign_in_session" not in again.session_state


def test_the_browsers_time_zone_is_proposed(site: Site) -> None:
    window = site.window()
    window.context = {"timezone": "Asia/Kolkata"}
    register(window.run())
    who = by_session(site.work, window.session_state["sign_in_session"])
    assert who is not None
    assert profile(site.work, who).timezone == "Asia/Kolkata"


def test_a_registration_that_will_not_do_says_why_and_keeps_what_was_typed(site: Site) -> None:
    window = register(site.window().run(), "short", username="x", email="x", last_name="")
    assert not window.exception
    for said in ("3 to 32", "email address", "Enter your last name", "at least 10"):
        assert said in words(window)
    assert "Enter your first name" not in words(window)
    assert "name@example" not in words(window), "it would be a link to write a mail to"
    assert window.text_input(key="registration_first_name").value == "Mira"
    assert "sign_in_session" not in window.session_state


def test_nobody_registers_as_anything_but_a_learner(site: Site) -> None:
    window = site.window()
    window.session_state["registration_role"] = Role.ADMIN
    register(window.run())
    who = by_session(site.work, window.session_state["sign_in_session"])
    assert who is not None
    assert who.role is Role.LEARNER


def test_a_browser_with_a_cookie_is_remembered(
    site: Site, settings: Settings, cookies: dict[str, str]
) -> None:
    cookies["careerlytics"] = cookie_of(site.work, settings, an_account(site.work))
    window = site.page("pages/account/account.py")
    assert window.title[0].value == "Your account"


def test_a_stolen_cookie_is_worth_nothing_after_signing_out(
    site: Site, settings: Settings, cookies: dict[str, str]
) -> None:
    cookies["careerlytics"] = cookie_of(site.work, settings, an_account(site.work))
    owner = site.page("pages/account/account.py")
    thief = site.page("pages/account/account.py")
    assert thief.title[0].value == "Your account"
    owner.sidebar.button(key="sign_out").click().run()
    assert thief.run().title[0].value == "Sign in"
    assert site.page("pages/account/account.py").title[0].value == "Sign in"


@pytest.mark.parametrize(
    "kind", ["another key", "no signature", "a ticket", "noise", "another algorithm"]
)
def test_a_forged_cookie_signs_nobody_in(
    site: Site, settings: Settings, cookies: dict[str, str], kind: str
) -> None:
    import jwt

    opened = open_session(site.work, an_account(site.work))
    fresh = exchange_ticket(site.work, opened.ticket)
    assert fresh is not None
    ticket = open_session(site.work, an_account(site.work, "bea")).ticket
    cookies["careerlytics"] = {
        "another key": jwt.encode({"token": fresh.token}, "k" * 64, algorithm="HS256"),
        "no signature": jwt.encode({"token": fresh.token}, None, algorithm="none"),
        "a ticket": signed(ticket, settings),
        "noise": "x.y.z",
        "another algorithm": jwt.encode(
            {"token": fresh.token}, settings.cookie_secret, algorithm="HS512"
        ),
    }[kind]
    window = site.page("pages/account/account.py")
    assert not window.exception
    assert window.title[0].value == "Sign in"


def test_a_session_that_has_expired_shows_the_entrance(
    site: Site, settings: Settings, cookies: dict[str, str], clock: Clock
) -> None:
    cookies["careerlytics"] = cookie_of(site.work, settings, an_account(site.work))
    window = site.page("pages/account/account.py")
    clock.advance(days=14)
    assert window.run().title[0].value == "Sign in"


def test_a_one_time_password_must_be_replaced_before_any_page_opens(site: Site) -> None:
    handed = create_account(site.work, an_identity("bea"), Role.ADMIN, actor=None)
    window = sign_in(site.page("pages/admin/people.py"), "bea", handed.one_time_password)
    assert window.title[0].value == "Choose your own password"
    assert not window.dataframe
    for field, value in (
        ("current", handed.one_time_password),
        ("new", PASSWORD),
        ("repeated", PASSWORD),
    ):
        window.text_input(key=f"password_{field}").set_value(value)
    button(window, "Change password").click()
    window.run()
    assert window.title[0].value == "People"
    assert check_password(site.work, "bea", PASSWORD) == handed.user_id


def test_the_page_hands_the_browser_a_ticket_and_then_nothing_more(site: Site) -> None:
    an_account(site.work)
    window = sign_in(site.window().run(), "ada", PASSWORD)
    ticket = window.session_state["sign_in_ticket"]
    assert exchange_ticket(site.work, ticket) is not None
    who = signed_in(site.work, an_account(site.work, "bea"))
    sign_out(site.work, who)  # somebody else's; this window's own session goes on
    assert not window.run().exception
    assert window.title[0].value != "Sign in"
