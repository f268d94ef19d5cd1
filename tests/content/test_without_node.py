"""Reading, checking and serving the bank needs none of what runs JavaScript and TypeScript."""

from pathlib import Path
from typing import Any

import pytest

from content.building import build_block, keep
from content.checking import check_content
from content.loader import load_library
from content.runtimes import Bench, node, open_bench
from content.runtimes.values import Program
from content.sources import read_sources
from tests.content.banks import a_content, a_model

SCRIPT = a_model(
    runtime="javascript",
    params={},
    code="console.log([1, 2, 3].at(-1));",
    mutants={
        "first": {"misconception": "Counts from the front", "prints": "1"},
        "none": {"misconception": "Expects no negative places", "prints": "undefined"},
    },
    explanation="A negative place counts from the end of the array, so the last one is given.",
)
TYPED = SCRIPT | {"id": "knots.d1.typed", "runtime": "typescript"}


@pytest.fixture
def no_node(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """As on a machine with requirements.txt alone."""
    monkeypatch.setattr(node, "find_spec", lambda name: None)
    monkeypatch.setattr(node, "PACKAGES", tmp_path / "nowhere")


@pytest.fixture
def root(tmp_path: Path, bench: Bench) -> Path:
    """A content folder with a model of each, built."""
    root = a_content(tmp_path, models=[SCRIPT, TYPED])
    keep(root, build_block(root, "knots", read_sources(root).banks, bench))
    return root


def test_built_models_are_checked_and_served(root: Path, no_node: None) -> None:
    assert {problem.rule for problem in check_content(root) if problem.is_error} <= {"levels"}
    items = load_library(root, None, unreviewed=True).items.values()
    assert {(item.runtime, item.options[0]) for item in items} == {
        ("javascript", "`3`"),
        ("typescript", "`3`"),
    }


def test_a_model_that_changed_is_found(root: Path, no_node: None) -> None:
    text = (root / "bank/knots/d1.yaml").read_text(encoding="utf-8")
    (root / "bank/knots/d1.yaml").write_text(text.replace("3].at", "3, 4].at"), encoding="utf-8")
    stale = [problem.sentence for problem in check_content(root) if problem.rule == "stale"]
    assert len(stale) == 2
    assert all("changed since it was built" in sentence for sentence in stale)


@pytest.mark.parametrize("runtime", ["javascript", "typescript"])
def test_running_without_node_says_what_to_do(runtime: Any, no_node: None) -> None:
    with open_bench() as bench, pytest.raises(RuntimeError, match="run `make setup`"):
        bench.run([Program(runtime, "1;")])
