"""What does not fit the schema is said in one sentence with file and line, all of it at once."""

from pathlib import Path
from typing import Any

import pytest

from content.sources import read_sources
from tests.content.banks import a_content, a_model, an_item, write


def _problems(root: Path) -> list[str]:
    return [str(problem) for problem in read_sources(root).problems]


def test_a_good_folder_has_no_problems(tmp_path: Path) -> None:
    assert _problems(a_content(tmp_path, items=[an_item()], models=[a_model()])) == []


def test_errors_of_all_files_come_at_once(tmp_path: Path) -> None:
    root = a_content(tmp_path, items=[an_item(level=4), an_item("hitch", key=3)])
    write(root / "curriculum/targets.yaml", {"targets": [{"id": "x"}]})
    files = {problem.path for problem in read_sources(root).problems}
    assert files == {"content/bank/knots/d1.yaml", "content/curriculum/targets.yaml"}
    assert len([line for line in _problems(root) if "bank" in line]) == 2


def test_an_error_names_file_line_place_and_item(tmp_path: Path) -> None:
    root = a_content(tmp_path, items=[an_item(), an_item("hitch", distractors=[])])
    text = (root / "bank/knots/d1.yaml").read_text(encoding="utf-8").splitlines()
    line = text.index("  distractors: []") + 1
    assert _problems(root) == [
        f"content/bank/knots/d1.yaml:{line}: error: items[1].distractors (knots.d1.hitch): "
        "List should have at least 2 items after validation, not 0 [schema]"
    ]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"key": 200}, "must be text (found 200): write it in quotes"),
        ({"key": None}, "items[0].key (knots.d1.loop): is missing"),
        ({"hint": "Pull."}, "items[0].hint (knots.d1.loop): is not a field here"),
        ({"stem": "   "}, "items[0].stem (knots.d1.loop): is empty"),
        ({"level": 4}, "items[0].level"),
        ({"seconds": 5}, "items[0].seconds"),
        ({"id": "knots.d1.Two_Loops"}, "items[0].id"),
        ({"source": "http://example.org"}, "items[0].source"),
        ({"language": "cobol"}, "items[0].language"),
        ({"distractors": [{"text": "x", "misconception": "y"}] * 4}, "items[0].distractors"),
    ],
)
def test_wrong_fields_are_named(tmp_path: Path, changes: dict[str, Any], said: str) -> None:
    found = _problems(a_content(tmp_path, items=[an_item(**changes)]))
    assert len(found) == 1
    assert said in found[0]


def test_a_file_that_is_not_yaml_does_not_hide_the_others(tmp_path: Path) -> None:
    root = a_content(tmp_path, items=[an_item(level=7)])
    (root / "curriculum/blocks/broken.yaml").write_text("id: [\n", encoding="utf-8")
    (root / "curriculum/blocks/latin.yaml").write_bytes(b"id: caf\xe9\n")
    found = _problems(root)
    assert any("broken.yaml:2: error: this is not YAML" in line for line in found)
    assert any("latin.yaml:1: error: this file is not UTF-8" in line for line in found)
    assert any("items[0].level" in line for line in found)


def test_a_folder_without_targets_says_so(tmp_path: Path) -> None:
    root = a_content(tmp_path)
    (root / "curriculum/targets.yaml").unlink()
    assert _problems(root) == [
        "content/curriculum/targets.yaml:1: error: this file is missing [schema]"
    ]
