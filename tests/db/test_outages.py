"""Which of PostgreSQL's errors pass by themselves, by their codes."""

import psycopg.errors
import pytest
from sqlalchemy.exc import OperationalError

from db.outages import outage


def met(state: str) -> OperationalError:
    return OperationalError("select 1", {}, psycopg.errors.lookup(state)())


@pytest.mark.parametrize("state", ["08006", "40P01", "53300", "57014", "57P01", "55P03"])
def test_what_passes_by_itself_is_an_outage(state: str) -> None:
    assert outage(met(state)) == f"SQLSTATE {state}"


@pytest.mark.parametrize("state", ["53100", "58030", "58P01"])
def test_a_full_or_broken_disk_is_none_on_postgresql_either(state: str) -> None:
    assert outage(met(state)) is None
