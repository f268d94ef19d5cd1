"""Plans: a pure function of what was measured."""

import pytest

from plan_engine.curriculum import TargetOutline
from plan_engine.measurement.errors import UnknownTopic
from plan_engine.measurement.mastery import Mastery
from plan_engine.ordering import PrerequisiteCycle, prerequisites_first
from plan_engine.planning import (
    DayOutline,
    Depth,
    PlanningError,
    ReasonKind,
    at_tier,
    make_correction,
    make_plan,
)
from tests.plan_engine.builders import a_block, a_mastery, a_target, a_topic, topic_names


def found(
    target: TargetOutline,
    p_weak: dict[str, float] | None = None,
    p_mastered: dict[str, float] | None = None,
    blocks: dict[str, float] | None = None,
) -> Mastery:
    """Every topic 0.4 likely weak and every block far from mastered, but where told."""
    topics = {topic.id: 0.4 for block in target.blocks for topic in block.topics}
    return a_mastery(
        topics | (p_weak or {}),
        p_mastered,
        {block.id: 0.1 for block in target.blocks} | (blocks or {}),
    )


def learning(days: tuple[DayOutline, ...]) -> list[str]:
    return [day.topic for day in days]


def test_the_block_most_surely_mastered_is_dropped_from_four_weeks() -> None:
    target = a_target(4)
    plan = make_plan(target, found(target, blocks={"b1": 0.8, "b3": 0.9}))
    assert plan.dropped == ("b3",)
    assert [(week.number, week.block) for week in plan.weeks] == [(1, "b1"), (2, "b2"), (3, "b4")]


def test_a_block_just_short_of_mastered_stays() -> None:
    target = a_target(4)
    plan = make_plan(target, found(target, blocks={"b2": 0.79}))
    assert plan.dropped == ()
    assert len(plan.weeks) == 4


def test_a_plan_never_has_fewer_than_three_weeks() -> None:
    target = a_target(3)
    plan = make_plan(target, found(target, blocks=dict.fromkeys(["b1", "b2", "b3"], 0.99)))
    assert len(plan.weeks) == 3


def test_every_week_has_seven_days_numbered_from_one() -> None:
    target = a_target(4)
    for week in make_plan(target, found(target)).weeks:
        assert [day.number for day in week.days] == [1, 2, 3, 4, 5, 6, 7]


def test_the_weakest_topic_comes_first_and_takes_a_mastered_topics_day() -> None:
    target = a_target(3)
    p_weak = {"b1.d5": 0.9, "b1.d2": 0.05}
    days = make_plan(target, found(target, p_weak, {"b1.d2": 0.85})).weeks[0].days
    assert learning(days) == ["b1.d5", "b1.d5", "b1.d1", "b1.d3", "b1.d4", "b1.d6", "b1.d7"]
    assert (days[0].depth, days[1].depth) == (Depth.NORMAL, Depth.DEEPER)
    assert days[1].reason.kind is ReasonKind.SECOND_DAY
    assert days[1].reason.in_place_of == "b1.d2"


def test_a_week_of_mastered_topics_only_is_seven_reviews() -> None:
    target = a_target(3)
    names = topic_names("b1")
    known = found(target, dict.fromkeys(names, 0.01), dict.fromkeys(names, 0.95))
    days = make_plan(target, known).weeks[0].days
    assert set(learning(days)) == set(names)
    assert {day.depth for day in days} == {Depth.REVIEW}
    assert {day.reason.kind for day in days} == {ReasonKind.STRONG}


def test_prerequisites_come_before_weaker_topics() -> None:
    target = a_target(3, chain=True)
    plan = make_plan(target, found(target, {"b1.d7": 0.99}))
    assert learning(plan.weeks[0].days) == topic_names("b1")


def test_a_day_says_what_it_rests_on() -> None:
    target = a_target(3)
    reason = make_plan(target, found(target, {"b1.d1": 0.91})).weeks[0].days[0].reason
    assert (reason.kind, reason.right, reason.answered, reason.p_weak) == (
        ReasonKind.WEAK,
        2,
        4,
        0.91,
    )


def test_a_correction_has_fourteen_days_that_cover_every_topic_and_favour_the_weak() -> None:
    target = a_target(4)
    days = make_correction(target.blocks, found(target, {"b1.d1": 0.9, "b2.d2": 0.6}))
    assert [day.number for day in days] == list(range(1, 15))
    covered = {topic for day in days for topic in (day.topic, *day.also)}
    assert covered == {topic.id for block in target.blocks for topic in block.topics}
    assert learning(days).count("b1.d1") == 2
    assert learning(days).count("b2.d2") == 2


def test_a_correction_with_more_weak_topics_than_days_gives_days_to_the_weakest() -> None:
    target = a_target(4)
    every = [topic.id for block in target.blocks for topic in block.topics]
    p_weak = {topic: 0.6 + 0.01 * k for k, topic in enumerate(every)}
    days = make_correction(target.blocks, found(target, p_weak))
    assert set(learning(days)) == set(every[14:])
    assert {topic for day in days for topic in day.also} == set(every[:14])


def test_a_raised_tier_goes_deeper_and_a_lowered_one_starts_from_the_basics() -> None:
    target = a_target(3)
    day = make_plan(target, found(target)).weeks[0].days[0]
    topic = a_topic(day.topic)
    assert at_tier(day, topic, 1).depth is Depth.DEEPER
    assert day.minutes == 50
    assert at_tier(day, topic, 1).minutes == 65
    assert at_tier(day, topic, -1).depth is Depth.BASICS
    assert at_tier(day, topic, -1).minutes == 50
    assert at_tier(day, topic, 0) == day


@pytest.mark.parametrize(("p_weak", "minutes"), [(0.0, 30), (0.19, 40), (0.5, 55), (1.0, 75)])
def test_a_days_minutes_follow_the_probability_that_its_topic_is_weak(
    p_weak: float, minutes: int
) -> None:
    target = a_target(3)
    days = make_plan(target, found(target, {"b1.d1": p_weak})).weeks[0].days
    day = next(day for day in days if day.topic == "b1.d1")
    assert day.minutes == minutes
    assert (day.depth is Depth.REVIEW) == (p_weak < 0.2)


def test_a_target_that_no_plan_fits_is_a_named_error() -> None:
    two, short = a_target(2), TargetOutline(a_target(3).id, (*a_target(2).blocks, a_block("b3", 6)))
    for target in (two, short):
        with pytest.raises(PlanningError):
            make_plan(target, found(target))


def test_a_topic_that_was_not_measured_is_a_named_error() -> None:
    target = a_target(4)
    with pytest.raises(UnknownTopic):
        make_plan(target, found(a_target(3)))


def test_topics_that_require_each_other_are_a_named_error() -> None:
    circle = [
        a_topic("a", requires=["b"]),
        a_topic("b", requires=["a"]),
    ]
    with pytest.raises(PrerequisiteCycle):
        prerequisites_first(circle, key=lambda topic: topic.id)
