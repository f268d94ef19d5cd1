"""The readiness charts: score in its band over the zones, blocks before and after, in both modes."""

import pytest

from plan_engine.measurement.domain import DomainScore
from services.verdict_view import BlockChange
from ui.charts.readiness import change_chart, readiness_chart
from ui.theme import DARK, LIGHT, Palette

CHANGES = (
    BlockChange("Python", DomainScore(0.5, 0.4, 0.6), DomainScore(0.8, 0.7, 0.9)),
    BlockChange("SQL", DomainScore(0.7, 0.6, 0.8), DomainScore(0.6, 0.5, 0.7)),
)


@pytest.mark.parametrize("palette", [LIGHT, DARK])
@pytest.mark.parametrize(
    ("score", "zone"),
    [
        (0, "Not yet a fit"),
        (59, "Not yet a fit"),
        (60, "Training"),
        (79, "Training"),
        (80, "Job Ready"),
        (100, "Job Ready"),
    ],
)
def test_the_score_lies_in_the_zone_of_its_verdict(score: int, zone: str, palette: Palette) -> None:
    chart = readiness_chart(score, max(0, score - 5), min(100, score + 5), palette)
    assert f"Readiness {score} percent" in chart.alt
    assert f"in the zone “{zone}”" in chart.alt


def test_band_cuts_and_zones_are_drawn() -> None:
    figure = readiness_chart(75, 69, 81, LIGHT).figure
    band, dot = figure.data
    assert list(band.x) == [69, 81]
    assert list(dot.x) == [75]
    cuts = [shape.x0 for shape in figure.layout.shapes if shape.type == "line"]
    assert cuts == [60, 80]
    assert [note.text for note in figure.layout.annotations] == [
        "Not yet a fit",
        "Training",
        "Job Ready",
    ]
    assert figure.layout.xaxis.title.text == "Readiness, %"


def test_each_block_has_a_dot_before_one_now_and_an_interval() -> None:
    chart = change_chart(CHANGES, DARK)
    named = {trace.name: trace for trace in chart.figure.data if trace.name}
    assert list(named["Assessment"].x) == [70, 50]
    assert list(named["Now"].x) == [60, 80]
    intervals = [list(trace.x) for trace in chart.figure.data if trace.mode == "lines"]
    assert intervals == [[50, 70], [70, 90]]
    assert "Python from about 50% to 80%; SQL from about 70% to 60%" in chart.alt
    assert chart.figure.layout.xaxis.title.text.endswith("%")
