"""What counsellors, the product team and admins see and do."""

from plan_engine.roles import Role
from services.accounts import check_password
from services.assignments import assign
from services.people_list import assigned_learners, find_accounts
from tests.support.accounts import PASSWORD, an_account
from tests.support.learners import a_learner
from tests.support.site import Site, button, words


def test_a_counsellor_without_learners_is_told_how_to_get_some(site: Site) -> None:
    window = site.page("pages/counsellor/caseload.py", an_account(site.work, role=Role.COUNSELLOR))
    assert "Nobody is assigned to you yet" in words(window)
    assert not window.dataframe


def test_a_counsellor_sees_their_learners_only(site: Site) -> None:
    counsellor = an_account(site.work, "counsellor", Role.COUNSELLOR)
    a_learner(site.work, "mine")
    a_learner(site.work, "notmine")
    assign(site.work, counsellor="counsellor", learner="mine", actor=None)
    window = site.page("pages/counsellor/caseload.py", counsellor)
    assert not window.exception
    (table,) = window.dataframe
    assert list(table.value["Name"]) == ["Mine Tester"]
    assert list(table.value["Target"]) == ["No plan yet"]
    assert "1 learner" in words(window)


def test_a_long_caseload_can_be_leafed_through(site: Site) -> None:
    counsellor = an_account(site.work, "counsellor", Role.COUNSELLOR)
    for number in range(27):
        a_learner(site.work, f"learner{number:02}")
        assign(site.work, counsellor="counsellor", learner=f"learner{number:02}", actor=None)
    window = site.page("pages/counsellor/caseload.py", counsellor)
    assert len(window.dataframe[0].value) == 25
    window.session_state["caseload_page"] = 2
    assert list(window.run().dataframe[0].value["Name"]) == ["Learner25 Tester", "Learner26 Tester"]


def test_the_product_team_is_told_nothing_about_four_people(site: Site) -> None:
    for number in range(4):
        a_learner(site.work, f"learner{number}")
    window = site.page("pages/product/overview.py", an_account(site.work, role=Role.PRODUCT))
    assert not window.exception
    assert {one.label: one.value for one in window.metric}["Learners"] == "Too few"


def test_the_product_team_sees_figures_about_five(site: Site) -> None:
    for number in range(5):
        a_learner(site.work, f"learner{number}")
    window = site.page("pages/product/overview.py", an_account(site.work, role=Role.PRODUCT))
    shown = {one.label: one.value for one in window.metric}
    assert shown["Learners"] == "5"
    assert shown["Active in the last 7 days"] == "0%"
    assert shown["Passed at the first attempt"] == "Too few"
    assert shown["Active"] == "0"


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
    assert "Choose a user name." in words(window)
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
