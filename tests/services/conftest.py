"""What service tests share."""

import pytest

from tests.support.accounts import make_hashing_cheap


@pytest.fixture(autouse=True)
def cheap_hashing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashing a password takes a millisecond instead of a quarter of a second."""
    make_hashing_cheap(monkeypatch)
