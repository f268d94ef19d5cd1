"""The library is loaded whole or not at all, quickly when nothing changed."""

import json
from pathlib import Path

import pytest

from content.building import build_block, keep
from content.library import Library
from content.loader import load_library
from content.problems import ContentErrors
from content.runtimes import Bench
from content.sources import read_sources
from content.stored import library_from_json, library_to_json
from plan_engine.values import ItemId, Level, TargetId, TopicId
from tests.content.banks import a_content, a_model, a_query, an_item

TARGET = TargetId("sailor-python")


def _built(tmp_path: Path, bench: Bench, **contents: list[dict[str, object]]) -> Path:
    root = a_content(tmp_path, **contents)
    keep(root, build_block(root, "knots", read_sources(root).banks, bench))
    return root


@pytest.fixture
def root(tmp_path: Path, bench: Bench) -> Path:
    return _built(tmp_path, bench, items=[an_item()], models=[a_model(), a_query(show_setup=False)])


def test_a_written_item_is_served_with_its_key_first(root: Path) -> None:
    item = load_library(root, cache=None, unreviewed=True).items[ItemId("knots.d1.loop")]
    assert item.options[0] == "A bowline at the post"
    assert item.misconceptions[1] == "Takes quick for safe"
    assert (item.level, item.model, item.runtime) == (Level.WORKING, item.id, None)


def test_clones_are_served_with_their_parameters_filled_in(root: Path) -> None:
    library = load_library(root, cache=None, unreviewed=True)
    clones = [item for item in library.items.values() if item.model == "knots.d1.sum"]
    assert len(clones) == 4
    for clone in clones:
        assert clone.id.startswith("knots.d1.sum~")
        assert (clone.language, clone.runtime) == ("python", "python")
        assert "<<" not in f"{clone.code}{clone.stem}{clone.explanation}"
        printed: list[object] = []
        exec(clone.code or "", {"print": printed.append})
        assert clone.options[0] == f"`{printed[0]}`"


def test_a_setup_that_is_not_shown_is_not_served(root: Path) -> None:
    assert (
        load_library(root, cache=None, unreviewed=True).items[ItemId("knots.d1.total")].setup
        is None
    )


def test_a_target_says_what_it_waits_for(root: Path) -> None:
    said = [
        str(shortage)
        for shortage in load_library(root, cache=None, unreviewed=True).readiness_to_start(TARGET)
    ]
    assert said[0] == "“Knots, part 1” has 6 of 27 questions."
    assert said[-2:] == [
        "The block “Sails” is not ready yet.",
        "The block “Charts” is not ready yet.",
    ]


def test_clones_with_one_key_count_once(tmp_path: Path, bench: Bench) -> None:
    code = "print(sum(range(<<a>>, <<b>>)) * 0)"
    root = _built(tmp_path, bench, items=[an_item()], models=[a_model(code=code)])
    library = load_library(root, cache=None, unreviewed=True)
    assert len(library.items_of([TopicId("knots.d1")])) == 5
    assert sum(library.counted_items(TopicId("knots.d1")).values()) == 2


def test_a_target_with_unwritten_blocks_has_no_outline(root: Path) -> None:
    with pytest.raises(ValueError, match="not written yet: Sails, Charts"):
        load_library(root, cache=None, unreviewed=True).outline(TARGET)


def test_items_come_by_topic(root: Path) -> None:
    library = load_library(root, cache=None, unreviewed=True)
    topic = TopicId("knots.d1")
    assert [item.id for item in library.items_of([topic])] == list(library.by_topic[topic])
    assert library.topics_of(TARGET) == tuple(f"knots.d{day}" for day in range(1, 8))


def test_an_item_is_measured_by_its_level_and_options(root: Path) -> None:
    library = load_library(root, cache=None, unreviewed=True)
    easy = library.items[ItemId("knots.d1.total")].parameters()
    harder = library.items[ItemId("knots.d1.loop")].parameters()
    assert easy.difficulty < harder.difficulty
    assert (easy.options, harder.options, harder.expected_seconds) == (3, 4, 45.0)


def test_errors_come_all_at_once_with_their_lines(tmp_path: Path) -> None:
    root = a_content(tmp_path, items=[an_item(topic="knots.d2")], models=[a_model()])
    with pytest.raises(ContentErrors) as raised:
        load_library(root, cache=None, unreviewed=True)
    said = str(raised.value)
    assert said.startswith("The content has 2 errors:\ncontent/bank/knots/d1.yaml:")
    assert "knots.d2.loop does not begin with knots.d1." in said
    assert "knots.d1.sum was not built yet: run `python -m content build knots`" in said


def test_a_model_that_changed_after_its_build_keeps_the_app_from_starting(root: Path) -> None:
    bank = root / "bank/knots/d1.yaml"
    bank.write_text(bank.read_text().replace("print(sum(range", "print(len(range"), "utf-8")
    with pytest.raises(ContentErrors, match=r"knots\.d1\.sum changed since it was built"):
        load_library(root, cache=None, unreviewed=True)


def test_what_was_built_of_a_model_that_is_gone_is_an_error(root: Path) -> None:
    a_content(root.parent, items=[an_item()], models=[a_model()])
    with pytest.raises(
        ContentErrors, match=r"generated/knots.json:1: .*knots.d1.total is no longer"
    ):
        load_library(root, cache=None, unreviewed=True)


def test_a_damaged_output_file_is_named(root: Path) -> None:
    (root / "generated/knots.json").write_text("{", encoding="utf-8")
    with pytest.raises(ContentErrors, match="this file is damaged"):
        load_library(root, cache=None, unreviewed=True)


def test_the_kept_library_equals_the_one_that_was_read(root: Path, tmp_path: Path) -> None:
    cache = tmp_path / "var"
    first = load_library(root, cache, unreviewed=True)
    (kept,) = cache.iterdir()
    assert (
        load_library(root, cache, unreviewed=True)
        == first
        == load_library(root, cache=None, unreviewed=True)
    )
    assert json.loads(kept.read_text(encoding="utf-8"))["version"] == first.version


def test_a_kept_library_is_used_only_for_the_same_files(root: Path, tmp_path: Path) -> None:
    cache = tmp_path / "var"
    first = load_library(root, cache, unreviewed=True)
    bank = root / "bank/knots/d1.yaml"
    bank.write_text(bank.read_text().replace("at the post", "at the cleat"), encoding="utf-8")
    second = load_library(root, cache, unreviewed=True)
    assert second.version != first.version
    assert second.items[ItemId("knots.d1.loop")].options[0] == "A bowline at the cleat"
    assert len(list(cache.iterdir())) == 1


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"version": "x"}', "null"])
def test_a_damaged_kept_library_is_made_anew(root: Path, tmp_path: Path, damage: str) -> None:
    cache = tmp_path / "var"
    first = load_library(root, cache, unreviewed=True)
    (kept,) = cache.iterdir()
    kept.write_text(damage, encoding="utf-8")
    assert load_library(root, cache, unreviewed=True) == first


def test_a_disk_that_cannot_be_written_only_costs_time(root: Path, tmp_path: Path) -> None:
    (tmp_path / "var").write_text("a file where the folder should be", encoding="utf-8")
    assert load_library(root, tmp_path / "var", unreviewed=True).items


def test_the_version_is_the_same_wherever_the_folder_stands(tmp_path: Path, bench: Bench) -> None:
    here = _built(tmp_path / "here", bench, items=[an_item()])
    there = _built(tmp_path / "there", bench, items=[an_item()])
    assert (
        load_library(here, cache=None, unreviewed=True).version
        == load_library(there, cache=None, unreviewed=True).version
    )


def test_the_made_up_library_goes_through_json_unchanged(tiny_library: Library) -> None:
    assert library_from_json(library_to_json(tiny_library)) == tiny_library
