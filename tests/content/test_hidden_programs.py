"""Models whose program is not shown: the stem gives the case, the program works out the answer."""

from pathlib import Path
from typing import Any

from content.building import build_block, keep
from content.checking import check_content
from content.checks import lint, questions
from content.compiling import compile_library
from content.library import Item
from content.loader import load_library
from content.reviewing import export
from content.runtimes import Bench
from content.sources import read_sources
from tests.content.banks import a_content, a_model, a_query


def _hidden(**changes: Any) -> dict[str, Any]:
    stem = "Knots <<a>> to <<b>> minus one are tied, each as often as its number. How often in all?"
    return a_model(stem=stem, show_code=False, **changes)


def _root(tmp_path: Path, bench: Bench, *models: dict[str, Any]) -> Path:
    root = a_content(tmp_path, models=models)
    keep(root, build_block(root, "knots", read_sources(root).banks, bench))
    return root


def _items(root: Path) -> list[Item]:
    return list(load_library(root, cache=None, unreviewed=True).items.values())


def _rules(root: Path) -> set[str]:
    return {
        problem.rule for problem in lint(questions(compile_library(read_sources(root), "test")))
    }


def test_a_hidden_program_is_not_served_and_its_answers_are_plain(
    tmp_path: Path, bench: Bench
) -> None:
    for item in _items(_root(tmp_path, bench, _hidden())):
        assert (item.code, item.language, item.runtime) == (None, None, "python")
        assert "<<" not in item.stem
        assert item.options[0].isdigit()
        assert item.is_executed


def test_answers_of_several_lines_stay_output(tmp_path: Path, bench: Bench) -> None:
    code = "print(sum(range(<<a>>, <<b>>)))\nprint('times')"
    (key, *_) = _items(_root(tmp_path, bench, _hidden(code=code)))[0].options
    assert key.startswith("```text\n")


def test_an_answer_of_nothing_is_refused(tmp_path: Path, bench: Bench) -> None:
    silent = _hidden(code="if <<a>> > 1000:\n    print(<<a>>, <<b>>)")
    assert "hidden-answer" in _rules(_root(tmp_path, bench, silent))


def test_tables_may_be_shown_without_the_query(tmp_path: Path, bench: Bench) -> None:
    (item,) = _items(_root(tmp_path, bench, a_query(show_code=False)))
    assert item.setup is not None
    assert (item.code, item.language) == (None, "sql")
    assert item.options[0] == "2"


def test_each_number_that_a_hidden_program_uses_is_said(tmp_path: Path, bench: Bench) -> None:
    model = a_model(stem="How often in all, from knot <<a>> on?", show_code=False)
    found = check_content(a_content(tmp_path, models=[model]))
    assert [problem.sentence for problem in found if problem.rule == "placeholder"] == [
        "knots.d1.sum: the program is not shown, and the stem does not say <<b>>"
    ]


def test_plain_answers_are_held_against_the_rules_of_markdown(tmp_path: Path, bench: Bench) -> None:
    assert "markdown" not in _rules(_root(tmp_path / "plain", bench, _hidden()))
    priced = _hidden(code="print('$' + str(sum(range(<<a>>, <<b>>))))")
    assert "markdown" in _rules(_root(tmp_path / "priced", bench, priced))


def test_a_blind_reader_is_not_told_what_ran_a_hidden_program(tmp_path: Path, bench: Bench) -> None:
    root = _root(tmp_path, bench, _hidden())
    assert "Python 3.11" not in export(questions(compile_library(read_sources(root), "test")), 1)
