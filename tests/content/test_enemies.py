"""Questions that give each other away: named once, known to both, kept apart when forms are made."""

from pathlib import Path

import pytest

from content.building import build_block, keep
from content.checks import lint, questions
from content.compiling import compile_library
from content.library import Library
from content.runtimes import Bench
from content.sources import read_sources
from content.stored import library_from_json, library_to_json
from plan_engine.measurement.assembly import assemble, blueprint
from plan_engine.values import ItemId, TopicId
from tests.content.banks import a_content, a_model, an_item


@pytest.fixture
def small(tmp_path: Path, bench: Bench) -> Library:
    """Two written questions and a model; the first names the model as its enemy."""
    items = [an_item(enemies=["knots.d1.sum"]), an_item("hitch")]
    root = a_content(tmp_path, items=items, models=[a_model()])
    keep(root, build_block(root, "knots", read_sources(root).banks, bench))
    return compile_library(read_sources(root), "test").library


def test_an_enemy_named_once_is_known_to_both(small: Library) -> None:
    of = {item.model: set(item.enemies) for item in small.items.values()}
    assert of == {
        "knots.d1.loop": {"knots.d1.sum"},
        "knots.d1.sum": {"knots.d1.loop"},
        "knots.d1.hitch": set(),
    }
    assert small.items[ItemId("knots.d1.loop")].parameters().enemies == {"knots.d1.sum"}


def test_enemies_outlive_the_compiled_form(small: Library) -> None:
    assert library_from_json(library_to_json(small)) == small


def test_forms_of_the_library_keep_them_apart(small: Library) -> None:
    bank = [item.parameters() for item in small.items.values()]
    for seed in range(20):
        plan = blueprint([TopicId("knots.d1")], 2, 0, seed)
        form = assemble(bank, plan, last_seen={}, seed=seed)
        assert "knots.d1.hitch" in {item.model for item in form.items}


@pytest.mark.parametrize(
    ("enemies", "said"),
    [
        (["knots.d1.loop"], "knots.d1.loop: names itself as its enemy"),
        (["knots.d1.none"], "knots.d1.loop: names an enemy that is not there: knots.d1.none"),
        (["knots.d1.hitch"], None),
    ],
)
def test_enemies_are_other_questions_that_exist(
    tmp_path: Path, enemies: list[str], said: str | None
) -> None:
    root = a_content(tmp_path, items=[an_item(enemies=enemies), an_item("hitch")])
    found = lint(questions(compile_library(read_sources(root), "test")))
    assert [one.sentence for one in found if one.rule == "enemies"] == ([said] if said else [])


def test_the_pairs_that_the_second_reader_found_are_kept_apart(library: Library) -> None:
    of = {item.model: set(item.enemies) for item in library.items.values()}
    for one, other in [
        ("python_core.d4.late-closure", "python_core.d4.loop-callbacks"),
        ("python_core.d4.shared-default", "python_core.d4.safe-default"),
        ("python_core.d6.manager-order", "python_core.d6.cleanup-without-finally"),
    ]:
        assert other in of[one]
        assert one in of[other]
