"""Scores: number right, equated, with band and chance."""

import pytest

from plan_engine.measurement.assembly import assemble, blueprint, reference_form
from plan_engine.measurement.errors import BadCount, NoItems, UnknownItem
from plan_engine.measurement.score import equated_percent, probability_between, score
from plan_engine.rules import FINAL_TEST_ITEMS, WEEKLY_TEST_ITEMS
from tests.plan_engine.builders import a_bank, an_item, answers, topic_names

TOPICS = topic_names("b1")
BANK = a_bank(TOPICS, per_level=8)


@pytest.mark.parametrize("total", [WEEKLY_TEST_ITEMS, FINAL_TEST_ITEMS])
def test_on_a_form_with_the_reference_mix_the_score_is_the_raw_percentage_for_every_count(
    total: int,
) -> None:
    form = assemble(BANK, blueprint(TOPICS, total), last_seen={}, cut=70, seed=3).items
    reference = reference_form(BANK, TOPICS, total)
    for right in range(total + 1):
        assert equated_percent(right, form, reference) == 100 * right // total


@pytest.mark.parametrize("tier", [1, 2])
def test_a_harder_form_never_costs_and_rises_with_every_right_answer(tier: int) -> None:
    form = assemble(BANK, blueprint(TOPICS, 30, tier), last_seen={}, cut=70, seed=3).items
    reference = reference_form(BANK, TOPICS, 30)
    scores = [equated_percent(right, form, reference) for right in range(31)]
    assert scores == sorted(scores)
    assert scores[0] == 0
    assert scores[30] == 100
    assert all(score >= 100 * right // 30 for right, score in enumerate(scores))
    assert scores[20] >= 68


def test_the_score_comes_with_a_band_and_the_chance_of_being_above_the_cut() -> None:
    form = assemble(BANK, blueprint(TOPICS, 30), last_seen={}, cut=70, seed=1).items
    reference = reference_form(BANK, TOPICS, 30)
    at_cut = score(answers(form, 21), form, reference, 70)
    assert (at_cut.right, at_cut.total, at_cut.percent) == (21, 30, 70)
    assert at_cut.low < 70 < at_cut.high
    assert 0.35 < at_cut.p_pass < 0.65
    assert score(answers(form, 30), form, reference, 70).p_pass > 0.95
    assert score([], form, reference, 70).p_pass < 0.01


def test_the_bands_of_a_verdict_add_up_to_one() -> None:
    reference = reference_form(BANK, TOPICS, 30)
    shares = [
        probability_between(20, reference, reference, low, high)
        for low, high in ((0, 60), (60, 80), (80, 101))
    ]
    assert sum(shares) == pytest.approx(1.0)


def test_bad_input_to_a_score_is_a_named_error() -> None:
    with pytest.raises(NoItems):
        equated_percent(0, [], BANK)
    with pytest.raises(BadCount):
        equated_percent(3, BANK[:2], BANK)
    with pytest.raises(UnknownItem):
        score(answers([an_item("stray")], 1), BANK[:2], BANK, 70)
