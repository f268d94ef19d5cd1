"""Item models: few clones worth asking, with distractors that differ, under ids that stay."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.building import build_block, keep
from content.checking import check_content
from content.models import (
    CANDIDATES_RUN,
    Built,
    build,
    clone_id,
    combinations,
    normalised,
    source_hash,
)
from content.placeholders import fill, placeholders
from content.runtimes import Bench
from content.schema import ModelEntry
from content.sources import read_sources
from tests.content.banks import a_content, a_model, a_query


def _build(bench: Bench, **changes: Any) -> Built:
    return build(_entry(a_model(**changes)), bench)


def _entry(model: dict[str, Any]) -> ModelEntry:
    params = {name: [str(one) for one in values] for name, values in model["params"].items()}
    return ModelEntry.model_validate({**model, "params": params})


def test_key_and_distractors_are_what_the_programs_print(bench: Bench) -> None:
    built = _build(bench, params={"a": [2], "b": [5]})
    (clone,) = built.clones
    assert clone.key == "9"
    assert clone.distractors == (("end_included", "14"), ("counts", "3"))
    assert built.faults == []


def test_at_most_four_clones_are_kept_those_with_different_keys_first(bench: Bench) -> None:
    built = _build(bench, params={"a": [0, 1], "b": [5, 6, 7, 8]})
    assert len(built.clones) == 4
    assert len({clone.key for clone in built.clones}) == 4


def test_clones_of_one_key_are_spread_over_the_parameters(bench: Bench) -> None:
    mutants = {
        name: {"misconception": name, "code": f"print('<<x>><<y>>{name}')"} for name in ("p", "q")
    }
    built = _build(
        bench,
        params={"x": [1, 2], "y": [1, 2, 3]},
        code="print('key')  # <<x>><<y>>",
        mutants=mutants,
    )
    chosen = [clone.params for clone in built.clones]
    assert len(chosen) == 4
    assert {one["y"] for one in chosen} == {"1", "2", "3"}
    assert sorted(one["x"] for one in chosen) == ["1", "1", "2", "2"]


def test_mutants_that_repeat_the_key_or_each_other_are_passed_over(bench: Bench) -> None:
    outputs = {
        "same": "7",
        "blanks": " 7 ",
        "one": "8",
        "again": "8",
        "two": "9",
        "three": "10",
        "four": "11",
    }
    mutants = {
        name: {"misconception": name, "code": f"print({output!r})"}
        for name, output in outputs.items()
    }
    (clone,) = _build(bench, params={}, code="print(7)", mutants=mutants).clones
    assert clone.distractors == (("one", "8"), ("two", "9"), ("three", "10"))


def test_a_model_without_two_different_mutants_is_an_error(bench: Bench) -> None:
    mutants = {name: {"misconception": name, "code": "print(8)"} for name in ("one", "two")}
    built = _build(bench, params={}, code="print(7)", mutants=mutants)
    assert built.clones == []
    assert built.faults == [
        "no combination of parameters has two mutants that differ from the key and each other"
    ]


def test_a_key_that_raises_is_an_error_that_names_its_parameters(bench: Bench) -> None:
    built = _build(bench, params={"a": [1], "b": [2, "'x'"]})
    assert built.faults == [
        "the program with a = 1, b = 'x' raises TypeError: 'str' object cannot be interpreted as an integer"
    ]


def test_a_mutant_that_fails_for_some_parameters_is_left_out_of_those_clones(bench: Bench) -> None:
    mutants = {
        **a_model()["mutants"],
        "divides": {"misconception": "Divides", "code": "print(<<b>> // (<<a>> - 1) * 1000)"},
    }
    mutants = {"divides": mutants.pop("divides"), **mutants}
    built = _build(bench, params={"a": [1, 2], "b": [9]}, mutants=mutants)
    assert built.faults == []
    assert built.remarks == [
        "mutant divides is left out of some clones: it raises ZeroDivisionError: "
        "integer division or modulo by zero"
    ]
    assert [clone.distractors[0][0] for clone in built.clones] == ["end_included", "divides"]


def test_a_mutant_may_give_its_text_without_a_program(bench: Bench) -> None:
    mutants = {
        "refuses": {"misconception": "Expects a refusal", "prints": "TypeError for <<a>>"},
        **a_model()["mutants"],
    }
    built = _build(bench, params={"a": [2], "b": [5]}, mutants=mutants)
    assert built.clones[0].distractors[:2] == (
        ("refuses", "TypeError for 2"),
        ("end_included", "14"),
    )


@pytest.mark.parametrize("mutant", [{}, {"code": "print(1)", "prints": "1"}])
def test_a_mutant_has_either_a_program_or_a_text(mutant: dict[str, str]) -> None:
    mutants = {**a_model()["mutants"], "both": {"misconception": "x", **mutant}}
    with pytest.raises(ValueError, match="a mutant has either `code` or `prints`"):
        _entry(a_model(mutants=mutants))


def test_a_mutant_that_never_works_is_an_error(bench: Bench) -> None:
    mutants = {**a_model()["mutants"], "broken": {"misconception": "x", "code": "print(nothing)"}}
    built = _build(bench, mutants=mutants)
    assert built.faults == ["mutant broken raises NameError: name 'nothing' is not defined"]


def test_choosing_is_the_same_every_time(bench: Bench) -> None:
    params = {"a": [1, 2, 3], "b": [7, 8, 9, 10]}
    assert _build(bench, params=params) == _build(bench, params=params)


def test_of_many_combinations_a_stable_spread_is_run() -> None:
    params = {"a": [str(n) for n in range(20)], "b": [str(n) for n in range(20)]}
    chosen = combinations(params)
    assert len(chosen) == CANDIDATES_RUN
    assert chosen == combinations(params)
    assert len({one["a"] for one in chosen}) > 10


def test_a_clone_keeps_its_id_when_values_are_added() -> None:
    assert clone_id("knots.d1.sum", {"a": "1", "b": "5"}) == clone_id(
        "knots.d1.sum", {"b": "5", "a": "1"}
    )
    assert clone_id("knots.d1.sum", {"a": "1"}) != clone_id("knots.d1.sum", {"a": "2"})
    assert clone_id("knots.d1.sum", {}) == "knots.d1.sum"


@pytest.mark.parametrize(
    ("changes", "is_new"),
    [
        ({"code": "print(<<a>> + <<b>>)"}, True),
        ({"params": {"a": [1], "b": [5, 7]}}, True),
        ({"expects_error": True}, True),
        ({"mutants": dict(reversed(a_model()["mutants"].items()))}, True),
        ({"stem": "What is printed?"}, False),
        ({"seconds": 60, "level": 3, "explanation": "It adds up."}, False),
    ],
)
def test_a_model_is_stale_when_what_its_outputs_depend_on_changes(
    changes: dict[str, Any], is_new: bool
) -> None:
    before, after = source_hash(_entry(a_model())), source_hash(_entry(a_model(**changes)))
    assert (before != after) is is_new


def test_only_named_placeholders_are_replaced() -> None:
    text = "x = {<<a>>}; y = 1 << 2 >> 1; z = <<b_2>>; cat <<EOF; {a}"
    assert fill(text, {"a": "7", "b_2": "'<<a>>'"}) == (
        "x = {7}; y = 1 << 2 >> 1; z = '<<a>>'; cat <<EOF; {a}"
    )
    assert placeholders(text) == {"a", "b_2"}


@given(st.text("ab <>{}$%\\\n"))
def test_text_without_placeholders_is_left_as_it_is(text: str) -> None:
    if not placeholders(text):
        assert fill(text, {}) == text


@given(st.text("a \t\n", max_size=12))
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalised(normalised(text)) == normalised(text)


def test_names_that_are_unknown_or_unused_are_errors_with_their_line(
    tmp_path: Path, bench: Bench
) -> None:
    model = a_model(stem="What is <<c>>?", params={"a": [1], "b": [5], "d": [0]})
    root = a_content(tmp_path, models=[model])
    building = build_block(root, "knots", read_sources(root).banks, bench)
    lines = (root / "bank/knots/d1.yaml").read_text(encoding="utf-8").splitlines()
    stem, unused = (
        next(n for n, line in enumerate(lines, 1) if start in line) for start in ("stem:", "    d:")
    )
    assert building.models == {}
    assert sorted(map(str, building.problems)) == sorted(
        [
            f"content/bank/knots/d1.yaml:{stem}: error: "
            "knots.d1.sum: <<c>> is not among the params [placeholder]",
            f"content/bank/knots/d1.yaml:{unused}: error: "
            "knots.d1.sum: nothing uses the parameter d [placeholder]",
        ]
    )


def test_a_building_runs_only_what_changed(tmp_path: Path, bench: Bench) -> None:
    root = a_content(tmp_path, models=[a_model(), a_query()])
    first = build_block(root, "knots", read_sources(root).banks, bench)
    keep(root, first)
    a_content(tmp_path, models=[a_model(code="print(<<a>> * <<b>>)"), a_query()])
    second = build_block(root, "knots", read_sources(root).banks, bench)
    assert (first.ran, second.ran) == (2, 1)
    assert second.models["knots.d1.total"] == first.models["knots.d1.total"]
    assert build_block(root, "knots", read_sources(root).banks, bench, afresh=True).ran == 2


def test_a_file_that_cannot_be_read_keeps_what_was_built_of_it(
    tmp_path: Path, bench: Bench
) -> None:
    root = a_content(tmp_path, models=[a_model()])
    first = build_block(root, "knots", read_sources(root).banks, bench)
    keep(root, first)
    (root / "bank/knots/d1.yaml").write_text("topic: [", encoding="utf-8")
    second = build_block(root, "knots", read_sources(root).banks, bench)
    assert second.models == first.models
    (problem,) = check_content(root)
    assert problem.sentence.startswith("this is not YAML")


def test_setup_belongs_to_runtimes_that_have_something_beside_the_program(
    tmp_path: Path, bench: Bench
) -> None:
    root = a_content(tmp_path, models=[a_model(setup="x = 1")])
    (problem,) = build_block(root, "knots", read_sources(root).banks, bench).problems
    assert (
        problem.sentence
        == "knots.d1.sum: setup is for sqlite, javascript, typescript, browser, bash"
    )


def test_a_query_gives_one_item_under_the_models_own_id(bench: Bench) -> None:
    model = ModelEntry.model_validate(a_query())
    (clone,) = build(model, bench).clones
    assert (clone.key, clone.distractors) == ("2", (("all_rows", "3"), ("adds", "20")))
    assert clone_id(model.id, clone.params) == "knots.d1.total"
