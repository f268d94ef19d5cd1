"""A cohort in charts: readiness by target, how far people came, weak topics that many share."""

from collections.abc import Sequence

import plotly.graph_objects as go

from plan_engine.rules import JOB_READY_SCORE
from plan_engine.stages import Milestone
from services.counsellor.cohort import BAND, Distribution, SharedTopic
from ui.charts.base import Chart, quiet_figure
from ui.theme import Palette
from ui.words import percent

MILESTONES = {
    Milestone.REGISTERED: "Registered",
    Milestone.ASSESSED: "Assessed",
    Milestone.PLANNED: "Plan made",
    Milestone.FIRST_DAY: "First day done",
    Milestone.FIRST_WEEK: "First week passed",
    Milestone.ALL_WEEKS: "All weeks passed",
    Milestone.FINAL_SAT: "Final test sat",
    Milestone.VERDICT: "Verdict given",
    Milestone.JOB_READY: "Job ready",
}


def distribution_chart(found: Distribution, palette: Palette) -> Chart:
    """Learners in each band of ten points, those at or above the bar in the accent's colour; forecasts hollow."""
    bands = range(len(found.bands))
    colours = [
        palette.accent if BAND * band >= JOB_READY_SCORE else palette.muted for band in bands
    ]
    figure = quiet_figure(palette, height=220, barmode="stack")
    for kind, counts, fill in (
        ("final scores", found.final_bands, colours),
        ("forecasts", found.forecast_bands, ["rgba(0,0,0,0)"] * len(colours)),
    ):
        figure.add_trace(
            go.Bar(
                x=[BAND * band + BAND / 2 for band in bands],
                y=list(counts),
                name=kind,
                width=0.85 * BAND,
                marker={
                    "color": fill,
                    # A bar without height would still show its outline.
                    "line": {"color": colours, "width": [2 if count else 0 for count in counts]},
                },
                hovertext=[f"{_band(band)}: {counts[band]} {kind}" for band in bands],
                hoverinfo="text",
            )
        )
    figure.add_vline(x=JOB_READY_SCORE, line={"color": palette.text, "dash": "dot", "width": 1.5})
    figure.update_xaxes(
        range=[0, 101], tickvals=[0, 20, 40, 60, JOB_READY_SCORE, 100], title="Readiness, %"
    )
    figure.update_yaxes(rangemode="tozero", title="Learners", **_whole(max(found.bands)))
    return Chart(
        figure,
        f"Readiness of {found.learners} learners for {found.target}, by bands of {BAND} points. "
        f"Final scores: {_listed(found.final_bands)}. Forecasts: {_listed(found.forecast_bands)}.",
    )


def distributions_chart(
    found: Sequence[Distribution], palette: Palette, *, forecasts: bool
) -> Chart:
    """A row for each target, a column for each band, of final scores or of forecasts.

    Cells say how many, their colour which share of the row.
    """
    rows = [(one.target, one.forecast_bands if forecasts else one.final_bands) for one in found]
    rows = [(target, counts) for target, counts in rows if any(counts)]
    bands = range(100 // BAND)
    # On two lines, so that names leave room for cells on a phone.
    names = [f"{target.replace(' (', '<br>(')}  n={sum(counts):,}" for target, counts in rows]
    figure = quiet_figure(palette, height=90 + 36 * len(rows))
    figure.add_trace(
        go.Heatmap(
            z=[[count / sum(counts) for count in counts] for _, counts in rows],
            x=[BAND * band + BAND / 2 for band in bands],
            y=names,
            text=[[f"{count:,}" if count else "" for count in counts] for _, counts in rows],
            texttemplate="%{text}",
            textfont={"color": palette.text},
            hovertext=[
                [f"{target}, {_band(band)}: {counts[band]:,}" for band in bands]
                for target, counts in rows
            ],
            hoverinfo="text",
            # Further up the scale the counts would lose their contrast.
            colorscale=[(k / 3, colour) for k, colour in enumerate(palette.sequential[:4])],
            zmin=0,
            showscale=False,
            xgap=3,
            ygap=3,
        )
    )
    figure.add_vline(x=JOB_READY_SCORE, line={"color": palette.text, "dash": "dot", "width": 1.5})
    figure.update_yaxes(autorange="reversed", automargin=True, showgrid=False, type="category")
    figure.update_xaxes(
        range=[0, 100],
        tickvals=[0, 20, 40, 60, JOB_READY_SCORE, 100],
        showgrid=False,
        title="Forecast readiness, %" if forecasts else "Final score, %",
    )
    ready = JOB_READY_SCORE // BAND
    said = "; ".join(
        f"{target} {sum(counts[ready:]):,} of {sum(counts):,}" for target, counts in rows
    )
    what = "Forecasts of readiness" if forecasts else "Final scores"
    return Chart(
        figure,
        f"{what} by target in bands of {BAND} points. At {JOB_READY_SCORE}% or above: {said}.",
    )


def funnel_chart(funnel: Sequence[tuple[Milestone, int]], palette: Palette) -> Chart:
    """A bar for each step, as long as the number of learners who came at least this far."""
    everybody = funnel[0][1]
    names = [MILESTONES[step] for step, _ in funnel]
    shares = [percent(count / everybody if everybody else 0) for _, count in funnel]
    labels = [f"{count:,} ({share})" for (_, count), share in zip(funnel, shares, strict=True)]
    figure = _bars(names, [count for _, count in funnel], labels, palette)
    figure.update_xaxes(title="Learners")
    said = "; ".join(f"{name} {label}" for name, label in zip(names, labels, strict=True))
    return Chart(figure, f"How far {everybody:,} learners came. {said}.")


def shared_topics_chart(topics: Sequence[SharedTopic], palette: Palette) -> Chart:
    """Topics by how many learners they are weak for, out of those who were measured."""
    names = [topic.name for topic in topics]
    labels = [f"{topic.learners:,} of {topic.measured:,}" for topic in topics]
    figure = _bars(names, [topic.learners for topic in topics], labels, palette)
    figure.update_traces(marker={"color": palette.below_bar})
    figure.update_xaxes(title="Learners below the pass mark")
    said = "; ".join(f"{name} {label}" for name, label in zip(names, labels, strict=True))
    return Chart(figure, f"Weak topics that most learners share. {said}.")


def _bars(
    names: Sequence[str], counts: Sequence[int], labels: Sequence[str], palette: Palette
) -> go.Figure:
    figure = quiet_figure(palette, height=70 + 30 * len(names))
    figure.add_trace(
        go.Bar(
            x=list(counts),
            y=list(names),
            orientation="h",
            text=list(labels),
            textposition="outside",
            cliponaxis=False,
            textfont={"color": palette.text},
            marker={"color": palette.accent},
            hoverinfo="skip",
        )
    )
    most = max(counts, default=0)
    figure.update_xaxes(range=[0, 1.35 * max(most, 1)], **_whole(most))
    figure.update_yaxes(type="category", autorange="reversed", automargin=True, showgrid=False)
    return figure


def _whole(most: int) -> dict[str, object]:
    """Ticks at whole numbers: there are no half learners."""
    return {"dtick": 1} if most <= 5 else {"nticks": 6, "tickformat": ",d"}


def _band(band: int) -> str:
    last = 100 if BAND * (band + 1) == 100 else BAND * (band + 1) - 1
    return f"{BAND * band} to {last}%"


def _listed(counts: Sequence[int]) -> str:
    """The bands that anybody is in."""
    return (
        ", ".join(f"{_band(band)}: {count}" for band, count in enumerate(counts) if count) or "none"
    )
