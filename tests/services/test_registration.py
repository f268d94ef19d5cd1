"""A learner's registration: what is stored, what is refused and how it is said."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from db.tables import AuditLog, UserRegistration
from plan_engine.roles import Role
from services.account_fields import FormRefused, time_zones, zone_or_utc
from services.registration import EMAIL_TAKEN, NAME_TAKEN, register
from services.workspace import Workspace
from tests.support.accounts import PASSWORD, an_identity


def problems(
    work: Workspace, password: str = PASSWORD, repeated: str = PASSWORD, **typed: str
) -> dict[str, str]:
    with pytest.raises(FormRefused) as refused:
        register(work, an_identity(**typed), password, repeated)
    return refused.value.problems


def accounts(work: Workspace) -> list[UserRegistration]:
    with work.reading() as session:
        return list(session.scalars(select(UserRegistration)))


def test_a_new_account_is_a_learners_and_tidy(work: Workspace) -> None:
    typed = an_identity(
        username=" Mira.O ",
        email=" Mira@Example.ORG ",
        first_name="  Mira ",
        last_name="de  la\tCruz",
        timezone="Asia/Kolkata",
    )
    register(work, typed, PASSWORD, PASSWORD)
    (account,) = accounts(work)
    assert (account.username, account.email) == ("mira.o", "mira@example.org")
    assert (account.first_name, account.last_name) == ("Mira", "de la Cruz")
    assert account.role is Role.LEARNER
    assert account.timezone == "Asia/Kolkata"
    assert not account.must_change_password


def test_the_password_is_stored_as_a_hash_only(work: Workspace) -> None:
    register(work, an_identity(), PASSWORD, PASSWORD)
    (account,) = accounts(work)
    assert account.password_hash.startswith("$2b$")
    assert PASSWORD not in account.password_hash


@pytest.mark.parametrize(
    "username", ["", "ab", "a" * 33, "has space", "ümlaut", "a/b", "a@b", "a'--", "<b>x</b>"]
)
def test_a_user_name_that_will_not_do_is_refused(work: Workspace, username: str) -> None:
    assert problems(work, username=username, email="ada@example.org").keys() == {"username"}
    assert accounts(work) == []


@pytest.mark.parametrize(
    "email",
    [
        "", "ada", "ada@", "@example.org", "ada@example", "a b@example.org", "ada@@example.org",
        "ada@example..org", ".ada@example.org", "ada@-example.org", "ada@example.org\nbcc: x@y.zz",
        "a" * 65 + "@example.org", "ada@" + "a." * 130 + "org",
    ],
)  # fmt: skip
def test_an_email_that_will_not_do_is_refused(work: Workspace, email: str) -> None:
    assert problems(work, email=email).keys() == {"email"}


@pytest.mark.parametrize(
    "email", ["a@b.co", "first.last+tag@sub.example.org", "o'neill@example.ie"]
)
def test_an_unusual_email_is_taken(work: Workspace, email: str) -> None:
    register(work, an_identity(email=email), PASSWORD, PASSWORD)
    assert accounts(work)[0].email == email


@pytest.mark.parametrize(
    "name", ["", "   ", "x" * 81, "<script>", "![x](http://a.zz)", "A\0da", "..", "4da"]
)
def test_a_name_that_will_not_do_is_refused(work: Workspace, name: str) -> None:
    assert problems(work, first_name=name).keys() == {"first_name"}
    assert problems(work, last_name=name).keys() == {"last_name"}


@pytest.mark.parametrize(
    "name", ["Ngũgĩ", "O’Neill", "Anne-Marie", "J. R. R.", "李", "محمد", "थापा"]
)
def test_names_of_many_languages_are_taken(work: Workspace, name: str) -> None:
    register(work, an_identity(first_name=name), PASSWORD, PASSWORD)
    assert accounts(work)[0].first_name == name


@pytest.mark.parametrize(
    "zone", ["", "Mars/Olympus", "../../etc/passwd", "Europe", "localtime", "Etc/GMT+5"]
)
def test_a_zone_that_is_not_in_the_list_is_refused(work: Workspace, zone: str) -> None:
    assert problems(work, timezone=zone).keys() == {"timezone"}


def test_the_browsers_zone_is_taken_only_if_it_is_known() -> None:
    assert zone_or_utc("America/Sao_Paulo") == "America/Sao_Paulo"
    assert zone_or_utc(None) == zone_or_utc("Moon/Base") == "UTC"
    assert "UTC" in time_zones()


def test_two_passwords_that_differ_are_refused(work: Workspace) -> None:
    assert problems(work, repeated=PASSWORD + "!").keys() == {"repeated"}


def test_every_wrong_field_is_named_at_once(work: Workspace) -> None:
    found = problems(
        work, "short", "other", username="", email="x", first_name="", last_name="", timezone=""
    )
    assert found.keys() == {
        "username", "email", "first_name", "last_name", "timezone", "password", "repeated",
    }  # fmt: skip
    assert all(sentence.endswith((".", "-")) for sentence in found.values())


def test_a_password_that_is_the_persons_name_is_refused(work: Workspace) -> None:
    assert problems(work, "AdaTester1", "AdaTester1").keys() == {"password"}


def test_a_taken_name_or_email_is_refused_in_any_spelling(work: Workspace) -> None:
    register(work, an_identity("ada"), PASSWORD, PASSWORD)
    assert problems(work, username="ADA", email="other@example.org") == {"username": NAME_TAKEN}
    assert problems(work, username="other", email="Ada@Example.org") == {"email": EMAIL_TAKEN}
    assert len(accounts(work)) == 1


def test_of_two_who_want_a_name_at_the_same_time_one_gets_it(work: Workspace) -> None:
    def try_to(number: int) -> str:
        try:
            register(work, an_identity("ada", email=f"ada{number}@example.org"), PASSWORD, PASSWORD)
        except FormRefused as refusal:
            return refusal.problems["username"]
        return "registered"

    with ThreadPoolExecutor(4) as pool:
        said = list(pool.map(try_to, range(4)))
    assert sorted(said) == sorted(["registered", NAME_TAKEN, NAME_TAKEN, NAME_TAKEN])


def test_a_registration_leaves_a_line_in_the_audit_log_without_personal_data(
    work: Workspace,
) -> None:
    user_id = register(work, an_identity(), PASSWORD, PASSWORD)
    with work.reading() as session:
        (line,) = session.scalars(select(AuditLog))
    assert (line.action, line.actor_id, line.subject_id) == ("registered", user_id, user_id)
    assert line.detail == {"role": "learner"}
