"""Scores: what must hold on any form."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from plan_engine.measurement.score import equated_percent, score
from plan_engine.values import ItemParameters, Level
from tests.plan_engine.builders import an_item, answers
from tests.plan_engine.strategies import forms


@given(forms(smallest=2), forms(smallest=2))
def test_every_form_scores_from_0_to_100_rising_with_every_right_answer_and_never_below_raw(
    form: list[ItemParameters], reference: list[ItemParameters]
) -> None:
    total = len(form)
    scores = [equated_percent(right, form, reference) for right in range(total + 1)]
    assert scores[0] == 0
    assert scores[-1] == 100
    assert scores == sorted(scores)
    assert all(score >= 100 * right // total for right, score in enumerate(scores))


@given(forms(), st.integers(1, 3))
def test_a_form_equated_to_itself_scores_its_raw_percentage(
    form: list[ItemParameters], copies: int
) -> None:
    total = len(form)
    for right in range(total + 1):
        assert equated_percent(right, form, form * copies) == 100 * right // total


@given(st.integers(1, 60), st.data())
def test_a_score_is_at_a_cut_only_when_the_count_is(total: int, data: st.DataObject) -> None:
    right = data.draw(st.integers(0, total))
    form = [an_item(f"i{k}") for k in range(total)]
    percent = equated_percent(right, form, form)
    for cut in (60, 70, 80, 85):
        assert (percent >= cut) == (100 * right >= cut * total)


@given(forms(smallest=3), forms(smallest=3), st.sampled_from([60, 70, 71, 80]))
def test_bands_hold_the_score_and_chances_rise_with_the_count(
    form: list[ItemParameters], reference: list[ItemParameters], cut: int
) -> None:
    results = [score(answers(form, right), form, reference, cut) for right in range(len(form) + 1)]
    assert all(0 <= r.low <= r.percent <= r.high <= 100 for r in results)
    chances = [r.p_pass for r in results]
    assert all(0.0 <= p <= 1.0 for p in chances)
    assert all(later >= earlier - 1e-9 for earlier, later in pairwise(chances))


@given(st.floats(0.0, 2.0), st.integers(10, 30))
def test_the_harder_the_form_the_higher_the_score_for_the_same_count(
    harder: float, total: int
) -> None:
    reference = [an_item(f"r{k}", difficulty=-0.5) for k in range(total)]
    forms_ = [
        [an_item(f"f{k}", difficulty=-0.5 + step, level=Level.ADVANCED) for k in range(total)]
        for step in (harder, harder + 0.5)
    ]
    for right in range(total + 1):
        easier_score, harder_score = (equated_percent(right, form, reference) for form in forms_)
        assert harder_score >= easier_score
