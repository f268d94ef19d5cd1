"""Imported questions are drafts: written beside the bank, linted, and served to nobody."""

from pathlib import Path

import pytest

from content.__main__ import main
from content.loader import load_library
from content.sources import content_files, read_sources
from tests.content.banks import a_content, a_model, a_query, an_item

GIFT = """
::Bowline::Which knot holds a boat? {
=A bowline
~A granny knot#More knot, more hold
~A slip knot
}
"""


def _run(root: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[str]]:
    status = main(list(arguments), root)
    return status, capsys.readouterr().out.splitlines()


@pytest.mark.parametrize("kind", ["gift", "csv", "qti"])
def test_exported_and_imported_again_the_entries_are_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    root = a_content(
        tmp_path / "from",
        items=[an_item(), an_item("hitch", code="x = {1: '~'}", language="python")],
    )
    file = tmp_path / f"ropes.{kind}"
    assert _run(root, capsys, "export", "--format", kind, str(file))[0] == 0
    empty = a_content(tmp_path / "to")
    status, lines = _run(empty, capsys, "import", str(file))
    assert (status, lines[0]) == (0, "content/drafts/ropes/knots/d1.yaml: 2 drafts.")
    drafts = empty / "bank/knots/d1.yaml"
    drafts.parent.mkdir(parents=True)
    (empty / "drafts/ropes/knots/d1.yaml").rename(drafts)
    assert read_sources(empty).banks[0].entry == read_sources(root).banks[0].entry


def test_every_clone_goes_out_with_its_computed_key(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = a_content(tmp_path, models=[a_model(), a_query()])
    _run(root, capsys, "build")
    file = tmp_path / "all.gift"
    assert _run(root, capsys, "export", "--format", "gift", str(file))[1] == [
        f"5 questions with their keys written to {file}."
    ]
    assert "=[markdown]`2`" in file.read_text()
    assert "CREATE TABLE rope" in file.read_text()
    assert _run(root, capsys, "export", "--format", "csv", str(file), "--of", "sails")[0] == 1


def test_drafts_are_linted_and_never_served(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = a_content(tmp_path, items=[an_item()])
    file = tmp_path / "moodle.gift"
    file.write_text(GIFT)
    status, lines = _run(root, capsys, "import", str(file), "--topic", "knots.d2")
    assert status == 0
    assert lines[0] == "content/drafts/moodle/knots/d2.yaml: 1 drafts."
    assert any("(knots.d2.bowline): is missing" in line and "d2.yaml:6" in line for line in lines)
    draft = root / "drafts/moodle/knots/d2.yaml"
    assert draft not in content_files(root)
    assert set(load_library(root, cache=None, unreviewed=True).items) == {"knots.d1.loop"}
    mended = draft.read_text().replace(
        "  - text: A slip knot\n",
        "  - text: A slip knot\n    misconception: Takes quick for safe\n",
    )
    draft.write_text(f"{mended}  explanation: x\n")
    status, lines = _run(root, capsys, "drafts")
    assert status == 1
    assert any(line.endswith("[explanation]") for line in lines)
    assert any(line.endswith("[source]") for line in lines)


def test_a_draft_whose_id_the_bank_has_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = a_content(tmp_path, items=[an_item()])
    file = tmp_path / "out.csv"
    _run(root, capsys, "export", "--format", "csv", str(file))
    _, lines = _run(root, capsys, "import", str(file))
    assert any("knots.d1.loop stands also at content/bank/knots/d1.yaml" in line for line in lines)


@pytest.mark.parametrize(
    ("name", "text", "topic", "said"),
    [
        ("a.doc", "", None, "a.doc does not say what it is: name its --format."),
        ("a.gift", GIFT, None, "“Which knot holds a boat?” names no topic: say which with --topic."),
        ("a.gift", "::T::So? {T}", "knots.d2", "Refused, line 1: is not a multiple-choice question."),
        ("a.xml", "<!DOCTYPE x><x/>", None, "a.xml: This document has a DTD, which no QTI document needs: it was not read."),
        ("none.csv", None, None, "none.csv: "),
    ],
)  # fmt: skip
def test_what_cannot_be_imported_is_said_and_nothing_is_written(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    name: str,
    text: str | None,
    topic: str | None,
    said: str,
) -> None:
    root = a_content(tmp_path)
    if text is not None:
        (tmp_path / name).write_text(text)
    more = ["--topic", topic] if topic else []
    status, lines = _run(root, capsys, "import", str(tmp_path / name), *more)
    assert status == 1
    assert lines[0].startswith(said)
    assert not (root / "drafts").exists()


def test_an_import_does_not_overwrite_drafts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = a_content(tmp_path)
    (tmp_path / "a.gift").write_text(GIFT)
    arguments = ("import", str(tmp_path / "a.gift"), "--topic", "knots.d2")
    _run(root, capsys, *arguments)
    assert _run(root, capsys, *arguments) == (
        1,
        ["content/drafts/a/knots/d2.yaml is there already."],
    )


def test_questions_without_names_of_ours_get_different_ones(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = a_content(tmp_path)
    (tmp_path / "a.gift").write_text(f"{GIFT}\n{GIFT}")
    _run(root, capsys, "import", str(tmp_path / "a.gift"), "--topic", "knots.d2")
    text = (root / "drafts/a/knots/d2.yaml").read_text()
    assert "id: knots.d2.bowline\n" in text
    assert "id: knots.d2.bowline-2\n" in text
