"""My data, as clicked: a slip deletes nothing, the right words delete and say so."""

from uuid import UUID

import pytest

from db.tables import UserRegistration
from tests.support.accounts import PASSWORD, an_account
from tests.support.site import Site, words

PAGE = "pages/account/my_data.py"


@pytest.fixture
def learner(site: Site) -> UUID:
    return an_account(site.work)


def is_there(site: Site, user: UUID) -> bool:
    with site.work.reading() as session:
        return session.get(UserRegistration, user) is not None


def test_a_slip_is_said_and_deletes_nothing(site: Site, learner: UUID) -> None:
    window = site.page(PAGE, learner)
    window.text_input(key="delete_username").input("eve")
    window.text_input(key="delete_password").input(PASSWORD)
    window.main.get("button")[-1].click().run()
    assert not window.exception
    assert "This is not your user name" in words(window)
    assert is_there(site, learner)


def test_name_and_password_delete_the_account_and_lead_to_the_entrance(
    site: Site, learner: UUID
) -> None:
    window = site.page(PAGE, learner)
    window.text_input(key="delete_username").input("ada")
    window.text_input(key="delete_password").input(PASSWORD)
    window.main.get("button")[-1].click().run()
    assert not window.exception
    assert window.title[0].value == "Sign in"
    assert "were deleted" in words(window)
    assert not is_there(site, learner)
