"""Program output is shown letter for letter."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from content.options import NO_ROWS, NOTHING, bare_option, shown_output


@pytest.mark.parametrize(
    ("output", "shown"),
    [
        ("[1, 2]", "`[1, 2]`"),
        ("a `b` c", "``a `b` c``"),
        ("`b`", "`` `b` ``"),
        ("1\n2", "```text\n1\n2\n```"),
        ("```\nx", "````text\n```\nx\n````"),
        ("  7", "```text\n  7\n```"),
        ("a  b", "```text\na  b\n```"),
        ("", NOTHING),
        (NO_ROWS, NO_ROWS),
        ("\n", NOTHING),
    ],
)
def test_output_stands_in_backticks_or_a_fence(output: str, shown: str) -> None:
    assert shown_output(output) == shown


@given(st.text("a`* \n", min_size=1, max_size=20))
def test_what_is_shown_reads_as_what_was_printed(output: str) -> None:
    assume(output.strip() and not output.endswith("\n"))
    assert bare_option(shown_output(output)) == output


def test_an_option_in_prose_reads_without_its_backticks() -> None:
    assert bare_option("Send `PUT` again, then ``a`b``") == "Send PUT again, then a`b"
