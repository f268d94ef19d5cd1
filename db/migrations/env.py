"""Alembic's entry: runs migrations over the connection that db.migrate hands in."""

from typing import Any, Literal

from alembic import context

from db.base import UtcDateTime
from db.tables import Base


def plain_types(kind: str, value: Any, _context: object) -> str | Literal[False]:
    """Migrations name the database's types, never ours: they must run when our code has moved on."""
    if kind == "type" and isinstance(value, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    return False


connection = context.config.attributes.get("connection")
if connection is None:
    raise SystemExit("Run migrations with `make migrate`: it knows which database is meant.")
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=True,
    compare_type=True,
    render_item=plain_types,
)
with context.begin_transaction():
    context.run_migrations()
