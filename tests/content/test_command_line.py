"""`python -m content`: clear sentences, and a status that a Makefile can trust."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from content.__main__ import main
from content.checking import check_content
from content.sources import CONTENT
from tests.content.banks import a_content, a_model, an_item

TODAY = date(2026, 11, 22)


def _run(root: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[str]]:
    status = main(arguments, root, TODAY)
    return status, capsys.readouterr().out.splitlines()


def test_building_says_what_was_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = a_content(tmp_path, models=[a_model()])
    assert _run(root, capsys, "build") == (
        0,
        ["knots: 1 models, 4 items; 1 run now; written.", "0 errors, 0 warnings."],
    )
    assert _run(root, capsys, "build", "knots")[1][0] == (
        "knots: 1 models, 4 items; 0 run now; nothing changed."
    )
    assert "1 run now; nothing changed." in _run(root, capsys, "build", "--all")[1][0]


def test_building_a_broken_model_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = a_content(tmp_path, models=[a_model(code="print(rope, <<a>>, <<b>>)")])
    status, lines = _run(root, capsys, "build")
    assert status == 1
    assert lines[1] == (
        "content/bank/knots/d1.yaml:4: error: knots.d1.sum: the program with a = 1, b = 5 "
        "raises NameError: name 'rope' is not defined [execution]"
    )


def test_building_an_unknown_block_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, lines = _run(a_content(tmp_path), capsys, "build", "anchors")
    assert lines[0] == "anchors: there is no readable file in content/bank/anchors."


def test_checking_fails_on_errors_only(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = [an_item(f"q{n}", level=1 + n % 3) for n in range(9)]
    root = a_content(tmp_path, items=good)
    status, lines = _run(root, capsys, "check")
    assert (status, lines[-1]) == (0, "0 errors, 0 warnings.") or "near-duplicates" in lines[0]
    a_content(tmp_path, items=[*good, an_item("late", source=None)])
    status, lines = _run(root, capsys, "check")
    assert status == 1
    assert any("knots.d1.late: has neither a source nor a program" in line for line in lines)


def test_checking_one_block_tells_nothing_of_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = a_content(tmp_path, items=[an_item(source=None)])
    assert _run(root, capsys, "check", "sails") == (0, ["0 errors, 0 warnings."])
    assert _run(root, capsys, "check", "knots")[0] == 1


def test_the_report_counts_a_model_once_and_its_clones_as_items(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = a_content(tmp_path, items=[an_item()], models=[a_model()])
    _run(root, capsys, "build")
    status, lines = _run(root, capsys, "report")
    head, row = lines[0].split("  "), lines[1].split()
    assert status == 0
    assert [cell.strip() for cell in head if cell][:4] == [
        "block",
        "topics",
        "questions",
        "levels 1/2/3",
    ]
    assert row[:9] == ["knots", "7", "2", "1/1/0", "0", "1", "5", "80%", "100%"]
    assert lines[4] == (
        "  knots.d1    5  4/1/0     short of 22, 4 at level 1, 7 at level 2, 8 at level 3"
    )
    (target,) = [line for line in lines if line.startswith("sailor-python")]
    # Nobody has answered them blind: none may be served.
    assert "cannot be started yet. The block “Knots” is not ready yet." in target


def test_a_new_topics_file_is_valid_and_says_what_it_is_about(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = a_content(tmp_path)
    assert _run(root, capsys, "new-topic", "knots.d3") == (
        0,
        ["content/bank/knots/d3.yaml is ready to be written."],
    )
    text = (root / "bank/knots/d3.yaml").read_text(encoding="utf-8")
    assert text.startswith("# Knots, part 3\n")
    assert {problem.rule for problem in check_content(root)} == {"levels"}


def test_what_a_new_topics_file_suggests_is_a_good_question(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = a_content(tmp_path)
    _run(root, capsys, "new-topic", "knots.d3")
    path = root / "bank/knots/d3.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()
    begun = lines.index("items: []")
    suggested = [
        line.removeprefix("# ") for line in lines[begun:] if line not in ("items: []", "models: []")
    ]
    path.write_text("\n".join(["topic: knots.d3", *suggested]), encoding="utf-8")
    assert _run(root, capsys, "build")[0] == 0
    assert {problem.rule for problem in check_content(root)} == {"levels"}


@pytest.mark.parametrize(
    ("topic", "said"),
    [
        ("knots.d1", "content/bank/knots/d1.yaml is there already."),
        ("knots.d9", "There is no topic knots.d9 in a readable file of the curriculum."),
    ],
)
def test_a_new_topic_overwrites_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], topic: str, said: str
) -> None:
    root = a_content(tmp_path, items=[an_item()])
    assert _run(root, capsys, "new-topic", topic) == (1, [said])


def test_it_runs_as_a_command() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "content", "report", "nothing"],
        cwd=CONTENT.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0
    assert run.stdout.startswith("block")
    assert run.stderr == ""
