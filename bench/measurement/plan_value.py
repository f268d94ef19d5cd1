"""What a plan is worth: readiness gained by our plan and by fixed and random orders of as many days."""

from typing import NamedTuple

import numpy as np

from bench.measurement.learner import (
    PROFILES,
    Growth,
    a_simulated_learner,
    by_components,
    by_practice,
    true_items,
)
from bench.measurement.rows import Row
from bench.measurement.weeks import Course, Walk
from content.loader import load_library
from plan_engine.measurement.model import Array
from plan_engine.values import TargetId, TopicId

TARGET = TargetId("backend-python")
LEARNERS = 48
"""Of each profile and way of learning."""
MODELS: dict[str, Growth] = {
    "learning by components": by_components,
    "learning by practice": by_practice,
}
ALL_KNOWING = "by components, if the assessment knew everything"
"""The most that our rules could make of any assessment: what is left is what measuring better is worth."""


class Gains(NamedTuple):
    """Readiness gained, in points; one learner an element."""

    ours: Array
    fixed: Array
    repeating: Array
    random: Array
    days: Array
    hours_saved: Array
    """Share of the ordinary minutes of as many days that our plan did not ask for."""


def compared(course: Course, profile: str, growth: Growth, *, knows_all: bool = False) -> Gains:
    """Each learner with our plan, and afresh with the same number of days and minutes otherwise.

    Fixed: the curriculum's order, then again from its beginning. Repeating: the curriculum's weeks
    with our number of days in each, extra ones from the week's beginning. Random: every topic once
    in random order, then again.
    """
    bank, order = course.real_bank(), course.topics
    rows = []
    for number in range(LEARNERS):
        rng = np.random.default_rng([number, 9])
        learner = a_simulated_learner(course.outline, profile, rng, growth)
        before = learner.readiness(bank)
        walk = Walk(course, learner, rng, knows_all)
        walk.goes()
        share = float(np.mean([share for _, share in walk.studied]))
        days = len(walk.studied)
        shuffled = [order[k] for _ in range(3) for k in rng.permutation(len(order))]
        others = (
            [order[k % len(order)] for k in range(days)],
            _repeated_weeks(course, [topic for topic, _ in walk.studied]),
            shuffled[:days],
        )
        gains = [learner.readiness(bank) - before]
        for sequence in others:
            again = learner.afresh(rng)
            for topic in sequence:
                again.study(topic, share)
            gains.append(again.readiness(bank) - before)
        rows.append((*(100.0 * gain for gain in gains), days, 1.0 - share))
    return Gains(*np.array(rows, dtype=np.float64).T)


def rows() -> tuple[list[Row], dict[str, dict[str, Gains]]]:
    """The lines about the plan's value, and the gains behind them."""
    course = real_course()
    found = {
        name: {profile: compared(course, profile, growth) for profile in PROFILES}
        for name, growth in MODELS.items()
    }
    found[ALL_KNOWING] = {
        profile: compared(course, profile, by_components, knows_all=True) for profile in PROFILES
    }
    lines = [
        _all_profiles(name, gains, judged=name != ALL_KNOWING) for name, gains in found.items()
    ]
    lines += [
        _one_profile(name, profile, gain)
        for name, gains in found.items()
        for profile, gain in gains.items()
    ]
    return lines, found


def real_course() -> Course:
    """The Python backend target with its bank as its authors know it."""
    library = load_library()
    topics = set(library.topics_of(TARGET))
    known = {item.id: item.parameters() for item in library.items.values() if item.topic in topics}
    real = true_items(known, np.random.default_rng(1))
    return Course(library.outline(TARGET), list(known.values()), real)


def difference(ours: Array, other: Array) -> tuple[float, float]:
    """The mean paired difference and the reach of its 95% interval."""
    paired = ours - other
    return float(paired.mean()), float(1.96 * paired.std(ddof=1) / np.sqrt(len(paired)))


def _all_profiles(name: str, gains: dict[str, Gains], *, judged: bool) -> Row:
    together = Gains(*(np.concatenate(part) for part in zip(*gains.values(), strict=True)))
    ahead = [
        difference(together.ours, other)[0] > difference(together.ours, other)[1]
        for other in (together.fixed, together.random)
    ]
    return Row(
        f"plan value, {name}: all profiles",
        f"{len(together.ours)} simulated learners, same days and minutes; readiness gained in points",
        "fixed order and random order",
        _sentence(together),
        all(ahead) if judged else None,
    )


def _one_profile(name: str, profile: str, gain: Gains) -> Row:
    return Row(f"… {profile}", f"{len(gain.ours)} learners, {name}", "same", _sentence(gain))


def _sentence(gain: Gains) -> str:
    fixed, repeating, random = (
        "{:+.2f} ± {:.2f}".format(*difference(gain.ours, other))
        for other in (gain.fixed, gain.repeating, gain.random)
    )
    return (
        f"{gain.ours.mean():.1f} in {gain.days.mean():.0f} days; "
        f"against fixed {fixed}, weeks repeated {repeating}, random {random}"
    )


def _repeated_weeks(course: Course, studied: list[TopicId]) -> list[TopicId]:
    """The curriculum's weeks with as many days each as `studied`, from the beginning when they run over."""
    sequence = []
    for topics in course.blocks.values():
        days = sum(topic in topics for topic in studied)
        sequence += [topics[k % len(topics)] for k in range(days)]
    return sequence
