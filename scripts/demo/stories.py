"""Who is in the demonstration, and how far each of them has come."""

from dataclasses import dataclass
from datetime import timedelta

from plan_engine.placements import Outcome
from scripts.demo.player import Player, Story
from scripts.demo.resumes import AFTER, AFTER_SLIGHTLY, BEFORE


@dataclass(frozen=True, slots=True)
class Character:
    """A demonstration account and its story."""

    username: str
    described: str
    days_ago: int
    """When the story begins."""
    ability: float
    story: Story
    before: bytes | None = None
    """The résumé that they show on their first day; None: none."""
    after: bytes | None = None
    """The one that they show now."""


def has_just_registered(_player: Player) -> None:
    """Nothing yet: the Personalized Plan button waits."""


def is_in_the_assessment(player: Player) -> None:
    """A third of the questions are answered."""
    player.begins_assessment(12)


def has_a_result(player: Player) -> None:
    """The assessment is handed in; the plan is not made yet."""
    player.sits_assessment()


def is_in_the_first_week(player: Player) -> None:
    """Three days done, on three dates in a row."""
    player.works_through_week(player.makes_plan(), days=3)


def is_recovering(player: Player) -> None:
    """The first week's test was not passed; one extra day is done."""
    plan = player.makes_plan()
    player.sits_weekly_test(player.works_through_week(plan))
    player.sleeps()
    player.works_through_week(plan, days=1)


def has_recovered(player: Player) -> None:
    """Failed, worked through the extra days, passed the retest; two days into the next week."""
    plan = player.makes_plan()
    player.passes_week(plan)
    player.sleeps()
    player.works_through_week(plan, days=2)


def is_in_a_test(player: Player) -> None:
    """First week passed, second week's days done, its test half answered."""
    plan = player.makes_plan()
    player.passes_week(plan)
    player.sleeps()
    player.begins_weekly_test(player.works_through_week(plan), 15)


def has_passed_three_weeks(player: Player) -> None:
    """Steady work, three weeks passed, the last one begun."""
    plan = player.makes_plan()
    for _ in range(3):
        player.passes_week(plan)
        player.sleeps()
    player.works_through_week(plan, days=2)


def needs_help(player: Player) -> None:
    """Three failures in the first week."""
    plan = player.makes_plan()
    for _ in range(3):
        player.sits_weekly_test(player.works_through_week(plan))
        player.hours.forward(timedelta(days=1))


def is_job_ready(player: Player) -> None:
    """Every week passed, 54 of 60 right in the final test; work in the field three weeks later."""
    plan = player.makes_plan()
    player.passes_every_week(plan)
    player.sits_final_test(plan, right=54)
    player.hours.forward(timedelta(days=20))
    player.reports(plan, Outcome.PLACED_IN_FIELD)


def is_in_correction(player: Player) -> None:
    """39 of 60 in the final test: not more than 70%; five days of the correction plan are done."""
    plan = player.makes_plan()
    player.passes_every_week(plan)
    player.sits_final_test(plan, right=39)
    player.works_through_correction(plan, days=5)


def needs_training(player: Player) -> None:
    """Corrected for two weeks, then 44 of 60 in the comprehensive test."""
    plan = player.makes_plan()
    player.passes_every_week(plan)
    player.sits_final_test(plan, right=40)
    player.works_through_correction(plan)
    player.sits_retest(plan, right=44)


def is_no_fit_yet(player: Player) -> None:
    """Corrected for two weeks, then 31 of 60: other targets are suggested."""
    plan = player.makes_plan()
    player.passes_every_week(plan)
    player.sits_final_test(plan, right=34)
    player.works_through_correction(plan)
    player.sits_retest(plan, right=31)


CHARACTERS = (
    Character("newcomer", "has just registered", 0, 0.0, has_just_registered),
    Character("candidate", "is in the middle of the assessment", 0, 0.2, is_in_the_assessment),
    Character("assessed", "has a result and no plan yet", 1, -0.3, has_a_result),
    Character("starter", "is in the first week", 3, 0.2, is_in_the_first_week),
    Character("recovering", "failed the first test, is in the extra days", 9, -1.6, is_recovering),
    Character("recovered", "failed, recovered, is in the second week", 20, -1.2, has_recovered),
    Character("examinee", "is in the second week's test", 20, 1.8, is_in_a_test),
    Character("steady", "has passed three weeks", 30, 2.2, has_passed_three_weeks, BEFORE),
    Character("struggling", "has failed the first test three times", 25, -2.5, needs_help),
    Character("graduate", "is job ready and has found work", 75, 2.2, is_job_ready, BEFORE, AFTER),
    Character("correcting", "is in the correction plan", 60, 2.2, is_in_correction),
    Character(
        "trainee",
        "needs additional training after the retest",
        80,
        2.2,
        needs_training,
        BEFORE,
        AFTER_SLIGHTLY,
    ),
    Character("rethinking", "is not yet a fit after the retest", 80, 2.2, is_no_fit_yet),
)
