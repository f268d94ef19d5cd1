"""Numbers that may be years: figures are seen, years are not, and no line takes long."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from content.skills import load_skills
from plan_engine.resume.analysis import analyse
from plan_engine.resume.metrics import has_metric

FIGURES = yaml.safe_load((Path(__file__).parent / "figures.yaml").read_text(encoding="utf-8"))
MAYBE_YEARS = st.integers(1900, 2099)
NUMBERS = st.integers(2, 9999)
LENGTH = 9_000
TIMES = 11
"""How much longer the longest line that a file may hold is; the square of that is 121."""


def test_the_set_is_large_and_says_nothing_twice() -> None:
    sentences = [s for part in FIGURES.values() for kind in part.values() for s in kind]
    assert len(sentences) == len(set(sentences)) >= 90


@pytest.mark.parametrize("part", FIGURES)
def test_precision_is_at_least_98_and_recall_at_least_90_percent(part: str) -> None:
    measures = FIGURES[part]["measures"]
    right = sum(map(has_metric, measures))
    wrong = sum(map(has_metric, FIGURES[part]["only_says_when"]))
    assert right / (right + wrong) >= 0.98
    assert right / len(measures) >= 0.90


@pytest.mark.parametrize(
    "sentence",
    [
        "Closed {} tickets a year",
        "Migrated {} files to S3",
        "Served {} concurrent users",
        "Ran {} deployments",
        "Saved ${} a month",
        "Raised throughput to {} rps",
    ],
)
@given(number=NUMBERS)
def test_what_is_counted_is_a_figure_whatever_number_it_is(sentence: str, number: int) -> None:
    assert has_metric(sentence.format(number))


@pytest.mark.parametrize(
    "sentence",
    [
        "Graduated {}",
        "{} - {} Acme",
        "Employed from {} to {}",
        "Employed from 03/{} to 12/{}",
        "Worked there since {}",
        "In {} customers trusted the shop",
        "Joined in March {} teams of the bank",
        "Summer {} reports",
        "Published ({}) tests of a compiler",
    ],
)
@given(first=MAYBE_YEARS, second=MAYBE_YEARS)
def test_a_year_where_a_date_stands_measures_nothing(
    sentence: str, first: int, second: int
) -> None:
    assert not has_metric(sentence.format(first, second))


def test_what_stands_before_a_year_is_not_read_together_with_what_follows_it() -> None:
    assert not has_metric("Upgraded to Java 8 since 2019 tests run at night")


@pytest.mark.parametrize(
    "line",
    [
        lambda length: "from " + "1" * length,
        lambda length: "1," * (length // 2),
        lambda length: "2000 " * (length // 5),
        lambda length: "from 2000 " * (length // 10),
        lambda length: "a" * length,
        lambda length: "March" + " " * length + "2019",
        lambda length: "2000-" * (length // 5),
    ],
    ids=["digits", "commas", "years", "from years", "letters", "blanks", "dashes"],
)
def test_the_work_grows_with_the_line_and_not_with_its_square(line: Callable[[int], str]) -> None:
    _work(line(100))  # what is made once
    assert _work(line(LENGTH * TIMES)) < 4 * TIMES * _work(line(LENGTH))


def _work(line: str) -> float:
    """Seconds of this process, whatever else the machine does."""
    began = time.process_time()
    analyse(f"Test Person\nEXPERIENCE\n• Built {line} in Python", load_skills())
    return time.process_time() - began
