"""The account page: name, zone, password, signing out everywhere."""

from streamlit.testing.v1 import AppTest

from plan_engine.roles import Role
from services.accounts import check_password, profile
from services.sign_in_sessions import by_session
from tests.support.accounts import PASSWORD, an_account, signed_in
from tests.support.site import Site, button, words

PAGE = "pages/account/account.py"
NEW = "another set of words"


def change(window: AppTest, current: str, new: str, repeated: str) -> AppTest:
    for field, value in (("current", current), ("new", new), ("repeated", repeated)):
        window.text_input(key=f"password_{field}").set_value(value)
    button(window, "Change password").click()
    return window.run()


def test_name_and_zone_are_saved(site: Site) -> None:
    user_id = an_account(site.work, role=Role.PRODUCT)
    window = site.page(PAGE, user_id)
    window.text_input(key="profile_first_name").set_value("Bea")
    window.selectbox(key="profile_timezone").set_value("Europe/Berlin")
    button(window, "Save").click()
    window.run()
    assert "Saved" in words(window)
    now = profile(site.work, signed_in(site.work, user_id))
    assert (now.first_name, now.timezone) == ("Bea", "Europe/Berlin")
    assert "Saved" not in words(window.run())


def test_a_name_that_will_not_do_is_said_and_not_saved(site: Site) -> None:
    user_id = an_account(site.work)
    window = site.page(PAGE, user_id)
    window.text_input(key="profile_last_name").set_value("<b>")
    button(window, "Save").click()
    window.run()
    assert "made of letters" in words(window)
    assert profile(site.work, signed_in(site.work, user_id)).last_name == "Tester"


def test_a_new_password_keeps_this_window_and_ends_the_others(site: Site) -> None:
    user_id = an_account(site.work)
    here, there = site.page(PAGE, user_id), site.page(PAGE, user_id)
    change(here, PASSWORD, NEW, NEW)
    assert "Your other browsers were signed out" in words(here)
    assert here.title[0].value == "Your account"
    assert there.run().title[0].value == "Sign in"
    assert check_password(site.work, "ada", NEW) == user_id


def test_a_password_change_that_will_not_do_says_why(site: Site) -> None:
    window = change(site.page(PAGE, an_account(site.work)), "wrong wrong", NEW, NEW)
    assert "current password is wrong" in words(window)
    change(window, PASSWORD, "short", "shirt")
    assert "at least 10" in words(window)
    assert "not the same" in words(window)


def test_signing_out_everywhere_ends_every_window(site: Site) -> None:
    user_id = an_account(site.work)
    here, there = site.page(PAGE, user_id), site.page(PAGE, user_id)
    session_id = here.session_state["sign_in_session"]
    button(here, "Sign out everywhere").click()
    assert here.run().title[0].value == "Sign in"
    assert there.run().title[0].value == "Sign in"
    assert by_session(site.work, session_id) is None


def test_a_name_is_shown_as_it_was_typed_and_never_read_as_markup(site: Site) -> None:
    window = site.page(PAGE, an_account(site.work, "www.example.org_x_"))
    (shown,) = (line for line in words(window).split("\n") if "example" in line)
    assert shown.startswith("www")
    assert "www.example" not in shown.replace("\\", "")  # would be made a link
    assert "\\_x\\_" in shown
