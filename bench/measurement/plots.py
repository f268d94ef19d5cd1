"""The plots of docs/measurement.md, as SVG that is the same for the same figures."""

from collections.abc import Sequence
from pathlib import Path

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from bench.measurement.accuracy import Found
from bench.measurement.decisions import CUT, TOPICS, Decided
from bench.measurement.plan_value import ALL_KNOWING, Gains, difference
from plan_engine.measurement.assembly import assemble, blueprint, reference_form
from plan_engine.measurement.score import equated_percent
from plan_engine.values import ItemParameters

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "images" / "measurement"
BLUE, ORANGE, GREEN, GREY = "#0072B2", "#D55E00", "#009E73", "#666666"
"""Told apart by colour-blind eyes (Okabe & Ito)."""

mpl.use("svg")
mpl.rcParams.update(
    {
        "svg.hashsalt": "measurement",
        "font.size": 10,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "figure.facecolor": "white",
        "legend.frameon": False,
    }
)


def draw_all(
    abilities: dict[str, Found],
    decisions: dict[int, dict[str, Decided]],
    gains: dict[str, dict[str, Gains]],
    bank: Sequence[ItemParameters],
) -> None:
    """Draw every plot into FOLDER."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    _save(ability_error(abilities), "ability-error")
    _save(wrong_decisions(decisions), "wrong-decisions")
    _save(reliability(decisions), "pass-probability")
    _save(equating(bank), "equating")
    _save(plan_value(gains), "plan-value")


def ability_error(found: dict[str, Found]) -> Figure:
    """Error by true ability, for what may be known of the items."""
    figure, axes = _figure()
    edges = np.linspace(-2.5, 2.5, 11)
    for name, label, colour in (
        ("known", "parameters known", BLUE),
        ("calibrated", "calibrated on 1,000 × 60 answers", GREEN),
        ("levels", "three levels only", ORANGE),
    ):
        result = found[f"{name} c=.25"]
        place = np.digitize(result.truth, edges)
        errors = [
            float(np.sqrt(np.mean((result.estimate - result.truth)[place == k] ** 2)))
            for k in range(1, len(edges))
        ]
        axes.plot((edges[:-1] + edges[1:]) / 2, errors, marker="o", color=colour, label=label)
    axes.set(
        xlabel="True ability (logits)",
        ylabel="Root mean squared error (logits)",
        title="Ability after 30 adaptive four-option items",
    )
    axes.set_ylim(0, None)
    axes.legend()
    return figure


def wrong_decisions(found: dict[int, dict[str, Decided]]) -> Figure:
    """Share of wrong decisions by true domain score, random and assembled forms."""
    figure, panels = plt.subplots(1, 2, figsize=(9, 3.6), sharey=True, layout="constrained")
    edges = np.arange(0.50, 0.951, 0.025)
    for axes, (total, ways) in zip(panels, found.items(), strict=True):
        for how, label, colour in (
            ("random", "random form, raw percentage", ORANGE),
            ("bounded", "assembled, exposure at most 30%", BLUE),
        ):
            place = np.digitize(ways[how].truth, edges)
            shares = [float(ways[how].errors[place == k].mean()) for k in range(1, len(edges))]
            axes.plot((edges[:-1] + edges[1:]) / 2, shares, marker=".", color=colour, label=label)
        axes.axvline(CUT / 100, color=GREY, linestyle=":")
        axes.set(xlabel="True domain score", title=f"{total} items")
    panels[0].set_ylabel("Share of wrong pass/fail decisions")
    panels[0].set_ylim(0, None)
    panels[0].legend()
    return figure


def reliability(found: dict[int, dict[str, Decided]]) -> Figure:
    """What the shown probability of being above the cut is worth."""
    figure, axes = _figure()
    edges = np.linspace(0, 1, 11)
    for (total, ways), colour in zip(found.items(), (BLUE, GREEN), strict=True):
        chance = ways["bounded"].chance
        above = ways["bounded"].truth >= CUT / 100
        place = np.clip(np.digitize(chance, edges), 1, 10)
        axes.plot(
            [float(chance[place == k].mean()) for k in range(1, 11)],
            [float(above[place == k].mean()) for k in range(1, 11)],
            marker="o",
            color=colour,
            label=f"{total} items",
        )
    axes.plot([0, 1], [0, 1], color=GREY, linestyle=":", label="exact")
    axes.set(
        xlabel="Shown probability of a true score of 70 or more",
        ylabel="Share whose true score is 70 or more",
        title="The chance beside a score, against the truth",
    )
    axes.legend()
    return figure


def equating(bank: Sequence[ItemParameters]) -> Figure:
    """The score for each number right, by tier."""
    figure, axes = _figure()
    reference = reference_form(bank, TOPICS, 30)
    for tier, colour in ((0, GREY), (1, BLUE), (2, ORANGE)):
        plan = blueprint(TOPICS, 30, tier)
        form = assemble(bank, plan, last_seen={}, cut=CUT, seed=1).items
        scores = [equated_percent(right, form, reference) for right in range(31)]
        axes.step(range(31), scores, where="mid", color=colour, label=f"tier {tier}")
    axes.axhline(CUT, color=GREY, linestyle=":")
    axes.set(xlabel="Number right of 30", ylabel="Score", title="A harder form is equated upwards")
    axes.legend()
    return figure


def plan_value(gains: dict[str, dict[str, Gains]]) -> Figure:
    """Our plan against a fixed and a random order, by profile, with 95% intervals."""
    figure, panels = plt.subplots(
        1, len(gains), figsize=(11, 3.6), sharey=True, sharex=True, layout="constrained"
    )
    for axes, (name, profiles) in zip(panels, gains.items(), strict=True):
        for row, gain in enumerate(profiles.values()):
            for shift, other, colour, label in (
                (-0.12, gain.fixed, BLUE, "against fixed order"),
                (0.12, gain.random, ORANGE, "against random order"),
            ):
                mean, reach = difference(gain.ours, other)
                axes.errorbar(
                    mean,
                    row + shift,
                    xerr=reach,
                    fmt="o",
                    color=colour,
                    label=label if not row else None,
                )
        axes.axvline(0, color=GREY, linestyle=":")
        axes.set_yticks(range(len(profiles)), list(profiles))
        title = "if everything were known" if name == ALL_KNOWING else name
        axes.set(xlabel="Points of readiness more", title=title)
    panels[0].invert_yaxis()
    panels[0].legend(loc="lower right")
    return figure


def _figure() -> tuple[Figure, Axes]:
    return plt.subplots(figsize=(6, 3.8), layout="constrained")


def _save(figure: Figure, name: str) -> None:
    figure.savefig(FOLDER / f"{name}.svg", metadata={"Date": None})
    plt.close(figure)
