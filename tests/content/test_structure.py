"""References between files hold: ids, blocks, prerequisites, levels."""

from pathlib import Path
from typing import Any

import pytest

from content.sources import read_sources
from content.structure import expanded_prerequisites, level_problems, structure_problems
from tests.content.banks import (
    a_block,
    a_content,
    a_model,
    a_target,
    a_topic,
    an_item,
    write,
    write_bank,
)


def _sentences(root: Path) -> list[str]:
    sources = read_sources(root)
    assert sources.problems == []
    return [problem.sentence for problem in structure_problems(sources)]


def _with_topic(root: Path, day: int, **changes: Any) -> None:
    block = a_block("knots")
    block["topics"][day - 1] = a_topic("knots", day, **changes)
    write(root / "curriculum/blocks/knots.yaml", block)


def test_a_good_folder_holds_together(tmp_path: Path) -> None:
    assert _sentences(a_content(tmp_path, items=[an_item()], models=[a_model()])) == []


def test_an_id_stands_once_in_the_whole_bank(tmp_path: Path) -> None:
    root = a_content(tmp_path, items=[an_item()], models=[a_model("loop")])
    (sentence,) = _sentences(root)
    assert sentence.startswith("knots.d1.loop stands also at content/bank/knots/d1.yaml:")


def test_an_id_begins_with_its_topic(tmp_path: Path) -> None:
    root = a_content(tmp_path, items=[an_item(topic="knots.d2")])
    assert _sentences(root) == ["knots.d2.loop does not begin with knots.d1."]


def test_a_file_holds_the_topic_of_its_name(tmp_path: Path) -> None:
    root = a_content(tmp_path)
    path = write_bank(root, "knots.d3", [an_item(topic="knots.d3")])
    path.rename(path.with_name("d4.yaml"))
    assert _sentences(root) == ["topic is knots.d3, but the file holds knots.d4"]


def test_questions_belong_to_a_topic_of_the_curriculum(tmp_path: Path) -> None:
    root = a_content(tmp_path)
    write_bank(root, "anchors.d1", [an_item(topic="anchors.d1")])
    assert _sentences(root) == ["there is no topic anchors.d1 in the curriculum"]


def test_a_target_names_blocks_that_are_written_or_planned(tmp_path: Path) -> None:
    root = a_content(tmp_path)
    target = a_target(blocks=["knots", "sails", "anchors"], assumes=["lamps"])
    write(root / "curriculum/targets.yaml", {"targets": [target]})
    assert _sentences(root) == [
        "sailor-python: there is no block anchors, written or planned",
        "sailor-python: there is no block lamps, written or planned",
    ]


def test_a_role_target_names_its_role(tmp_path: Path) -> None:
    root = a_content(tmp_path)
    targets = [a_target(plan_type="language"), a_target()]
    write(root / "curriculum/targets.yaml", {"targets": targets})
    assert _sentences(root) == [
        "sailor-python: a role target names its role, a language target none",
        "sailor-python stands twice",
    ]


def test_prerequisites_exist(tmp_path: Path) -> None:
    root = a_content(tmp_path)
    _with_topic(root, 2, prerequisites=["anchors", "knots.d1"])
    assert _sentences(root) == ["knots.d2: there is no topic or block anchors"]


def test_prerequisites_never_go_in_a_circle(tmp_path: Path) -> None:
    root = a_content(tmp_path)
    _with_topic(root, 2, prerequisites=["knots.d4"])
    (sentence,) = _sentences(root)
    assert sentence.startswith("prerequisites go in a circle: ")
    assert {"knots.d2", "knots.d3", "knots.d4"} <= set(sentence.split(": ")[1].split(" → "))


def test_a_block_named_as_prerequisite_stands_for_its_topics(tmp_path: Path) -> None:
    root = a_content(tmp_path)
    block = a_block("splices")
    block["topics"][0]["prerequisites"] = ["knots", "sails"]
    write(root / "curriculum/blocks/splices.yaml", block)
    expanded = expanded_prerequisites(read_sources(root))
    assert expanded["splices.d1"] == tuple(f"knots.d{day}" for day in range(1, 8))
    assert expanded["splices.d2"] == ("splices.d1",)


def test_topics_are_numbered_in_order_under_their_block(tmp_path: Path) -> None:
    root = a_content(tmp_path)
    block = a_block("knots")
    block["topics"].reverse()
    write(root / "curriculum/blocks/knots.yaml", {**block, "id": "nots"})
    found = _sentences(root)
    assert "id is nots, but the file is knots.yaml" in found
    assert "topic 1 has the id knots.d7 instead of nots.d1" in found


@pytest.mark.parametrize("level", [1, 2, 3])
def test_a_topic_has_three_questions_of_each_level_models_counting_once(
    tmp_path: Path, level: int
) -> None:
    items = [an_item(f"q{n}", level=1 + n % 3) for n in range(9)]
    missing = next(item for item in items if item["level"] == level)
    items.remove(missing)
    root = a_content(tmp_path, items=items)
    found = [problem.sentence for problem in level_problems(read_sources(root))]
    assert found == [f"knots.d1 has 2 of at least 3 questions of level {level}"]
