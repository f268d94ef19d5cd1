"""Every page on the site map guards itself: nobody signed out and no other role sees it."""

from uuid import UUID

import pytest
from streamlit.testing.v1 import AppTest

from plan_engine.roles import Role
from services.sign_in_sessions import by_session, sign_out, sign_out_everywhere
from services.workspace import Workspace
from tests.support.accounts import an_account, signed_in
from tests.support.site import RUNS_WITHIN_S, Site, words
from ui import visit
from ui.navigation import PAGES, SITE_MAP, START, Screen, existing_screens, home_of

SCREENS = existing_screens()
NAMES = [screen.url_path for screen in SCREENS]


def shape(window: AppTest) -> list[str]:
    return [f"{type(element).__name__}: {getattr(element, 'label', '')}" for element in window.main]


def test_every_file_in_pages_is_on_the_site_map_once() -> None:
    files = {
        str(path.relative_to(PAGES)) for path in PAGES.rglob("*.py") if path.name != "__init__.py"
    }
    assert files == {screen.file for screen in SCREENS}
    assert len({screen.file for screen in SITE_MAP}) == len(SITE_MAP)
    assert len({screen.url_path for screen in SITE_MAP}) == len(SITE_MAP)


def test_no_page_stands_where_streamlit_would_serve_it_unasked() -> None:
    assert [path.name for path in PAGES.glob("*.py")] == ["__init__.py"]


@pytest.mark.parametrize("screen", SCREENS, ids=NAMES)
def test_signed_out_every_address_shows_the_entrance_and_nothing_else(
    site: Site, screen: Screen
) -> None:
    entrance = shape(site.window().run())
    window = site.page(screen.path)
    assert not window.exception
    assert window.title[0].value == "Sign in"
    assert shape(window) == entrance
    assert not window.sidebar.button


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("screen", SCREENS, ids=NAMES)
def test_a_page_is_for_its_roles_only(site: Site, screen: Screen, role: Role) -> None:
    window = site.page(screen.path, an_account(site.work, "somebody", role))
    assert not window.exception
    refused = bool(window.title) and window.title[0].value == "Not your page"
    assert refused == (role not in screen.roles)
    if refused:
        assert "This page is for" in words(window)
        assert not window.dataframe
        assert not window.metric


@pytest.mark.parametrize("role", Role)
def test_the_root_leads_everybody_to_their_own_first_page(site: Site, role: Role) -> None:
    user_id = an_account(site.work, "somebody", role)
    window = site.window(user_id).run()
    assert not window.exception
    first = site.page(home_of(role).path, user_id)
    assert shape(window) == shape(first)


@pytest.mark.parametrize("screen", SCREENS, ids=NAMES)
def test_a_page_that_runs_without_the_app_around_it_guards_itself_too(
    site: Site, screen: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What a server would do that took pages/ for its site map: the file runs alone.
    assert visit._this_run.get() is None
    window = AppTest.from_file(str(PAGES / screen.file), default_timeout=RUNS_WITHIN_S).run()
    assert not window.exception
    assert window.title[0].value == "Sign in"


def test_a_session_that_ended_elsewhere_ends_here_at_the_next_run(site: Site) -> None:
    user_id = an_account(site.work)
    window = site.window(user_id).run()
    assert window.sidebar.button
    sign_out_everywhere(site.work, signed_in(site.work, user_id))
    window.run()
    assert window.title[0].value == "Sign in"
    assert "You were signed out" in words(window)


def test_signing_out_ends_the_session_and_forgets_what_was_on_the_screen(site: Site) -> None:
    window = site.window(an_account(site.work)).run()
    session_id: UUID = window.session_state["sign_in_session"]
    window.session_state["somebodys_secret"] = "42"
    window.sidebar.button(key="sign_out").click().run()
    assert window.title[0].value == "Sign in"
    assert by_session(site.work, session_id) is None
    assert "somebodys_secret" not in window.session_state


def test_an_account_that_is_gone_is_signed_out(site: Site, work: Workspace) -> None:
    from db.tables import UserRegistration

    user_id = an_account(work)
    window = site.window(user_id).run()
    with work.transaction() as session:
        session.delete(session.get(UserRegistration, user_id))
    window.run()
    assert window.title[0].value == "Sign in"


def test_the_start_page_is_open_to_everybody_and_in_nobodys_menu() -> None:
    assert START in SCREENS
    assert START.roles == frozenset(Role)
    assert not START.in_menu


def test_a_dialog_finds_out_that_the_session_ended_while_it_was_open(site: Site) -> None:
    # Streamlit's test runner cannot click inside a dialog, so this page stands for one.
    window = AppTest.from_string(
        "import streamlit as st\n"
        "from ui.frame import EVERYBODY, open_page, recheck\n"
        "if 'dialogs_frame' not in st.session_state:\n"
        "    st.session_state.dialogs_frame = open_page(EVERYBODY)\n"
        "else:\n"
        "    frame = st.session_state.pop('dialogs_frame')\n"
        "    recheck(frame)\n"
        "    st.title('Still here')\n",
        default_timeout=RUNS_WITHIN_S,
    )
    user_id = an_account(site.work)
    who = signed_in(site.work, user_id)
    window.session_state["sign_in_session"] = who.session_id
    assert window.run().run().title[0].value == "Still here"
    window.run()
    sign_out(site.work, who)
    assert window.run().title[0].value == "Sign in"
