"""The funnel: a bar a step, from zero, with what share of the first step came so far."""

from collections.abc import Sequence

import plotly.graph_objects as go

from plan_engine.metrics.milestones import Milestone
from services.product.funnel import Step
from ui.charts.base import Chart, quiet_figure
from ui.theme import Palette

ROW_HEIGHT = 38
STEPS = {
    Milestone.REGISTERED: "Registered",
    Milestone.ASSESSMENT_BEGUN: "Began the assessment",
    Milestone.ASSESSED: "Finished the assessment",
    Milestone.PLAN_MADE: "Made a plan",
    Milestone.FIRST_DAY_DONE: "Did the first day",
    Milestone.WEEK_SAT: "Sat week {number}’s test",
    Milestone.WEEK_PASSED: "Passed week {number}",
    Milestone.FINAL_SAT: "Sat the final test",
    Milestone.COMPLETED: "Completed the plan",
    Milestone.JOB_READY: "Job ready",
}


def step_name(step: Step) -> str:
    """What a step is called."""
    return STEPS[step.milestone].format(number=step.week_number)


def share_of_first(steps: Sequence[Step], place: int) -> float | None:
    """Which share of the first step came so far; None where one of the two is not told, or nobody."""
    learners, first = steps[place].learners, steps[0].learners
    return None if learners is None or not first else learners / first


def funnel_chart(steps: Sequence[Step], before: Sequence[Step], palette: Palette) -> Chart:
    """Steps from top to bottom; the text says how many, of the first step, and since the step before.

    Strokes stand where the bars would end with the shares of the period before, which has the same
    steps or none.
    """
    names = [step_name(step) for step in steps]
    texts = [_text(steps, k) for k in range(len(steps))]
    lengths = [step.learners or 0 for step in steps]
    first = lengths[0]
    earlier = {
        k: share
        for k in range(1, len(before))
        if first and (share := share_of_first(before, k)) is not None
    }
    # The figures stand under the names: in the chart they would run into the strokes.
    rows = [f"{name}<br>{_short(steps, k)}" for k, name in enumerate(names)]
    figure = quiet_figure(palette, height=80 + ROW_HEIGHT * len(steps))
    figure.add_trace(
        go.Bar(
            x=lengths,
            y=rows,
            orientation="h",
            marker={"color": palette.sequential[4]},
            hovertext=[f"{name}: {text}" for name, text in zip(names, texts, strict=True)],
            hoverinfo="text",
        )
    )
    figure.add_trace(
        go.Scatter(
            x=[first * share for share in earlier.values()],
            y=[rows[k] for k in earlier],
            mode="markers",
            marker={"symbol": "line-ns", "size": 11, "line": {"color": palette.text, "width": 2}},
            hovertext=[
                f"{names[k]} in the period before: {100 * share:.0f}% of the first step"
                for k, share in earlier.items()
            ],
            hoverinfo="text",
            cliponaxis=False,
        )
    )
    figure.update_yaxes(autorange="reversed", automargin=True, type="category", showgrid=False)
    figure.update_xaxes(title="Learners", rangemode="tozero")
    said = "; ".join(f"{name} {text}" for name, text in zip(names, texts, strict=True))
    was = "; ".join(f"{names[k]} {100 * share:.0f}%" for k, share in earlier.items())
    compared = f" In the period before, of the first step: {was}." if was else ""
    return Chart(figure, f"Learners by how far they came: {said}.{compared}")


def _short(steps: Sequence[Step], place: int) -> str:
    """What stands under a step's name."""
    learners, share = steps[place].learners, share_of_first(steps, place)
    if learners is None:
        return "too few to tell"
    return f"{learners:,} ({100 * share:.0f}%)" if share is not None and place else f"{learners:,}"


def _text(steps: Sequence[Step], place: int) -> str:
    learners = steps[place].learners
    if learners is None:
        return "too few to tell"
    first = steps[0].learners
    if not first or place == 0:
        return f"{learners:,}"
    before = next((s.learners for s in reversed(steps[:place]) if s.learners is not None), None)
    kept = f", {100 * learners / before:.0f}% of the step before" if before else ""
    return f"{learners:,} ({100 * learners / first:.0f}%{kept})"
