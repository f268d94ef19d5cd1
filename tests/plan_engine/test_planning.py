"""Plans: a pure function of what was measured."""

from plan_engine.curriculum import TargetOutline
from plan_engine.measurement.mastery import Mastery, mastery
from plan_engine.planning import DayOutline, Depth, ReasonKind, make_correction, make_plan
from plan_engine.values import Outcome, Response
from tests.plan_engine.builders import a_bank, a_target, topic_names


def measured(target: TargetOutline, right: dict[str, int], each: int = 15) -> Mastery:
    """The mastery after `each` answers on every topic, all of them right but where told."""
    topics = [topic.id for block in target.blocks for topic in block.topics]
    bank = a_bank(topics, per_level=-(-each // 3))
    given = []
    for topic in topics:
        items = [item for item in bank if item.topic == topic][:each]
        count = right.get(topic, each)
        given += [
            Response(item, Outcome.RIGHT if k < count else Outcome.WRONG)
            for k, item in enumerate(items)
        ]
    blocks = {block.id: [topic.id for topic in block.topics] for block in target.blocks}
    return mastery(given, blocks, {t: [i for i in bank if i.topic == t] for t in topics})


def learning(days: tuple[DayOutline, ...]) -> list[str]:
    return [day.topic for day in days]


def test_a_mastered_block_is_dropped_from_four_weeks_but_never_from_three() -> None:
    weak = {f"b{block}.d{day}": 6 for block in (2, 3, 4) for day in range(1, 8)}
    four, three = a_target(4), a_target(3)
    assert make_plan(four, measured(four, weak)).dropped == ("b1",)
    assert len(make_plan(three, measured(three, {})).weeks) == 3


def test_every_week_has_seven_days_numbered_from_one() -> None:
    target = a_target(4)
    plan = make_plan(target, measured(target, {"b1.d3": 3}))
    for week in plan.weeks:
        assert [day.number for day in week.days] == [1, 2, 3, 4, 5, 6, 7]


def test_the_weakest_topic_comes_first_and_gets_the_mastered_topics_day() -> None:
    target = a_target(3)
    right = {topic: 18 for block in ("b1", "b2", "b3") for topic in topic_names(block)}
    plan = make_plan(target, measured(target, right | {"b1.d5": 4, "b1.d2": 30}, each=30))
    days = plan.weeks[0].days
    assert learning(days)[:2] == ["b1.d5", "b1.d5"]
    assert "b1.d2" not in learning(days)
    assert days[1].depth is Depth.DEEPER
    assert days[1].reason.kind is ReasonKind.SECOND_DAY
    assert days[1].reason.in_place_of == "b1.d2"


def test_prerequisites_come_before_weaker_topics() -> None:
    target = a_target(3, chain=True)
    plan = make_plan(target, measured(target, dict.fromkeys(topic_names("b1"), 8) | {"b1.d7": 0}))
    assert learning(plan.weeks[0].days) == topic_names("b1")


def test_a_correction_has_fourteen_days_that_cover_every_topic() -> None:
    target = a_target(4)
    found = measured(target, {"b1.d1": 2, "b2.d2": 4})
    days = make_correction(target.blocks, found)
    assert [day.number for day in days] == list(range(1, 15))
    covered = {topic for day in days for topic in (day.topic, *day.also)}
    assert covered == {topic.id for block in target.blocks for topic in block.topics}
    assert learning(days).count("b1.d1") == 2
