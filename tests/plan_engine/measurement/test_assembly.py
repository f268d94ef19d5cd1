"""Assembly: blueprints, fresh forms, and where they degrade."""

from collections import Counter

import numpy as np
import pytest

from plan_engine.measurement.assembly import (
    Shortage,
    assemble,
    blueprint,
    option_orders,
    reference_form,
)
from plan_engine.measurement.equating import ability_at, expected_gap
from plan_engine.measurement.errors import BankTooSmall
from plan_engine.values import ItemParameters, Level, TopicId
from tests.plan_engine.builders import a_bank, an_item, topic_names

TOPICS = topic_names("b1")


def calibrated_bank(seed: int = 4) -> list[ItemParameters]:
    """Two hundred and ten items over seven topics as a calibration may find them."""
    rng = np.random.default_rng(seed)
    return [
        an_item(
            f"i{k}",
            topic=TOPICS[k % 7],
            level=Level(1 + k // 7 % 3),
            difficulty=float(rng.normal(-0.5, 1)),
            discrimination=float(rng.lognormal(0, 0.3)),
        )
        for k in range(210)
    ]


def test_a_blueprint_spreads_levels_and_topics_evenly() -> None:
    plan = blueprint(TOPICS, 30, seed=5)
    levels, topics = Counter(), Counter()
    for (topic, level), count in plan.counts.items():
        levels[level] += count
        topics[topic] += count
    assert levels == {Level.FOUNDATION: 9, Level.WORKING: 12, Level.ADVANCED: 9}
    assert set(topics.values()) == {4, 5}
    assert plan.total == 30


def test_a_form_has_what_the_blueprint_says_and_is_the_same_for_a_seed() -> None:
    bank, plan = a_bank(TOPICS), blueprint(TOPICS, 30)
    form = assemble(bank, plan, last_seen={}, cut=70, seed=9)
    assert Counter((item.topic, item.level) for item in form.items) == dict(plan.counts)
    assert form == assemble(bank, plan, last_seen={}, cut=70, seed=9)
    assert form != assemble(bank, plan, last_seen={}, cut=70, seed=10)
    assert form.shortages == ()


def test_a_retest_has_no_item_of_the_first_test_while_unseen_ones_exist() -> None:
    bank, plan = a_bank(TOPICS), blueprint(TOPICS, 30)
    first = {item.id: 1 for item in assemble(bank, plan, last_seen={}, seed=1).items}
    second = assemble(bank, plan, last_seen=first, seed=2)
    assert not {item.id for item in second.items} & set(first)


def test_at_most_one_clone_of_a_model_stands_in_a_form() -> None:
    bank = [
        an_item(f"m{m}-{c}", topic=TOPICS[m % 7], model=f"m{m}") for m in range(40) for c in "abc"
    ]
    form = assemble(bank, blueprint(TOPICS, 30), last_seen={}, seed=1)
    assert max(Counter(item.model for item in form.items).values()) == 1


def test_a_shortage_is_named_and_filled_from_the_neighbouring_level() -> None:
    bank = [i for i in a_bank(["t1"]) if i.level is not Level.ADVANCED]
    form = assemble(bank, blueprint([TopicId("t1")], 6), last_seen={}, seed=1)
    assert form.shortages == (Shortage(TopicId("t1"), Level.ADVANCED, 2, 0),)
    assert Counter(i.level for i in form.items) == {Level.FOUNDATION: 2, Level.WORKING: 4}


def test_a_bank_with_too_few_models_is_a_named_error() -> None:
    with pytest.raises(BankTooSmall):
        assemble(a_bank(["t1"], 2), blueprint([TopicId("t1")], 7), last_seen={}, seed=1)


def test_the_expected_score_at_the_cut_is_within_one_point_of_the_reference() -> None:
    bank = calibrated_bank()
    reference = reference_form(bank, TOPICS, 30)
    theta = ability_at(0.70, reference)
    for seed in range(20):
        form = assemble(bank, blueprint(TOPICS, 30, seed=seed), last_seen={}, cut=70, seed=seed)
        assert abs(expected_gap(theta, form.items, reference)) <= 0.01


def test_the_key_stands_at_each_position_equally_often() -> None:
    orders = option_orders([4] * 20 + [3] * 9, np.random.default_rng(2))
    assert Counter(order.index(0) for order in orders[:20]) == dict.fromkeys(range(4), 5)
    assert Counter(order.index(0) for order in orders[20:]) == dict.fromkeys(range(3), 3)
    assert all(sorted(order) == list(range(len(order))) for order in orders)


def test_where_a_form_must_be_fair_its_score_means_what_it_means_on_the_reference() -> None:
    bank = calibrated_bank()
    reference = reference_form(bank, TOPICS, 60)
    for seed in range(10):
        plan = blueprint(TOPICS, 60, seed=seed)
        form = assemble(bank, plan, last_seen={}, cut=70, fair_at=(60, 80), seed=seed).items
        for percent in (60, 70, 80):
            theta = ability_at(percent / 100, reference)
            assert abs(expected_gap(theta, form, reference)) <= 0.01


def test_a_form_that_is_sharp_at_the_cut_tells_the_two_sides_better_apart() -> None:
    bank = calibrated_bank()
    reference = reference_form(bank, TOPICS, 30)
    low, high = (ability_at(share, reference) for share in (0.65, 0.75))
    for seed in range(10):
        plan = blueprint(TOPICS, 30, seed=seed)
        form = assemble(bank, plan, last_seen={}, cut=70, seed=seed).items
        assert expected_gap(high, form, reference) > 0 > expected_gap(low, form, reference)
