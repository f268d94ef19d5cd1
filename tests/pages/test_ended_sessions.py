"""A window whose session has ended does nothing more: what a click asks for is not done, no file is made."""

from collections.abc import Callable
from uuid import UUID

import pytest
import streamlit as st
from sqlalchemy import func, select

from db.tables import Intervention
from plan_engine.roles import Role
from services.accounts import check_password
from services.assignments import assign
from services.deactivation import deactivate
from services.errors import NotFound
from services.sign_in_sessions import sign_out_everywhere
from services.workspace import Workspace
from tests.support.accounts import PASSWORD, an_account, signed_in
from tests.support.learners import a_learner
from tests.support.site import Site, button, words

End = Callable[[Workspace, str, UUID], object]
ENDS: dict[str, End] = {
    "signed out everywhere": lambda work, _, who: sign_out_everywhere(work, signed_in(work, who)),
    "deactivated": lambda work, name, _: deactivate(work, name, actor=None),
}


@pytest.fixture(params=list(ENDS))
def end(request: pytest.FixtureRequest) -> End:
    return ENDS[request.param]


@pytest.fixture
def counsellor(site: Site) -> UUID:
    return an_account(site.work, "counsellor", Role.COUNSELLOR)


@pytest.fixture
def learner(site: Site, counsellor: UUID) -> UUID:
    ada = a_learner(site.work, "ada")
    assign(site.work, counsellor="counsellor", learner="ada", actor=None)
    return ada


def test_a_message_is_not_sent(site: Site, counsellor: UUID, learner: UUID, end: End) -> None:
    window = site.window(counsellor).run().switch_page("pages/counsellor/learner.py")
    window.query_params["learner"] = str(learner)
    window.run()
    window.text_area(key="message_text").set_value("Hello.")
    end(site.work, "counsellor", counsellor)
    button(window, "Send").click()
    window.run()
    assert not window.exception
    assert window.title[0].value == "Sign in"
    assert "You were signed out" in words(window)
    with site.work.reading() as session:
        assert session.scalar(select(func.count()).select_from(Intervention)) == 0


def test_a_one_time_password_is_not_made(site: Site, end: End) -> None:
    boss, ada = an_account(site.work, "boss", Role.ADMIN), an_account(site.work, "ada")
    an_account(site.work, "other", Role.ADMIN)
    window = site.page("pages/admin/people.py", boss)
    window.selectbox(key="reset_username").set_value("ada")
    end(site.work, "boss", boss)
    button(window, "Make a one-time password").click()
    window.run()
    assert not window.code
    assert window.title[0].value == "Sign in"
    assert check_password(site.work, "ada", PASSWORD) == ada


def test_a_caseload_is_not_written_to_a_file(
    site: Site, counsellor: UUID, learner: UUID, end: End, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Callable[[], bytes]] = []
    monkeypatch.setattr(st, "download_button", lambda _label, data=None, **_look: made.append(data))
    site.page("pages/counsellor/caseload.py", counsellor)
    (csv,) = made[-1:]
    assert b"ada" in csv()
    end(site.work, "counsellor", counsellor)
    with pytest.raises(NotFound, match="signed out"):
        csv()
