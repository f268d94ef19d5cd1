"""`python -m services.migrate` moves the database that the environment names, and says what it did."""

from pathlib import Path

import pytest

from services.migrate import main


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


@pytest.mark.postgresql
def test_it_migrates_postgresql_and_never_prints_a_password(
    postgresql_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", postgresql_url.replace("postgres:@", "postgres:secret@"))
    main(["current"])
    said = capsys.readouterr().out
    assert "is at revision 0" in said
    assert "secret" not in said
