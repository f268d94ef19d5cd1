"""Numbers that may be years: figures are seen, years are not, and no line takes long."""

import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from plan_engine.resume.metrics import has_metric

REPOSITORY = Path(__file__).resolve().parents[3]
FIGURES = yaml.safe_load((Path(__file__).parent / "figures.yaml").read_text(encoding="utf-8"))
MAYBE_YEARS = st.integers(1900, 2099)
NUMBERS = st.integers(2, 9999)


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


def test_the_longest_lines_keep_nobody_busy() -> None:
    """Where the work grew with the square of the length, a minute of processor time would not do."""
    program = (
        "import resource\n"
        "resource.setrlimit(resource.RLIMIT_CPU, (60, 60))\n"
        "from content.skills import load_skills\n"
        "from plan_engine.resume.analysis import analyse\n"
        "from tests.support.long_lines import LINES, LONGEST, resume_with\n"
        "for line in LINES.values():\n"
        "    analyse(resume_with(line(LONGEST)), load_skills())\n"
    )
    subprocess.run([sys.executable, "-c", program], cwd=REPOSITORY, check=True)
