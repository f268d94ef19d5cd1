"""Test history by topic: a row for each topic, a column for each test, the share right as colour."""

from collections.abc import Sequence

import plotly.graph_objects as go

from services.progress_view import TestRow
from ui.charts.base import Chart, quiet_figure
from ui.theme import Palette


def history_chart(tests: Sequence[TestRow], palette: Palette) -> Chart:
    """Topics in the order in which they were first met; each cell says how many were right of how many."""
    topics = list(dict.fromkeys(name for test in tests for name, _, _ in test.topics))
    columns = [f"{k}" for k in range(1, len(tests) + 1)]
    cells: dict[tuple[str, str], tuple[int, int]] = {
        (name, column): (right, served)
        for column, test in zip(columns, tests, strict=True)
        for name, right, served in test.topics
    }
    figure = quiet_figure(
        palette,
        height=90 + 24 * len(topics),
        xaxis={
            "type": "category",
            "showgrid": False,
            "title": {"text": "Test, in the order they were sat"},
        },
        yaxis={"autorange": "reversed", "automargin": True, "showgrid": False},
    )
    # From where a cell stands out from what was not asked, to where its counts can still be read.
    ramp = palette.sequential[1:4]
    figure.add_trace(
        go.Heatmap(
            z=[[_share(cells.get((topic, column))) for column in columns] for topic in topics],
            x=columns,
            y=topics,
            text=[[_counts(cells.get((topic, column))) for column in columns] for topic in topics],
            texttemplate="%{text}",
            textfont={"color": palette.text},
            hoverinfo="skip",
            colorscale=[(k / 2, colour) for k, colour in enumerate(ramp)],
            zmin=0,
            zmax=100,
            showscale=False,
            xgap=3,
            ygap=3,
        )
    )
    return Chart(figure, _alt(tests))


def _share(cell: tuple[int, int] | None) -> float | None:
    return None if cell is None else 100 * cell[0] / cell[1]


def _counts(cell: tuple[int, int] | None) -> str:
    return "" if cell is None else f"{cell[0]}/{cell[1]}"


def _alt(tests: Sequence[TestRow]) -> str:
    rows = "; ".join(f"{test.title}: {test.right} of {test.total} right" for test in tests)
    return f"Right answers by topic in each test. {rows}."
