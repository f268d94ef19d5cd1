"""The log: one line of JSON a record, and nothing in it of what people typed."""

import json
import logging
import sys

import pytest

from services.logs import OURS, JsonLines, described, write_json_lines


def raised(text: str) -> BaseException:
    try:
        try:
            {}[text]
        except KeyError as first:
            raise ValueError(text) from first
    except ValueError as error:
        return error


def test_an_exception_is_told_by_type_and_place_and_not_by_its_text() -> None:
    told = described(raised("ada@example.org"))
    assert told["type"] == "builtins.ValueError"
    assert told["cause"] == "builtins.KeyError"
    assert "tests/services/test_logs.py" in str(told["places"])
    assert "ada@example.org" not in str(told)


def test_a_record_is_one_line_of_json_with_its_fields() -> None:
    error = raised("secret")
    record = logging.LogRecord(
        OURS, logging.ERROR, __file__, 1, "page\nfailed", (), (type(error), error, None)
    )
    record.fields = {"number": "ab12"}
    line = JsonLines().format(record)
    assert "\n" not in line
    told = json.loads(line)
    assert (told["event"], told["level"], told["number"]) == ("page\nfailed", "error", "ab12")
    assert "secret" not in line


@pytest.fixture
def _loggers_as_before() -> object:
    root = logging.getLogger()
    kept = (root.handlers[:], root.level)
    yield
    root.handlers[:], root.level = kept


@pytest.mark.usefixtures("_loggers_as_before")
def test_other_libraries_are_told_in_the_same_format(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    other = logging.getLogger("uvicorn.error")
    other.addHandler(logging.StreamHandler(sys.stderr))
    other.propagate = False
    write_json_lines()
    other.warning("shaky")
    other.info("a visitor's address")
    logging.getLogger(OURS).info("ours")
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [line["event"] for line in lines] == ["shaky", "ours"]
