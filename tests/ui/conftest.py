"""The server's own addresses, without a server."""

from pathlib import Path

import pytest

from services.settings import Settings
from services.workspace import Workspace
from tests.support.accounts import make_hashing_cheap
from tests.support.databases import FreshEngine, fresh_sqlite
from ui import installation


@pytest.fixture
def fresh_engine(tmp_path: Path, sqlite_template: Path) -> FreshEngine:
    """Opens one empty, migrated embedded database after another."""
    return fresh_sqlite(sqlite_template, tmp_path)


@pytest.fixture
def here(
    work: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> installation.Installation:
    """The installation that routes find: the test's workspace, plain HTTP."""
    make_hashing_cheap(monkeypatch)
    settings = Settings(
        database_url="", folder=tmp_path, cookie_secret="s" * 64, secure_cookie=False
    )
    made = installation.Installation(settings, work)
    monkeypatch.setattr(installation, "here", lambda: made)
    return made
