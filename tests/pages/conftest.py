"""Pages are tested on the embedded database only: services are tested on both."""

from pathlib import Path

import pytest
import streamlit as st

from services.settings import Settings
from services.workspace import Workspace
from tests.support.accounts import make_hashing_cheap
from tests.support.databases import FreshEngine, fresh_sqlite
from tests.support.site import Site
from ui import installation


@pytest.fixture
def fresh_engine(tmp_path: Path, sqlite_template: Path) -> FreshEngine:
    """Opens one empty, migrated embedded database after another."""
    return fresh_sqlite(sqlite_template, tmp_path)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Those of an installation reached over plain HTTP."""
    return Settings(database_url="", folder=tmp_path, cookie_secret="s" * 64, secure_cookie=False)


@pytest.fixture
def site(work: Workspace, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Site:
    """The site over the test's workspace, with cheap hashing."""
    make_hashing_cheap(monkeypatch)
    here = installation.Installation(settings, work)
    monkeypatch.setattr(installation, "here", lambda: here)
    return Site(work)


@pytest.fixture
def cookies(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The cookies that every browser sends; put some in."""
    sent: dict[str, str] = {}
    monkeypatch.setattr(type(st.context), "cookies", property(lambda _context: sent))
    return sent
