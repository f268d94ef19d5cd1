"""Typed text is shown and does nothing."""

import pytest

from ui.plain import plain


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
    shown = plain(typed).replace("\u2060", "")
    assert shown.replace("\\\\", "\0").replace("\\", "").replace("\0", "\\") == typed
    marks = "\\`*_{}[]()#+-.!|<>~:$^&"
    places = [place for place, character in enumerate(shown) if character in marks]
    escaped = {place for place in places if place and shown[place - 1] == "\\"}
    assert escaped


@pytest.mark.parametrize(
    "typed", ["www.example.org", "ada@example.org", "https://example.org", "WWW.example.org"]
)
def test_an_address_is_not_an_address_any_more(typed: str) -> None:
    assert "\u2060" in plain(typed)


def test_lines_become_one() -> None:
    assert plain("a\n\nb\tc") == "a b c"
