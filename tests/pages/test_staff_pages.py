"""What the product team and admins see and do."""

from plan_engine.roles import Role
from services.accounts import WRONG_SIGN_IN, check_password
from services.people_list import assigned_learners, find_accounts
from tests.support.accounts import PASSWORD, an_account
from tests.support.learners import a_learner
from tests.support.site import Site, button, words
from ui.plain import plain


def test_an_admin_finds_people(site: Site) -> None:
    boss = an_account(site.work, "boss", Role.ADMIN)
    a_learner(site.work, "ada")
    window = site.page("pages/admin/people.py", boss)
    assert list(window.dataframe[0].value["User name"]) == ["ada", "boss"]
    window.text_input(key="people_search").set_value("boss").run()
    assert list(window.dataframe[0].value["User name"]) == ["boss"]
    window.text_input(key="people_search").set_value("nobody at all").run()
    assert "Nobody was found" in words(window)


def test_an_admins_one_time_password_is_shown_once(site: Site) -> None:
    boss = an_account(site.work, "boss", Role.ADMIN)
    learner = an_account(site.work, "ada")
    window = site.page("pages/admin/people.py", boss)
    window.selectbox(key="reset_username").set_value("ada")
    button(window, "Make a one-time password").click()
    window.run()
    password = window.code[0].value
    assert check_password(site.work, "ada", password) == learner
    assert check_password(site.work, "ada", PASSWORD) is None
    assert not window.run().code
    assert password not in str(window.session_state.to_dict())


def test_nobody_is_chosen_for_a_one_time_password_before_the_admin_chooses(site: Site) -> None:
    boss = an_account(site.work, "boss", Role.ADMIN)
    learner = an_account(site.work, "ada")
    window = site.page("pages/admin/people.py", boss)
    assert window.selectbox(key="reset_username").value is None
    button(window, "Make a one-time password").click()
    window.run()
    assert window.warning[0].value == "Choose an account first."
    assert not window.code
    assert check_password(site.work, "ada", PASSWORD) == learner


def test_an_admin_deactivates_somebody_who_is_out_at_once_and_lets_them_in_again(
    site: Site,
) -> None:
    boss, ada = an_account(site.work, "boss", Role.ADMIN), an_account(site.work, "ada")
    theirs = site.page("pages/learner/home.py", ada)
    window = site.page("pages/admin/people.py", boss)
    assert window.selectbox(key="state_username").options == ["ada · active"]
    window.selectbox(key="state_username").set_value("ada").run()
    button(window, "Deactivate ada").click()
    window.run()
    assert not window.exception
    assert "ada is deactivated: signed out everywhere" in words(window)
    assert list(window.dataframe[0].value["State"]) == ["Deactivated", "Active"]
    assert "Sign in" in [one.label for one in theirs.run().button]
    assert "ada" not in window.selectbox(key="reset_username").options

    theirs.text_input(key="sign_in_name").set_value("ada")
    theirs.text_input(key="sign_in_password").set_value(PASSWORD)
    button(theirs, "Sign in").click()
    theirs.run()
    assert WRONG_SIGN_IN in words(theirs)

    window.selectbox(key="state_username").set_value("ada").run()
    button(window, "Reactivate ada").click()
    window.run()
    assert "ada is active again" in words(window)
    assert check_password(site.work, "ada", PASSWORD) == ada


def test_an_admin_makes_a_staff_account(site: Site) -> None:
    window = site.page("pages/admin/new_account.py", an_account(site.work, "boss", Role.ADMIN))
    for field, value in (
        ("first_name", "Bea"),
        ("last_name", "Okafor"),
        ("email", "bea@example.org"),
        ("username", "bea"),
    ):
        window.text_input(key=f"new_account_{field}").set_value(value)
    button(window, "Create account").click()
    window.run()
    assert not window.exception
    (made,) = find_accounts(site.work, search="bea").rows
    assert made.role is Role.COUNSELLOR
    assert check_password(site.work, "bea", window.code[0].value) == made.id
    assert window.text_input(key="new_account_username").value == ""


def test_a_staff_account_that_will_not_do_is_refused_below_its_fields(site: Site) -> None:
    window = site.page("pages/admin/new_account.py", an_account(site.work, "boss", Role.ADMIN))
    button(window, "Create account").click()
    window.run()
    assert plain("Choose a user name.") in words(window)
    assert not window.code
    assert find_accounts(site.work).total == 1


def test_an_admin_assigns_a_learner_and_ends_it(site: Site) -> None:
    boss = an_account(site.work, "boss", Role.ADMIN)
    an_account(site.work, "counsellor", Role.COUNSELLOR)
    a_learner(site.work, "ada")
    window = site.page("pages/admin/assignments.py", boss)
    window.text_input(key="assigned_learner").set_value("ada")
    button(window, "Assign").click()
    window.run()
    assert not window.exception
    assert "ada is assigned" in words(window)
    assert assigned_learners(site.work, "counsellor").total == 1
    assert list(window.dataframe[0].value["User name"]) == ["ada"]
    window.text_input(key="assigned_learner").set_value("ada")
    button(window, "End assignment").click()
    window.run()
    assert assigned_learners(site.work, "counsellor").total == 0


def test_assigning_somebody_who_is_not_there_is_refused_in_words(site: Site) -> None:
    an_account(site.work, "counsellor", Role.COUNSELLOR)
    window = site.page("pages/admin/assignments.py", an_account(site.work, "boss", Role.ADMIN))
    window.text_input(key="assigned_learner").set_value("nobody")
    button(window, "Assign").click()
    window.run()
    assert not window.exception
    assert "There is no learner" in window.warning[0].value


def test_without_counsellors_there_is_nothing_to_assign(site: Site) -> None:
    window = site.page("pages/admin/assignments.py", an_account(site.work, "boss", Role.ADMIN))
    assert "There is no such counsellor" in words(window)
