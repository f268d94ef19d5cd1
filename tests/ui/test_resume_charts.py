"""Charts of the résumé screen: the right marks, steps that add up, and a sentence for whoever cannot see them."""

import pytest

from plan_engine.resume.impact import Change
from plan_engine.resume.scoring import Part
from ui.charts.resume import (
    Dumbbell,
    HistoryPoint,
    skills_chart,
    versions_chart,
    waterfall_chart,
)
from ui.theme import DARK, LIGHT, Palette


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_a_skill_that_went_down_is_drawn_in_the_other_colour(palette: Palette) -> None:
    chart = skills_chart([Dumbbell("SQL", 40, 85), Dumbbell("Git", 70, 40)], palette)
    lines = [trace for trace in chart.figure.data if trace.mode == "lines"]
    assert {line.y[0]: line.line.color for line in lines} == {
        "SQL": palette.good,
        "Git": palette.below_bar,
    }
    before, after = (trace for trace in chart.figure.data if trace.mode == "markers")
    assert dict(zip(before.y, before.x, strict=True)) == {"SQL": 40, "Git": 70}
    assert dict(zip(after.y, after.x, strict=True)) == {"SQL": 85, "Git": 40}
    assert "SQL 40 before, 85 after" in chart.alt


def test_the_steps_of_the_waterfall_lead_from_before_to_after() -> None:
    parts = {
        Part.SKILLS: (30, 44),
        Part.QUANTIFIED: (12, 20),
        Part.SECTIONS: (11, 10),
        Part.FORM: (5, 2),
    }
    chart = waterfall_chart(Change(58, 76), parts, LIGHT)
    (trace,) = chart.figure.data
    first, *steps, last = trace.y
    assert (first, last) == (58, 76)
    assert first + sum(steps) == last
    assert trace.measure[0] == "absolute"
    assert trace.measure[-1] == "total"
    assert "skills +14, figures +8, sections -1, bullets -3" in chart.alt


def test_versions_stand_in_the_order_of_upload() -> None:
    points = [HistoryPoint("2 March", "before", 58), HistoryPoint("2 March", "after", 76)]
    chart = versions_chart(points, LIGHT)
    (trace,) = chart.figure.data
    assert list(trace.x) == [1, 2]
    assert list(trace.y) == [58, 76]
    assert chart.figure.layout.yaxis.title.text == "Role score, 0 to 100"
    assert "2 March (before) 58, 2 March (after) 76" in chart.alt
