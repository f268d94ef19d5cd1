"""A migration changes tables that people's work hangs on: nothing of it may go along the way."""

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

import pytest
from alembic.util import CommandError
from sqlalchemy import Engine, inspect, text

from db.migrate import downgrade, upgrade
from tests.support.rows import RowMaker


@pytest.fixture
def owned(engine: Engine, new_id: Callable[[], UUID]) -> Engine:
    """A database in which an account owns a plan with a day."""
    RowMaker(engine, new_id).add("daily_task")
    return engine


def counts(engine: Engine) -> dict[str, int]:
    with engine.connect() as connection:
        return {
            table: connection.scalar(text(f"select count(*) from {table}")) or 0
            for table in ("user_registration", "personalized_plan", "weekly_plan", "daily_task")
        }


def test_an_account_and_its_plan_survive_the_way_down_to_the_first_tables_and_up_again(
    owned: Engine,
) -> None:
    before = counts(owned)
    assert set(before.values()) == {1}
    downgrade(owned, "0001")
    assert "placement_outcome" not in inspect(owned).get_table_names()
    assert counts(owned) == before
    upgrade(owned)
    assert counts(owned) == before


def test_accounts_from_before_have_no_extra_time_and_nothing_reduced(owned: Engine) -> None:
    downgrade(owned, "0001")
    upgrade(owned)
    with owned.connect() as connection:
        row = connection.execute(
            text("select extra_time_percent, reduced_motion from user_registration")
        ).one()
    assert (row[0], bool(row[1])) == (0, False)


@pytest.mark.parametrize(("plan", "becomes"), [("failed", "failed"), ("paused", "active")])
def test_corrections_of_plans_that_were_given_up_end_with_them(
    engine: Engine, new_id: Callable[[], UUID], plan: str, becomes: str
) -> None:
    RowMaker(engine, new_id).add("correction_plan", status="active")
    downgrade(engine, "0011_dates_stay_over")
    with engine.begin() as connection:
        connection.execute(text("update personalized_plan set status = :plan"), {"plan": plan})
    upgrade(engine)
    with engine.connect() as connection:
        assert connection.scalar(text("select status from correction_plan")) == becomes


def test_who_was_shut_out_is_not_let_in_by_taking_the_migration_back(
    engine: Engine, new_id: Callable[[], UUID]
) -> None:
    RowMaker(engine, new_id).add(
        "user_registration", deactivated_at=datetime(2026, 3, 2, tzinfo=UTC)
    )
    with pytest.raises(CommandError, match="Deactivated accounts: 1"):
        downgrade(engine, "0013_an_absence_counts_once")
    with engine.begin() as connection:
        connection.execute(text("update user_registration set deactivated_at = null"))
    downgrade(engine, "0013_an_absence_counts_once")
    upgrade(engine)
