"""The schema's history runs both ways on both databases, and ends where the tables' code says."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import CheckConstraint, Engine, inspect, text

from db.migrate import MIGRATIONS, downgrade, upgrade
from db.tables import Base

EVERY_TABLE = set(Base.metadata.tables)
REVISIONS = [
    script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions()
]  # newest first


def tables_of(engine: Engine) -> set[str]:
    return set(inspect(engine).get_table_names()) - {"alembic_version"}


def test_a_new_database_holds_every_table(engine: Engine) -> None:
    assert tables_of(engine) == EVERY_TABLE


def test_migrating_down_leaves_nothing_and_up_again_restores_everything(engine: Engine) -> None:
    downgrade(engine)
    assert tables_of(engine) == set()
    upgrade(engine)
    assert tables_of(engine) == EVERY_TABLE


@pytest.mark.parametrize("revision", REVISIONS)
def test_each_revision_can_be_taken_back_and_repeated(engine: Engine, revision: str) -> None:
    downgrade(engine, revision)
    downgrade(engine, "-1")
    upgrade(engine)
    assert tables_of(engine) == EVERY_TABLE


def test_the_migrated_schema_is_what_the_tables_say(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_the_migrated_checks_are_those_of_the_tables(engine: Engine) -> None:
    # Alembic's comparison does not look at CHECK constraints, so they are compared by name.
    there = inspect(engine)
    migrated = {
        check["name"] for name in EVERY_TABLE for check in there.get_check_constraints(name)
    }
    declared = {
        constraint.name
        for table in Base.metadata.sorted_tables
        for constraint in table.constraints
        if isinstance(constraint, CheckConstraint)
    }
    assert "ck_user_registration_role_known" in declared
    assert migrated == declared


def test_upgrading_an_upgraded_database_changes_nothing(engine: Engine) -> None:
    upgrade(engine)
    with engine.connect() as connection:
        versions = connection.execute(text("select version_num from alembic_version")).all()
    assert [tuple(row) for row in versions] == [(REVISIONS[0],)]
