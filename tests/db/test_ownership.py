"""When an account goes, everything it owned goes with it; walked over the tables, so none is forgotten."""

from collections.abc import Callable
from uuid import UUID

import pytest
from sqlalchemy import Engine, ForeignKey, Table, delete, func, select

from db.tables import AuditLog, Base, UserRegistration
from tests.support.rows import RowMaker

NOT_CASCADING = {
    # What was done outlives who did it.
    "audit_log.actor_id": "SET NULL",
    # A placement stays confirmed when the counsellor's account goes.
    "placement_outcome.confirmed_by": "SET NULL",
    # What a counsellor did stays in the learner's log when the counsellor's account goes.
    "intervention.counsellor_id": "SET NULL",
    # What a request to a language model cost stays in the installation's books.
    "writing_request.writing_job_id": "SET NULL",
    # Item versions are shared by all who were served them; they belong to nobody.
    "attempt_item.content_hash": None,
}


def foreign_keys() -> list[ForeignKey]:
    keys = [key for table in Base.metadata.sorted_tables for key in table.foreign_keys]
    return sorted(keys, key=lambda key: str(key.parent))


def owned_tables() -> list[Table]:
    """Tables whose rows go with an account, directly or through others."""
    owned = {UserRegistration.__tablename__}
    for table in Base.metadata.sorted_tables:  # owners come before what they own
        if any(
            key.ondelete == "CASCADE" and key.column.table.name in owned
            for key in table.foreign_keys
        ):
            owned.add(table.name)
    return [
        table
        for table in Base.metadata.sorted_tables
        if table.name in owned - {UserRegistration.__tablename__}
    ]


@pytest.mark.parametrize("key", foreign_keys(), ids=lambda key: str(key.parent))
def test_every_foreign_key_cascades_but_for_the_named_exceptions(key: ForeignKey) -> None:
    assert key.ondelete == NOT_CASCADING.get(str(key.parent), "CASCADE")


@pytest.mark.parametrize("table", owned_tables(), ids=str)
def test_deleting_the_account_empties(
    engine: Engine, new_id: Callable[[], UUID], table: Table
) -> None:
    rows = RowMaker(engine, new_id)
    rows.add(table.name)
    if table.name == "daily_task":  # the other kind of owner a day can have
        rows.add(
            table.name,
            weekly_plan_id=None,
            correction_plan_id=rows.owner("correction_plan"),
            day_number=2,
        )
    with engine.begin() as connection:
        assert connection.scalar(select(func.count()).select_from(table))
        assert connection.execute(delete(UserRegistration)).rowcount == 1
        assert connection.scalar(select(func.count()).select_from(table)) == 0


def test_the_audit_log_outlives_the_account_without_naming_it(
    engine: Engine, new_id: Callable[[], UUID]
) -> None:
    RowMaker(engine, new_id).add("audit_log", action="sign_in")
    with engine.begin() as connection:
        connection.execute(delete(UserRegistration))
        assert connection.execute(select(AuditLog.action, AuditLog.actor_id)).all() == [
            ("sign_in", None)
        ]
