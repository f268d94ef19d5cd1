"""YAML is read with the line of every value."""

import pytest

from content.marks import BadYaml, read_marked, show_place


def test_every_place_knows_its_line() -> None:
    marked = read_marked("topic: x\nitems:\n  - id: one\n    key: a\n  - id: two\n")
    assert marked.value == {"topic": "x", "items": [{"id": "one", "key": "a"}, {"id": "two"}]}
    assert marked.line(("items",)) == 2
    assert marked.line(("items", 0, "key")) == 4
    assert marked.line(("items", 1)) == 5


def test_a_place_that_is_missing_is_shown_where_it_should_stand() -> None:
    marked = read_marked("items:\n  - id: one\n  - id: two\n")
    assert marked.line(("items", 1, "stem")) == 3
    assert marked.line(("nowhere",)) == 1


def test_a_key_that_stands_twice_is_reported_with_its_second_line() -> None:
    marked = read_marked("items:\n  - id: one\n    key: a\n    key: b\n")
    assert marked.repeated == [(4, "items[0].key stands twice")]


def test_parameters_stay_the_text_that_was_typed() -> None:
    marked = read_marked("params: {a: [1.50, 0x10, yes, null, '007']}\nminutes: 50\n")
    assert marked.value == {"params": {"a": ["1.50", "0x10", "yes", "null", "007"]}, "minutes": 50}


@pytest.mark.parametrize(
    ("text", "line"),
    [("a: 1\nb: [1, 2\nc: 3\n", 3), ("a: 1\n\tb: 2\n", 2), ("on: 2026-13-45\n", 1)],
)
def test_what_is_not_yaml_is_named_with_its_line(text: str, line: int) -> None:
    with pytest.raises(BadYaml, match="this is not YAML") as raised:
        read_marked(text)
    assert raised.value.line == line


def test_nothing_in_a_file_can_make_an_object() -> None:
    with pytest.raises(BadYaml):
        read_marked("a: !!python/object/apply:os.getcwd []\nb: !!python/name:os.getcwd ''\n")


def test_places_are_shown_as_people_write_them() -> None:
    assert show_place(("items", 3, "distractors", 0, "text")) == "items[3].distractors[0].text"
