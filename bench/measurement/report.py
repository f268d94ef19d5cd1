"""Everything in one run, with the same seeds and set-up for all: the table, and the plots."""

import re
from pathlib import Path

from numpy.random import default_rng
from threadpoolctl import threadpool_limits

from bench.measurement import (
    accuracy,
    calibrating,
    decisions,
    older_answers,
    plan_value,
    plots,
    through_services,
    timing,
    weak_topics,
)
from bench.measurement.banks import a_bank
from bench.measurement.rows import Row, table

PAGE = Path(__file__).resolve().parents[2] / "docs" / "measurement.md"
BEGIN, END = "<!-- table: begin -->", "<!-- table: end -->"


def measure(*, write: bool = False) -> None:
    """Run all measurements on one thread, print their table; with `write`, into the docs as well."""
    with threadpool_limits(1):  # small matrices: a second thread costs more than it gives
        rows: list[Row] = timing.rows() + weak_topics.rows() + calibrating.rows()
        ability_rows, abilities = accuracy.rows()
        decision_rows, decided = decisions.rows()
        value_rows, gains = plan_value.rows()
        rows = (
            ability_rows
            + decision_rows
            + rows
            + older_answers.rows()
            + value_rows
            + through_services.rows()
        )
    print(table(rows), flush=True)
    if write:
        page = PAGE.read_text(encoding="utf-8")
        inside = f"{BEGIN}\n{table(rows)}\n{END}"
        replaced = re.sub(f"{BEGIN}.*{END}", lambda _: inside, page, flags=re.DOTALL)
        PAGE.write_text(replaced, encoding="utf-8")
        bank = a_bank(default_rng([0, 1]), centre=-0.5, topics=len(decisions.TOPICS)).items
        plots.draw_all(abilities, decided, gains, bank)
