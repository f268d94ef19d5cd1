"""When a page fails: a sentence with a number for the person, a line with the same number for us."""

import json
import logging

import pytest
from streamlit.testing.v1 import AppTest

from plan_engine.lifecycles import NotAllowed
from services.errors import NotFound
from services.logs import OURS, JsonLines


def told(error: str) -> AppTest:
    script = f"""
from ui.problems import on_script_error
from services.errors import NotFound, OutOfReach
from plan_engine.lifecycles import NotAllowed
assert on_script_error({error})
"""
    return AppTest.from_string(script).run()


def ours(caplog: pytest.LogCaptureFixture) -> list[logging.LogRecord]:
    return [record for record in caplog.records if record.name == OURS]


def test_a_fault_is_told_with_a_number_and_logged_with_it(caplog: pytest.LogCaptureFixture) -> None:
    window = told("ValueError('ada@example.org has the password 1234')")
    assert not window.exception
    said = window.error[0].value
    number = said.split("**")[1]
    (record,) = ours(caplog)
    line = JsonLines().format(record)
    assert json.loads(line)["number"] == number
    for text in (said, line):
        assert "1234" not in text
        assert "Traceback" not in text


def test_two_faults_have_two_numbers() -> None:
    numbers = {told("ValueError()").error[0].value.split("**")[1] for _ in range(2)}
    assert len(numbers) == 2


@pytest.mark.parametrize("refusal", [NotFound, NotAllowed])
def test_a_refusal_that_no_page_caught_is_said_in_its_own_words(
    refusal: type[Exception], caplog: pytest.LogCaptureFixture
) -> None:
    window = told(f"{refusal.__name__}('There is no such day.')")
    assert window.warning[0].value == "There is no such day."
    assert not window.error
    assert ours(caplog) == []


def test_a_database_out_of_reach_is_told_without_blame_and_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    window = told("OutOfReach('SQLSTATE 57P01')")
    assert not window.error
    (said,) = window.warning
    assert "Nothing that was saved is lost" in said.value
    assert "try again" in said.value
    (record,) = ours(caplog)
    line = json.loads(JsonLines().format(record))
    assert (line["level"], line["outage"]) == ("error", "SQLSTATE 57P01")
