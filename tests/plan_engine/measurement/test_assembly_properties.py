"""Assembly: what must hold whatever has been seen."""

from collections import Counter
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from plan_engine.measurement.assembly import assemble, blueprint
from plan_engine.measurement.blueprint import level_totals
from plan_engine.values import ItemId, ItemParameters, Level, TopicId
from tests.plan_engine.builders import a_bank, an_item

TOPICS = [TopicId(name) for name in ("t1", "t2", "t3")]
BANK = a_bank(TOPICS, per_level=4) + [
    an_item(f"{topic}-clone{k}", topic=topic, model=f"{topic}-clones")
    for topic in TOPICS
    for k in "abc"
]
seen_items = st.dictionaries(st.sampled_from([item.id for item in BANK]), st.integers(1, 9))


@settings(max_examples=60)
@given(seen_items, st.integers(0, 2), st.integers(0, 10**6), st.sampled_from([None, 70]))
def test_a_form_is_whole_without_clones_and_fresh_where_the_stock_allows(
    last_seen: dict[ItemId, int], tier: int, seed: int, cut: int | None
) -> None:
    plan = blueprint(TOPICS, 15, tier, seed)
    form = assemble(BANK, plan, last_seen=last_seen, cut=cut, seed=seed)
    assert form == assemble(BANK, plan, last_seen=last_seen, cut=cut, seed=seed)
    assert len(form.items) == 15
    assert len({item.model for item in form.items}) == 15
    assert {item.topic for item in form.items} <= set(TOPICS)
    short = {(s.topic, s.level) for s in form.shortages}
    unseen = Counter((item.topic, item.level) for item in form.items if item.id not in last_seen)
    for cell, wanted in plan.counts.items():
        if cell not in short:
            assert unseen[cell] >= wanted
    for shortage in form.shortages:
        models = {
            item.model
            for item in BANK
            if (item.topic, item.level) == (shortage.topic, shortage.level)
            and item.id not in last_seen
        }
        assert shortage.found == len(models) < shortage.wanted
    if not short:
        assert not {item.id for item in form.items} & set(last_seen)


def _with_enemies(pairs: set[tuple[int, int]]) -> list[ItemParameters]:
    """The bank, of uneven difficulty, with items that are enemies by their places in it."""
    of: dict[str, set[str]] = {item.model: set() for item in BANK}
    for one, other in pairs:
        first, second = BANK[one].model, BANK[other].model
        if first != second:
            of[first].add(second)
            of[second].add(first)
    return [
        replace(
            item,
            enemies=frozenset(of[item.model]),
            difficulty=item.difficulty + 0.4 * (place % 5 - 2),
        )
        for place, item in enumerate(BANK)
    ]


places = st.integers(0, len(BANK) - 1)


@settings(max_examples=60)
@given(
    st.sets(st.tuples(places, places), max_size=12),
    seen_items,
    st.integers(0, 10**6),
    st.sampled_from([(None, ()), (70, ()), (70, (60, 80))]),
)
def test_enemies_never_stand_in_one_form(
    pairs: set[tuple[int, int]],
    last_seen: dict[ItemId, int],
    seed: int,
    cut: tuple[int | None, tuple[int, ...]],
) -> None:
    plan = blueprint(TOPICS, 15, 0, seed)
    bank = _with_enemies(pairs)
    form = assemble(bank, plan, last_seen=last_seen, cut=cut[0], fair_at=cut[1], seed=seed)
    assert len(form.items) == 15
    models = {item.model for item in form.items}
    assert len(models) == 15
    assert all(item.enemies.isdisjoint(models) for item in form.items)


def test_a_form_that_needs_enemies_is_whole_all_the_same() -> None:
    models = {item.model for item in BANK}
    bank = [replace(item, enemies=frozenset(models - {item.model})) for item in BANK]
    form = assemble(bank, blueprint(TOPICS, 15, 0, 1), last_seen={}, cut=70, seed=1)
    assert len({item.model for item in form.items}) == len(form.items) == 15


@given(
    st.lists(st.text("abc", min_size=1), min_size=1, max_size=28, unique=True),
    st.integers(1, 60),
    st.integers(-1, 4),
    st.integers(0, 99),
)
def test_a_blueprint_is_even_over_topics_and_exact_over_levels(
    topics: list[str], total: int, tier: int, seed: int
) -> None:
    plan = blueprint([TopicId(topic) for topic in topics], total, tier, seed)
    by_topic, by_level = Counter(dict.fromkeys(topics, 0)), Counter(dict.fromkeys(Level, 0))
    for (topic, level), count in plan.counts.items():
        by_topic[topic] += count
        by_level[level] += count
    assert plan.total == total
    assert max(by_topic.values()) - min(by_topic.values()) <= 1
    assert dict(by_level) == level_totals(total, tier)


@given(st.integers(0, 10**6))
def test_the_longest_unseen_item_returns_first_when_all_were_seen(seed: int) -> None:
    bank = [an_item(f"i{k}") for k in range(10)]
    last_seen = {item.id: k for k, item in enumerate(bank)}
    plan = blueprint([TopicId("t1")], 4, seed=seed)
    form = assemble(bank, plan, last_seen=last_seen, seed=seed)
    assert {item.id for item in form.items} == {"i0", "i1", "i2", "i3"}


def test_an_overexposed_item_waits_until_the_others_have_been_used() -> None:
    bank = [an_item(f"i{k}", level=Level(1 + k % 3)) for k in range(36)]
    exposed = {item.id: 0.31 for item in bank[:18]}
    plan = blueprint([TopicId("t1")], 12)
    for seed in range(10):
        form = assemble(bank, plan, last_seen={}, exposure=exposed, cut=70, seed=seed)
        assert not {item.id for item in form.items} & set(exposed)


def test_a_clone_of_a_seen_model_stands_behind_a_new_model() -> None:
    bank = [an_item(f"m{k}{c}", model=f"m{k}") for k in range(8) for c in "ab"]
    last_seen = {ItemId(f"m{k}a"): 1 for k in range(4)}
    form = assemble(bank, blueprint([TopicId("t1")], 4), last_seen=last_seen, seed=3)
    assert {item.model for item in form.items} == {"m4", "m5", "m6", "m7"}
