"""What service tests share."""

from collections.abc import Iterator

import pytest

from tests.support.accounts import cheap_hashes


@pytest.fixture(autouse=True)
def _cheap_hashing() -> Iterator[None]:
    """Hashing a password takes a millisecond instead of a quarter of a second."""
    with cheap_hashes():
        yield
