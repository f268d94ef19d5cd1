"""One bench for all runs of the folder: its interpreters start once."""

from collections.abc import Iterator

import pytest

from content.runtimes import Bench, Patience, open_bench


@pytest.fixture(scope="package")
def bench() -> Iterator[Bench]:
    """Runs programs; shared, since every program gets a process or database of its own."""
    with open_bench() as opened:
        yield opened


@pytest.fixture
def impatient_bench() -> Iterator[Bench]:
    """Waits for a program that never ends as short as it can."""
    with open_bench(Patience(cpu=1, wall=3.0)) as opened:
        yield opened
