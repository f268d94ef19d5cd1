"""Item review: what the answers say against an item."""

import numpy as np
import pytest

from plan_engine.measurement.calibration import calibrate
from plan_engine.measurement.errors import BadOutcome
from plan_engine.measurement.item_review import DONT_KNOW, ItemFlag, ItemReview, review_items
from plan_engine.measurement.model import probability_right
from plan_engine.values import Level
from tests.plan_engine.builders import an_item

ITEMS = [an_item(f"i{k}", level=Level(1 + k % 3)) for k in range(20)]


def choices(seed: int = 1, learners: int = 400) -> tuple[np.ndarray, np.ndarray]:
    """Options chosen by learners, the wrong ones by lot; and the learners' abilities."""
    rng = np.random.default_rng(seed)
    theta = rng.normal(size=learners)
    right = rng.random((learners, len(ITEMS))) < probability_right(theta, ITEMS)
    return np.where(right, 0, rng.integers(1, 4, right.shape)), theta


def reviewed(chosen: np.ndarray, rapid: np.ndarray | None = None) -> tuple[ItemReview, ...]:
    outcomes = np.where(chosen == -1, np.nan, chosen == 0)
    found = calibrate(outcomes, ITEMS)
    return review_items(chosen, found.applied(ITEMS), found.abilities, rapid)


def test_sound_items_have_no_flags_and_shares_that_add_up() -> None:
    found = reviewed(choices()[0])
    assert sum(bool(item.flags) for item in found) <= 1
    for item in found:
        assert sum(item.options) + item.dont_know == pytest.approx(1.0)
        assert item.discrimination > 0.1
        assert item.misfit == pytest.approx(1.0, abs=0.05)


def test_a_key_that_the_able_avoid_is_flagged() -> None:
    chosen, _ = choices()
    wrong_key = chosen[:, 4].copy()
    chosen[:, 4] = np.select([wrong_key == 0, wrong_key == 1], [1, 0], wrong_key)
    found = reviewed(chosen)
    assert ItemFlag.KEY_LOOKS_WRONG in found[4].flags
    assert found[4].abilities[1] > found[4].abilities[0]


def test_items_everyone_or_no_one_gets_are_flagged() -> None:
    chosen, _ = choices()
    chosen[:, 0], chosen[:, 1] = 0, 2
    found = reviewed(chosen)
    assert ItemFlag.EVERYONE_RIGHT in found[0].flags
    assert ItemFlag.NO_ONE_RIGHT in found[1].flags
    assert ItemFlag.DEAD_DISTRACTOR in found[1].flags


def test_answers_by_lot_make_an_item_misfit_or_not_discriminate() -> None:
    chosen, _ = choices()
    chosen[:, 3] = np.random.default_rng(5).integers(0, 4, len(chosen))
    assert {ItemFlag.MISFIT, ItemFlag.HARDLY_DISCRIMINATES, ItemFlag.NO_ONE_RIGHT} & set(
        reviewed(chosen)[3].flags
    )


def test_rapid_guesses_count_only_towards_their_share() -> None:
    chosen, _ = choices()
    rapid = np.zeros(chosen.shape, dtype=bool)
    rapid[:40, 2] = True
    found = reviewed(chosen, rapid)[2]
    assert found.rapid == pytest.approx(0.1)
    assert found.answers == 360


def test_few_answers_are_not_judged() -> None:
    chosen, _ = choices(learners=29)
    chosen[:, 0] = 2
    assert reviewed(chosen)[0].flags == ()


def test_i_dont_know_has_its_own_share_and_unserved_rows_none() -> None:
    chosen, _ = choices()
    chosen[:100, 0], chosen[100:200, 0] = DONT_KNOW, -1
    found = reviewed(np.where(chosen == DONT_KNOW, DONT_KNOW, chosen))[0]
    assert found.answers == 300
    assert found.dont_know == pytest.approx(1 / 3)


def test_an_option_that_the_item_does_not_have_is_a_named_error() -> None:
    chosen, _ = choices(learners=3)
    chosen[0, 0] = 4
    with pytest.raises(BadOutcome):
        review_items(chosen, ITEMS, np.full((3, 81), 1 / 81))
