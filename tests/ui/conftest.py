"""The server's own addresses, without a server."""

from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest

from services.settings import Settings
from services.workspace import Workspace
from tests.support.accounts import cheap_hashes
from tests.support.databases import FreshEngine, fresh_sqlite
from ui import installation


@pytest.fixture
def fresh_engine(tmp_path: Path, sqlite_template: Path) -> FreshEngine:
    """Opens one empty, migrated embedded database after another."""
    return fresh_sqlite(sqlite_template, tmp_path)


@pytest.fixture
def here(work: Workspace, tmp_path: Path) -> Iterator[installation.Installation]:
    """The installation that routes find: the test's workspace, plain HTTP."""
    settings = Settings(
        database_url="", folder=tmp_path, cookie_secret="s" * 64, secure_cookie=False
    )
    made = installation.Installation(settings, work)
    with cheap_hashes(), patch.object(installation, "here", lambda: made):
        yield made
