"""What the product team and admins see and do."""

from plan_engine.roles import Role
from services.accounts import WRONG_SIGN_IN, check_password
from services.assignments import assign
from services.deactivation import deactivate
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
    assert plain(WRONG_SIGN_IN) in words(theirs)

    window.selectbox(key="state_username").set_value("ada").run()
    button(window, "Reactivate ada").click()
    window.run()
    assert "ada is active again" in words(window)
    assert check_password(site.work, "ada", PASSWORD) == ada


def test_who_leaves_the_list_by_being_deactivated_is_told_of_all_the_same(site: Site) -> None:
    boss = an_account(site.work, "boss", Role.ADMIN)
    an_account(site.work, "ada")
    window = site.page("pages/admin/people.py", boss)
    window.text_input(key="people_search").set_value("ada@").run()
    window.selectbox(key="people_state").select("Active").run()
    window.selectbox(key="state_username").set_value("ada").run()
    button(window, "Deactivate ada").click()
    window.run()
    assert "Nobody was found" in words(window)
    assert "ada is deactivated: signed out everywhere" in words(window)
    assert "ada is deactivated" not in words(window.run())


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


def test_a_learner_is_assigned_by_email_address_too(site: Site) -> None:
    an_account(site.work, "counsellor", Role.COUNSELLOR)
    a_learner(site.work, "ada")
    window = site.page("pages/admin/assignments.py", an_account(site.work, "boss", Role.ADMIN))
    window.text_input(key="assigned_learner").set_value(" Ada@Example.org ")
    button(window, "Assign").click()
    window.run()
    assert not window.warning
    assert [row.username for row in assigned_learners(site.work, "counsellor").rows] == ["ada"]


def test_an_admin_sees_who_has_no_counsellor(site: Site) -> None:
    boss = an_account(site.work, "boss", Role.ADMIN)
    for name in ("guide", "other"):
        an_account(site.work, name, Role.COUNSELLOR)
    for name in ("ada", "bea", "cyd"):
        a_learner(site.work, name)
    assign(site.work, counsellor="guide", learner="ada", actor=boss)
    assign(site.work, counsellor="other", learner="bea", actor=boss)
    deactivate(site.work, "guide", actor=boss)
    window = site.page("pages/admin/assignments.py", boss)
    assert window.selectbox(key="assigned_counsellor").options == ["guide (deactivated)", "other"]
    window.segmented_control(key="listed_learners").set_value("Without a counsellor").run()
    assert not window.exception
    assert list(window.dataframe[0].value["User name"]) == ["ada", "cyd"]
    assert "2 learners: nobody is assigned to them" in words(window)
    window.text_input(key="find_without").set_value("cy").run()
    assert list(window.dataframe[0].value["User name"]) == ["cyd"]
    window.text_input(key="find_without").set_value("nobody").run()
    assert "There is none of this name." in words(window)


def test_a_file_that_says_what_was_so_is_told_in_whole_sentences(site: Site) -> None:
    boss = an_account(site.work, "boss", Role.ADMIN)
    an_account(site.work, "guide", Role.COUNSELLOR)
    for name in ("ada", "bea", "cyd"):
        a_learner(site.work, name)
    window = site.page("pages/admin/assignments.py", boss)
    said = []
    for learners in (["ada"], ["ada", "bea"], ["ada", "bea", "cyd"]):
        lines = "".join(f"guide,{learner}\n" for learner in learners)
        content = f"counsellor,learner\n{lines}".encode()
        uploader = window.file_uploader(key="assignment_file")
        uploader.set_value(("caseloads.csv", content, "text/csv"))
        button(window, "Assign them").click()
        window.run()
        said.append(next(line for line in words(window).split("\n") if "check:" in line))
    assert [line.partition("check: ")[2] for line in said] == [
        "1 learner assigned.]",
        "1 learner assigned; 1 was assigned already.]",
        "1 learner assigned; 2 were assigned already.]",
    ]


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


def test_another_counsellors_learners_are_listed_from_the_first_on(site: Site) -> None:
    boss = an_account(site.work, "boss", Role.ADMIN)
    for counsellor in ("anna", "zoe"):
        an_account(site.work, counsellor, Role.COUNSELLOR)
        for number in range(26):
            learner = f"{counsellor}s{number:02}"
            an_account(site.work, learner)
            assign(site.work, counsellor=counsellor, learner=learner, actor=boss)
    window = site.page("pages/admin/assignments.py", boss)
    window.session_state["assigned_page"] = 2
    assert list(window.run().dataframe[0].value["User name"]) == ["annas25"]
    window.text_input(key="find_counsellor").set_value("zoe").run()
    assert window.selectbox(key="assigned_counsellor").value == "zoe"
    assert window.dataframe[0].value["User name"][0] == "zoes00"
