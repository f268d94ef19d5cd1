"""A résumé before and after: skills as dumbbells, what the change is made of, scores over versions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from plan_engine.resume.impact import Change
from plan_engine.resume.scoring import Part
from ui.charts.base import Chart, quiet_figure
from ui.theme import Palette

PART_NAMES = {
    Part.SKILLS: "Skills",
    Part.QUANTIFIED: "Figures",
    Part.SECTIONS: "Sections",
    Part.FORM: "Bullets",
}


@dataclass(frozen=True, slots=True)
class Dumbbell:
    """One skill's scores, 0 to 100."""

    name: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class HistoryPoint:
    """One version's score, 0 to 100, under the label of its place on the axis."""

    label: str
    side: str
    score: int


def skills_chart(rows: Sequence[Dumbbell], palette: Palette) -> Chart:
    """Before as a ring, after as a dot, a line between them; the first row on top."""
    ordered = list(reversed(rows))
    names = [row.name for row in ordered]
    figure = quiet_figure(palette, height=110 + 28 * len(rows))
    for row in ordered:
        figure.add_trace(
            go.Scatter(
                x=[row.before, row.after],
                y=[row.name, row.name],
                mode="lines",
                line={
                    "color": palette.good if row.after >= row.before else palette.below_bar,
                    "width": 3,
                },
                hoverinfo="skip",
                showlegend=False,
            )
        )
    for name, values, symbol, colour, size in (
        ("Before", [row.before for row in ordered], "circle-open", palette.muted, 12),
        ("After", [row.after for row in ordered], "circle", palette.accent, 11),
    ):
        figure.add_trace(
            go.Scatter(
                x=values,
                y=names,
                mode="markers",
                name=name,
                marker={
                    "symbol": symbol,
                    "color": colour,
                    "size": size,
                    "line": {"width": 2, "color": colour},
                },
                hovertemplate="%{y}: %{x}<extra>" + name + "</extra>",
            )
        )
    figure.update_layout(
        showlegend=True,
        legend={"orientation": "h", "y": 1.0, "yanchor": "bottom", "x": 0},
        margin={"t": 30},
    )
    figure.update_xaxes(range=[-4, 104], title="Skill score, 0 to 100", dtick=20)
    figure.update_yaxes(automargin=True, type="category", range=[-0.7, len(rows) - 0.3])
    said = "; ".join(f"{row.name} {row.before} before, {row.after} after" for row in rows)
    return Chart(figure, f"Skill scores in the two versions: {said}.")


def waterfall_chart(
    change: Change, parts: Mapping[Part, tuple[int, int]], palette: Palette
) -> Chart:
    """From the score before to the score after, one step for each part; the steps add up exactly."""
    steps = {part: after - before for part, (before, after) in parts.items()}
    names = ["Before", *(PART_NAMES[part] for part in steps), "After"]
    amounts = [change.before, *steps.values(), change.after]
    measures = ["absolute", *("relative" for _ in steps), "total"]
    figure = quiet_figure(palette, height=300)
    figure.add_trace(
        go.Waterfall(
            x=names,
            y=amounts,
            measure=measures,
            text=[
                str(amount) if kind != "relative" else f"{amount:+d}" if amount else "0"
                for amount, kind in zip(amounts, measures, strict=True)
            ],
            textposition="outside",
            cliponaxis=False,
            connector={"line": {"color": palette.grid, "width": 1}},
            increasing={"marker": {"color": palette.good}},
            decreasing={"marker": {"color": palette.below_bar}},
            totals={"marker": {"color": palette.muted}},
            hovertemplate="%{x}: %{text} points<extra></extra>",
        )
    )
    figure.update_layout(margin={"t": 24})
    figure.update_xaxes(showgrid=False, tickangle=0, tickfont={"size": 12})
    figure.update_yaxes(range=[0, 108], title="Role score, 0 to 100", automargin=True)
    said = ", ".join(f"{PART_NAMES[part].lower()} {step:+d}" for part, step in steps.items())
    return Chart(
        figure,
        f"The role score went from {change.before} to {change.after} points: {said}.",
    )


def versions_chart(points: Sequence[HistoryPoint], palette: Palette) -> Chart:
    """The role score of every version in the order of upload."""
    places = list(range(1, len(points) + 1))
    figure = quiet_figure(palette, height=260)
    figure.add_trace(
        go.Scatter(
            x=places,
            y=[point.score for point in points],
            mode="lines+markers+text",
            text=[str(point.score) for point in points],
            textposition="top center",
            cliponaxis=False,
            line={"color": palette.muted, "width": 2},
            marker={
                "size": 11,
                "color": [
                    palette.accent if point.side == "after" else palette.muted for point in points
                ],
            },
            hovertext=[f"{point.label}, {point.side}: {point.score}" for point in points],
            hoverinfo="text",
        )
    )
    figure.update_xaxes(
        tickvals=places,
        ticktext=[f"{point.label}<br>{point.side}" for point in points],
        range=[0.5, len(points) + 0.5],
        showgrid=False,
        automargin=True,
    )
    figure.update_yaxes(range=[0, 108], title="Role score, 0 to 100", automargin=True)
    said = ", ".join(f"{point.label} ({point.side}) {point.score}" for point in points)
    return Chart(figure, f"Role score of each version, in the order of upload: {said}.")
