"""Blind review: no key in the export, agreement recorded, and lost when the question changes."""

import re
from datetime import date
from pathlib import Path

import pytest

from content.__main__ import main
from content.checking import check_content
from content.checks import Question, questions
from content.compiling import compile_library
from content.reviewing import (
    LETTERS,
    BadReview,
    current_record,
    export,
    read_answers,
    read_export,
    read_records,
    sheets,
)
from content.sources import read_sources
from tests.content.banks import a_content, a_model, a_query, an_item

TODAY = date(2026, 11, 22)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = a_content(tmp_path, items=[an_item(), an_item("hitch")], models=[a_query()])
    assert main(["build"], folder, TODAY) == 0
    return folder


def _questions(root: Path) -> dict[str, Question]:
    return {
        question.name: question
        for question in questions(compile_library(read_sources(root), "test"))
    }


def _key_letter(question: Question, seed: int) -> str:
    (sheet,) = sheets([question])
    return LETTERS[sheet.shuffled(seed).index(question.item.options[0])]


def _review(root: Path, answers: str, *more: str) -> int:
    folder = root.parent
    exported = folder / "export.md"
    if not exported.exists():
        assert main(["review", "export", str(exported), "--seed", "3"], root, TODAY) == 0
    (folder / "answers.txt").write_text(answers, encoding="utf-8")
    return main(
        ["review", "compare", str(exported), str(folder / "answers.txt"), *more], root, TODAY
    )


def test_an_export_shows_everything_but_the_key(root: Path) -> None:
    asked = list(_questions(root).values())
    text = export(asked, seed=3)
    for question in asked:
        assert question.item.stem in text
        assert question.item.explanation not in text
        assert not any(misconception in text for misconception in question.item.misconceptions)
        for option in question.item.options:
            assert option in text
    assert "CREATE TABLE rope" in text
    assert "(To be read as SQLite 3.)" in text
    assert set(read_export(text).shown) == {question.name for question in asked}


def test_the_keys_place_is_left_to_chance(root: Path) -> None:
    question = _questions(root)["knots.d1.loop"]
    places = [_key_letter(question, seed) for seed in range(400)]
    assert all(70 <= places.count(letter) <= 130 for letter in LETTERS)


def test_answers_are_lines_of_id_letter_and_remark() -> None:
    answers = read_answers("# mine\n\nknots.d1.loop: b  not clear: why?\n- `knots.d1.hitch`: ?\n")
    assert answers["knots.d1.loop"].letter == "B"
    assert answers["knots.d1.loop"].remark == "not clear: why?"
    assert answers["knots.d1.hitch"].letter == "?"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("knots.d1.loop B", "line 1 is not “id: letter”"),
        ("knots.d1.loop: E", "line 1 is not “id: letter”"),
        ("knots.d1.loop: A\nknots.d1.loop: B", "line 2 answers knots.d1.loop a second time"),
    ],
)
def test_answers_that_cannot_be_read_are_refused_with_their_line(text: str, said: str) -> None:
    with pytest.raises(BadReview, match=re.escape(said)):
        read_answers(text)


def test_a_file_that_is_no_export_is_refused(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root.parent / "export.md").write_text("# Something else", encoding="utf-8")
    assert _review(root, "knots.d1.loop: A") == 1
    assert "this is not an export" in capsys.readouterr().out


def test_a_disagreement_is_shown_with_file_line_and_both_options(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    question = _questions(root)["knots.d1.loop"]
    wrong = next(letter for letter in LETTERS if letter != _key_letter(question, 3))
    (sheet,) = sheets([question])
    chosen = sheet.shuffled(3)[LETTERS.index(wrong)]
    assert _review(root, f"knots.d1.loop: {wrong} two fit") == 1
    said = capsys.readouterr().out
    assert (
        f"content/bank/knots/d1.yaml:{question.line}: knots.d1.loop: answered “{chosen}”; "
        "the key is “A bowline at the post”. Remark: two fit"
    ) in said
    assert "0 of 1 answers agree with the key." in said
    assert "Without an answer: " in said


def test_agreement_is_recorded_and_lost_when_the_question_changes(root: Path) -> None:
    asked = _questions(root)
    answers = "\n".join(f"{name}: {_key_letter(one, 3)}" for name, one in asked.items())
    assert _review(root, answers, "--record") == 0
    records = read_records(root, "knots")
    for question in asked.values():
        record = current_record(question, records)
        assert record is not None
        assert (record.agrees, record.answered_on) == (True, TODAY)
    bank = root / "bank/knots/d1.yaml"
    bank.write_text(bank.read_text().replace("A slip knot", "A loose knot", 1), encoding="utf-8")
    changed = _questions(root)
    assert current_record(changed["knots.d1.loop"], records) is None
    assert current_record(changed["knots.d1.hitch"], records) is not None


def test_a_change_of_explanation_keeps_the_record(root: Path) -> None:
    asked = _questions(root)
    answers = "\n".join(f"{name}: {_key_letter(one, 3)}" for name, one in asked.items())
    _review(root, answers, "--record")
    bank = root / "bank/knots/d1.yaml"
    bank.write_text(bank.read_text().replace("A bowline holds", "It holds"), encoding="utf-8")
    records = read_records(root, "knots")
    assert all(current_record(one, records) for one in _questions(root).values())


def test_a_recorded_disagreement_is_an_error_until_it_is_mended(root: Path) -> None:
    assert _review(root, "knots.d1.loop: ? both hold", "--record") == 1
    (problem,) = [one for one in check_content(root) if one.rule == "blind"]
    assert problem.is_error
    assert problem.sentence == "knots.d1.loop: a blind reader did not choose the key: both hold"


def test_a_question_that_changed_since_the_export_is_passed_over(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _review(root, "knots.d1.hitch: A")
    bank = root / "bank/knots/d1.yaml"
    bank.write_text(bank.read_text().replace("A slip knot", "A loose knot", 1), encoding="utf-8")
    capsys.readouterr()
    _review(root, "knots.d1.loop: A\nknots.d1.nothing: B")
    said = capsys.readouterr().out
    assert "knots.d1.loop: passed over, because the question has changed since the export." in said
    assert "knots.d1.nothing: passed over, because the question is not in the export." in said


def test_open_questions_alone_can_be_exported(root: Path) -> None:
    question = _questions(root)["knots.d1.loop"]
    _review(root, f"knots.d1.loop: {_key_letter(question, 3)}", "--record")
    rest = root.parent / "rest.md"
    assert main(["review", "export", str(rest), "--open"], root, TODAY) == 0
    shown = read_export(rest.read_text(encoding="utf-8")).shown
    assert set(shown) == {"knots.d1.hitch", "knots.d1.total"}
    assert main(["review", "export", str(rest), "--of", "knots.d2"], root, TODAY) == 1


@pytest.fixture
def clones(tmp_path: Path) -> tuple[Path, Path]:
    """A content folder with a model of four clones, and an export of all of them."""
    folder = a_content(tmp_path, items=[an_item()], models=[a_model()])
    assert main(["build"], folder, TODAY) == 0
    exported = tmp_path / "export.md"
    assert main(["review", "export", str(exported), "--all-clones"], folder, TODAY) == 0
    return folder, exported


def _clone_answers(root: Path, exported: Path) -> dict[str, str]:
    seed = read_export(exported.read_text(encoding="utf-8")).seed
    return {
        sheet.name: LETTERS[sheet.shuffled(seed).index(sheet.item.options[0])]
        for sheet in sheets(list(_questions(root).values()), all_clones=True)
    }


def test_every_clone_can_be_exported(clones: tuple[Path, Path]) -> None:
    root, exported = clones
    text = exported.read_text(encoding="utf-8")
    items = [item for question in _questions(root).values() for item in question.items]
    assert set(read_export(text).shown) == {item.id for item in items}
    assert len(items) == 5
    assert all(item.code in text for item in items if item.code)


@pytest.mark.parametrize(("spoiled", "agrees"), [(None, True), ("wrong", False), ("missing", None)])
def test_a_model_agrees_when_all_its_clones_do(
    clones: tuple[Path, Path], spoiled: str | None, agrees: bool | None
) -> None:
    root, exported = clones
    answers = _clone_answers(root, exported)
    last = max(name for name in answers if "~" in name)
    if spoiled == "wrong":
        answers[last] = "? both hold"
    if spoiled == "missing":
        del answers[last]
    given = root.parent / "answers.txt"
    given.write_text("\n".join(f"{name}: {said}" for name, said in answers.items()))
    main(["review", "compare", str(exported), str(given), "--record"], root, TODAY)
    record = read_records(root, "knots").get("knots.d1.sum")
    assert (record.agrees if record else None) is agrees
    assert read_records(root, "knots")["knots.d1.loop"].agrees
