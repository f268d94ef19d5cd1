"""Finding people by what is typed, whatever it is."""

import pytest

from services.people_list import find_accounts
from services.registration import register
from services.workspace import Workspace
from tests.support.accounts import PASSWORD, an_account, an_identity


def test_every_word_is_found_somewhere_in_a_name(work: Workspace) -> None:
    an_account(work, "ada")
    an_account(work, "bea")
    assert [row.username for row in find_accounts(work, search="ADA@ example.org").rows] == ["ada"]
    assert find_accounts(work, search="ada@ bea@").total == 0


@pytest.mark.parametrize("typed", ["word " * 2000, "ad\x00a", "%", "_", "/"])
def test_nobody_is_called_a_whole_page_or_what_no_name_holds(work: Workspace, typed: str) -> None:
    an_account(work, "ada")
    assert find_accounts(work, search=typed).total == 0


def test_a_page_far_past_the_last_one_is_empty(work: Workspace) -> None:
    an_account(work, "ada")
    found = find_accounts(work, page=999_999_999)
    assert (list(found.rows), found.total) == ([], 1)


@pytest.mark.parametrize("typed", ["Émile", "émile", "ÉMILE", "E\u0301mile", "öz", "ÖZTÜRK"])
def test_capital_letters_do_not_matter_with_accents_either(work: Workspace, typed: str) -> None:
    register(
        work, an_identity("someone", first_name="Émile", last_name="Öztürk"), PASSWORD, PASSWORD
    )
    assert find_accounts(work, search=typed).total == 1
