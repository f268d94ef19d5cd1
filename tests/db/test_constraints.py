"""What the database itself refuses, whoever asks: wrong words, lost owners, two active plans, naive times."""

from collections.abc import Callable
from datetime import UTC, datetime
from enum import StrEnum
from uuid import UUID

import pytest
from sqlalchemy import Column, Engine, Enum, select, text, update
from sqlalchemy.exc import IntegrityError, StatementError

from db.tables import AttemptAnswer, Base, PersonalizedPlan, UserRegistration, UserXP
from plan_engine.lifecycles import PlanStatus
from tests.support.rows import RowMaker

WORD_COLUMNS = [
    *(
        column
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, Enum)
    ),
    AttemptAnswer.__table__.columns["outcome"],
]


@pytest.fixture
def rows(engine: Engine, new_id: Callable[[], UUID]) -> RowMaker:
    return RowMaker(engine, new_id)


@pytest.mark.parametrize("column", WORD_COLUMNS, ids=str)
def test_a_word_outside_the_list_is_refused(
    engine: Engine, rows: RowMaker, column: Column[StrEnum]
) -> None:
    table = column.table
    rows.add(table.name)
    with engine.connect() as connection, pytest.raises(IntegrityError):
        connection.execute(text(f"update {table.name} set \"{column.name}\" = 'nonsense'"))


def test_a_row_without_its_owner_is_refused(
    engine: Engine, rows: RowMaker, new_id: Callable[[], UUID]
) -> None:
    rows.add("user_xp")
    with engine.connect() as connection, pytest.raises(IntegrityError):
        connection.execute(update(UserXP).values(user_id=new_id()))


def test_a_user_has_at_most_one_active_plan(engine: Engine, rows: RowMaker) -> None:
    user = rows.add("user_registration")
    rows.add("personalized_plan", user_id=user, status=PlanStatus.ACTIVE)
    with pytest.raises(IntegrityError):
        rows.add("personalized_plan", user_id=user, status=PlanStatus.ACTIVE)


@pytest.mark.parametrize(
    "status", [status for status in PlanStatus if status is not PlanStatus.ACTIVE]
)
def test_plans_that_are_not_active_may_be_many(
    engine: Engine, rows: RowMaker, status: PlanStatus
) -> None:
    user = rows.add("user_registration")
    for _ in range(2):
        rows.add("personalized_plan", user_id=user, status=status)
    rows.add("personalized_plan", user_id=user, status=PlanStatus.ACTIVE)
    with engine.connect() as connection:
        assert len(connection.execute(select(PersonalizedPlan.id)).all()) == 3


def test_two_users_may_each_have_an_active_plan(engine: Engine, rows: RowMaker) -> None:
    for _ in range(2):
        rows.add(
            "personalized_plan", user_id=rows.add("user_registration"), status=PlanStatus.ACTIVE
        )
    with engine.connect() as connection:
        assert len(connection.execute(select(PersonalizedPlan.id)).all()) == 2


def test_a_naive_time_is_refused(engine: Engine, rows: RowMaker) -> None:
    with pytest.raises(StatementError, match="naive time"):
        rows.add("user_registration", created_at=datetime(2026, 3, 2, 9, 0))  # noqa: DTZ001  (naive on purpose)


def test_a_time_comes_back_in_utc_whatever_zone_it_went_in_with(
    engine: Engine, rows: RowMaker
) -> None:
    there = datetime.fromisoformat("2026-03-02T01:30:00+05:30")
    rows.add("user_registration", created_at=there)
    with engine.connect() as connection:
        (back,) = connection.execute(select(UserRegistration.created_at)).one()
    assert back == there
    assert back.tzinfo is UTC


def test_a_reward_is_paid_once_for_each_thing_that_earned_it(
    engine: Engine, rows: RowMaker, new_id: Callable[[], UUID]
) -> None:
    xp, task = rows.add("user_xp"), new_id()
    rows.add("xp_reward", user_xp_id=xp, related_object_id=task)
    with pytest.raises(IntegrityError):
        rows.add("xp_reward", user_xp_id=xp, related_object_id=task)


def test_a_level_that_does_not_follow_from_the_total_is_refused(
    engine: Engine, rows: RowMaker
) -> None:
    rows.add("user_xp")
    with engine.connect() as connection, pytest.raises(IntegrityError):
        connection.execute(update(UserXP).values(total_xp=100))
