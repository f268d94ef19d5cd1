"""Plans: what must hold for any mastery and any prerequisites."""

from hypothesis import given, settings
from hypothesis import strategies as st

from plan_engine.curriculum import BlockOutline, TargetOutline
from plan_engine.measurement.mastery import Mastery
from plan_engine.planning import DayOutline, make_correction, make_plan
from plan_engine.values import BlockId, TargetId, TopicId
from tests.plan_engine.builders import a_mastery, a_topic, topic_names


@st.composite
def targets(draw: st.DrawFn, free: bool = False) -> TargetOutline:
    """Three or four blocks; topics may require earlier ones, also of earlier blocks."""
    names = [f"b{k}" for k in range(1, draw(st.integers(3, 4)) + 1)]
    earlier: list[str] = []
    blocks = []
    for name in names:
        topics = []
        for topic in topic_names(name):
            requires = (
                []
                if free or not earlier
                else draw(st.lists(st.sampled_from(earlier), max_size=3, unique=True))
            )
            topics.append(a_topic(topic, requires=requires))
            earlier.append(topic)
        blocks.append(BlockOutline(BlockId(name), tuple(draw(st.permutations(topics)))))
    return TargetOutline(TargetId("target"), tuple(blocks))


@st.composite
def masteries(draw: st.DrawFn, target: TargetOutline) -> Mastery:
    """Any probabilities that go together."""
    share = st.floats(0, 1)
    topics = [topic.id for block in target.blocks for topic in block.topics]
    return a_mastery(
        {topic: draw(share) for topic in topics},
        {topic: draw(share) for topic in topics},
        {block.id: draw(share) for block in target.blocks},
    )


def minutes(days: tuple[DayOutline, ...], topic: TopicId) -> int:
    return sum(day.minutes for day in days if day.topic == topic)


def in_order(days: tuple[DayOutline, ...], target: TargetOutline) -> bool:
    """Whether no topic's first day comes before one of its prerequisites' first."""
    first = {day.topic: day.number for day in reversed(days)}
    return all(
        first[other] < first[topic.id]
        for block in target.blocks
        for topic in block.topics
        for other in topic.prerequisites
        if topic.id in first and other in first
    )


@settings(max_examples=60)
@given(st.data())
def test_a_plan_has_three_or_four_weeks_of_seven_days_with_prerequisites_first(
    data: st.DataObject,
) -> None:
    target = data.draw(targets())
    found = data.draw(masteries(target))
    plan = make_plan(target, found)
    assert plan == make_plan(target, found)
    assert len(plan.weeks) + len(plan.dropped) == len(target.blocks)
    assert 3 <= len(plan.weeks) <= 4
    order = [block.id for block in target.blocks if block.id not in plan.dropped]
    assert [week.block for week in plan.weeks] == order
    for week in plan.weeks:
        assert [day.number for day in week.days] == list(range(1, 8))
        assert {day.topic[:2] for day in week.days} == {week.block}
        assert in_order(week.days, target)
        assert all(day.minutes > 0 for day in week.days)


@settings(max_examples=60)
@given(st.data())
def test_a_weaker_topic_never_gets_fewer_minutes_than_a_stronger_one_of_the_same_prerequisites(
    data: st.DataObject,
) -> None:
    target = data.draw(targets(free=True))
    found = data.draw(masteries(target))
    for week in make_plan(target, found).weeks:
        topics = [found.topics[TopicId(name)] for name in topic_names(week.block)]
        for one in topics:
            for other in topics:
                if one.p_weak > other.p_weak and one.p_mastered < other.p_mastered:
                    assert minutes(week.days, one.topic) >= minutes(week.days, other.topic)


@settings(max_examples=60)
@given(st.data())
def test_a_correction_is_fourteen_days_over_every_topic_with_more_for_the_weaker(
    data: st.DataObject,
) -> None:
    target = data.draw(targets())
    found = data.draw(masteries(target))
    days = make_correction(target.blocks, found)
    assert [day.number for day in days] == list(range(1, 15))
    assert in_order(days, target)
    glances = [topic for day in days for topic in day.also]
    assert len(glances) == len(set(glances))
    assert set(glances) | {day.topic for day in days} == set(found.topics)
    assert not set(glances) & {day.topic for day in days}
    counts = {topic: sum(day.topic == topic for day in days) for topic in found.topics}
    for one in found.topics.values():
        for other in found.topics.values():
            if one.p_weak > other.p_weak and one.p_mastered < other.p_mastered:
                assert counts[one.topic] >= counts[other.topic]
