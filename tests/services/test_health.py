"""The health check asks the database, and says no when it is gone."""

from pathlib import Path

from db.engine import make_engine
from services.health import database_answers
from services.workspace import Workspace


def test_a_database_that_is_there_answers(work: Workspace) -> None:
    assert database_answers(work)


def test_a_database_that_is_gone_does_not(work: Workspace, tmp_path: Path) -> None:
    nowhere = make_engine(f"sqlite+pysqlite:///{tmp_path / 'no' / 'such' / 'folder' / 'file'}")
    assert not database_answers(Workspace(engine=nowhere, content=work.content))
    nobody = make_engine("postgresql://nobody@127.0.0.1:9/nothing?connect_timeout=1")
    assert not database_answers(Workspace(engine=nobody, content=work.content))
