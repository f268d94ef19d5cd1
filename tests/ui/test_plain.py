"""Typed text is shown and does nothing."""

import re

import pytest

from ui.plain import plain

NOTHING = ":gray[]"
"""Text of a colour, without any text."""
LINKED = re.compile(r"(https?://|www\.)[-.\w]+|[-.\w+]+@[-\w]+(\.[-\w]+)+", re.IGNORECASE)
"""What GitHub's Markdown makes a link of, with or without backslashes."""


@pytest.mark.parametrize(
    "typed",
    [
        "*a*",
        "_a_",
        "`a`",
        "# a",
        "[a](b)",
        "![a](http://b.zz/c.png)",
        "<b>",
        "a|b",
        ":smile:",
        "$x$",
        "- a",
        "~a~",
        "\\*",
        "&lt;",
    ],
)
def test_every_mark_is_escaped(typed: str) -> None:
    shown = plain(typed).replace(NOTHING, "")
    assert shown.replace("\\\\", "\0").replace("\\", "").replace("\0", "\\") == typed
    marks = "\\`*_{}[]()#+-.!|<>~:$^&"
    places = [place for place, character in enumerate(shown) if character in marks]
    escaped = {place for place in places if place and shown[place - 1] == "\\"}
    assert escaped


@pytest.mark.parametrize(
    "typed", ["www.example.org", "ada@example.org", "https://example.org", "WWW.example.org"]
)
def test_an_address_is_not_an_address_any_more(typed: str) -> None:
    assert LINKED.search(typed)
    assert not LINKED.search(plain(typed).replace("\\", ""))


@pytest.mark.parametrize("typed", ["ada@example.org", "a:@b.org", "www.a.org", "http://www.a.org"])
def test_an_address_is_copied_as_it_was_typed(typed: str) -> None:
    assert plain(typed).replace(NOTHING, "").replace("\\", "") == typed
    assert plain(typed).isascii()


def test_lines_become_one() -> None:
    assert plain("a\n\nb\tc") == "a b c"
