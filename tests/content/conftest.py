"""One bench for all runs of the folder: its interpreters start once."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from content.runtimes import Bench, open_bench
from tests.support.patience import UNHURRIED


@pytest.fixture(scope="package")
def bench() -> Iterator[Bench]:
    """Runs programs; shared, since every program gets a process or database of its own."""
    with open_bench(UNHURRIED) as opened:
        yield opened


@pytest.fixture
def impatient_bench() -> Iterator[Bench]:
    """Gives a program a second of processor time, however long that takes on the clock."""
    with open_bench(replace(UNHURRIED, cpu=1)) as opened:
        yield opened


@pytest.fixture
def bench_by_the_clock() -> Iterator[Bench]:
    """Gives a program five seconds on the clock, for runtimes that know no other limit."""
    with open_bench(replace(UNHURRIED, wall=5.0)) as opened:
        yield opened
