"""A question is served once a second person has found its key without seeing it."""

from datetime import date
from pathlib import Path

import pytest

from content.checks.question import questions
from content.compiling import compile_library
from content.loader import load_library
from content.reviewing import Record, shown_hash, write_records
from content.sources import read_sources
from tests.content.banks import a_content, an_item, write_bank

ASKED = ("knots.d1.loop", "knots.d1.hitch", "knots.d1.splice")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return a_content(tmp_path, items=[an_item(), an_item("hitch"), an_item("splice")])


def record(root: Path, **agrees: bool) -> None:
    """Blind answers of questions, by the last part of their ids."""
    asked = {q.name: q for q in questions(compile_library(read_sources(root), "test"))}
    write_records(
        root,
        "knots",
        {
            f"knots.d1.{name}": Record(
                shown_hash(asked[f"knots.d1.{name}"]), date(2026, 11, 1), did
            )
            for name, did in agrees.items()
        },
    )


def served(root: Path) -> set[str]:
    return set(load_library(root, cache=None).items)


def test_what_nobody_answered_blind_is_not_served(root: Path) -> None:
    assert served(root) == set()
    assert set(load_library(root, cache=None, unreviewed=True).items) == set(ASKED)


def test_what_was_answered_and_agrees_is_served_and_a_disagreement_is_not(root: Path) -> None:
    record(root, loop=True, hitch=False)
    assert served(root) == {"knots.d1.loop"}
    assert load_library(root, cache=None).by_topic == {"knots.d1": ("knots.d1.loop",)}


def test_a_question_that_changed_waits_for_a_new_answer(root: Path) -> None:
    record(root, loop=True, hitch=True, splice=True)
    assert served(root) == set(ASKED)
    changed = an_item("hitch", stem="Which hitch holds a rope that pulls from either side?")
    write_bank(root, "knots.d1", [an_item(), changed, an_item("splice")])
    assert served(root) == set(ASKED) - {"knots.d1.hitch"}


def test_a_new_answer_is_noticed_by_a_kept_library(root: Path, tmp_path: Path) -> None:
    cache = tmp_path / "var"
    record(root, loop=True)
    assert len(load_library(root, cache).items) == 1
    assert len(load_library(root, cache, unreviewed=True).items) == 3
    record(root, loop=True, hitch=True)
    assert len(load_library(root, cache).items) == 2
