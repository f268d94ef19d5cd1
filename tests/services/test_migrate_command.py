"""`python -m services.migrate` moves the database that the environment names, and says what it did."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from db.engine import default_url, make_engine
from services.migrate import main
from tests.support.clock import Identifiers
from tests.support.rows import RowMaker


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("CAREERLYTICS_HOME", str(tmp_path))
    return tmp_path


def test_it_migrates_up_and_then_has_nothing_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["upgrade"]) == 0
    assert "went from revision none to" in capsys.readouterr().out
    main(["upgrade"])
    assert "is at revision" in capsys.readouterr().out


def test_it_migrates_back_to_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    main(["upgrade"])
    main(["downgrade", "base"])
    assert capsys.readouterr().out.endswith("to none.\n")


def test_it_says_where_the_database_is(capsys: pytest.CaptureFixture[str], own_home: Path) -> None:
    main(["current"])
    assert capsys.readouterr().out == (
        f"sqlite+pysqlite:///{own_home}/careerlytics.sqlite3 is at revision none.\n"
    )


def test_a_revision_that_is_not_there_is_named_in_a_sentence(
    capsys: pytest.CaptureFixture[str],
) -> None:
    main(["upgrade"])
    capsys.readouterr()
    assert main(["downgrade", "0999_tomorrow"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("Nothing was changed. ")
    assert "0999_tomorrow" in said.err


def test_a_step_back_that_would_let_somebody_in_is_refused(
    capsys: pytest.CaptureFixture[str], own_home: Path
) -> None:
    main(["upgrade"])
    engine = make_engine(default_url(own_home))
    shut_out = datetime(2026, 3, 2, tzinfo=UTC)
    RowMaker(engine, Identifiers()).add("user_registration", deactivated_at=shut_out)
    engine.dispose()
    capsys.readouterr()
    assert main(["downgrade", "0013_an_absence_counts_once"]) == 1
    assert "Deactivated accounts: 1" in capsys.readouterr().err
    main(["current"])
    assert "is at revision 0014" in capsys.readouterr().out


@pytest.mark.postgresql
def test_it_migrates_postgresql_and_never_prints_a_password(
    postgresql_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", postgresql_url.replace("postgres:@", "postgres:secret@"))
    main(["current"])
    said = capsys.readouterr().out
    assert "is at revision 0" in said
    assert "secret" not in said
