"""Pages are tested on the embedded database only: services are tested on both."""

from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest
import streamlit as st

from services.settings import Settings
from services.workspace import Workspace
from tests.support.accounts import cheap_hashes
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
def site(work: Workspace, settings: Settings) -> Iterator[Site]:
    """The site over the test's workspace, with cheap hashing."""
    here = installation.Installation(settings, work)
    with cheap_hashes(), patch.object(installation, "here", lambda: here):
        yield Site(work)


@pytest.fixture
def cookies() -> Iterator[dict[str, str]]:
    """The cookies that every browser sends; put some in."""
    sent: dict[str, str] = {}
    with patch.object(type(st.context), "cookies", property(lambda _context: sent)):
        yield sent
