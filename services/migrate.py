"""`python -m services.migrate`: bring the configured database to the newest schema, back, or say where it is."""

import argparse
import sys
from collections.abc import Sequence

from alembic.migration import MigrationContext
from alembic.util import CommandError
from sqlalchemy import Engine

from db.engine import make_engine
from db.migrate import downgrade, upgrade
from services.settings import read_settings


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out one command on the database that the environment names; says what was done, or why not."""
    parser = argparse.ArgumentParser(prog="python -m services.migrate", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("current", help="say at which revision the database is")
    up = commands.add_parser("upgrade", help="migrate up")
    up.add_argument("revision", nargs="?", default="head")
    down = commands.add_parser("downgrade", help="migrate down; data of newer tables is lost")
    down.add_argument(
        "revision", help="where to stop: a revision, -1 for one step, base for nothing"
    )
    asked = parser.parse_args(arguments)

    engine = make_engine(read_settings().database_url)
    try:
        before = current(engine)
        if asked.command == "upgrade":
            upgrade(engine, asked.revision)
        elif asked.command == "downgrade":
            downgrade(engine, asked.revision)
        _say(engine, before, current(engine))
    except CommandError as refusal:
        sys.stderr.write(f"Nothing was changed. {refusal}\n")
        return 1
    finally:
        engine.dispose()
    return 0


def current(engine: Engine) -> str | None:
    """The revision that the database is at; None where it is empty."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def _say(engine: Engine, before: str | None, after: str | None) -> None:
    where = engine.url.render_as_string(hide_password=True)
    if before == after:
        sys.stdout.write(f"{where} is at revision {after or 'none'}.\n")
    else:
        sys.stdout.write(f"{where} went from revision {before or 'none'} to {after or 'none'}.\n")


if __name__ == "__main__":
    raise SystemExit(main())
