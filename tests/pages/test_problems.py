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
from services.errors import NotFound
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


def test_a_database_that_does_not_answer_is_named() -> None:
    window = told(
        "__import__('sqlalchemy').exc.OperationalError('select 1', {}, Exception('locked'))"
    )
    said = window.error[0].value
    assert "The database is busy or cannot be reached." in said
    assert "select 1" not in said


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
