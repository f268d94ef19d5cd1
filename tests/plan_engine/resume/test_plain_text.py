"""Text is put in order without characters that nobody sees or that no encoding can write."""

import re

from hypothesis import example, given
from hypothesis import strategies as st

from plan_engine.resume.plain_text import clean, in_order

ANY_TEXT = st.text(st.characters(exclude_categories=()))
"""Surrogates included, which Hypothesis leaves out by itself."""


@given(ANY_TEXT)
@example("Ada \ud800 Tester")
@example("e\ud800\u0301")
def test_whatever_goes_in_what_comes_out_can_be_written_and_cleaning_it_again_changes_nothing(
    text: str,
) -> None:
    for tidy in (clean, in_order):
        out = tidy(text)
        out.encode()
        assert not re.search(r"[\x00\r]", out)
    assert clean(clean(text)) == clean(text)


def test_a_letter_keeps_its_accent_when_what_stood_between_is_dropped() -> None:
    assert clean("Re\u200b\u0301sume\ud800\u0301") == "R\u00e9sum\u00e9"


def test_whole_characters_beyond_the_first_plane_stay() -> None:
    assert clean("Ada \U0001f600 Tester") == "Ada \U0001f600 Tester"
