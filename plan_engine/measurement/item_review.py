"""Item review: what recorded answers say against an item."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from plan_engine.measurement.errors import BadOutcome
from plan_engine.measurement.grid import GRID
from plan_engine.measurement.model import Array, curve_probability, curves
from plan_engine.values import ItemId, ItemParameters

NOT_SERVED: Final = -1
DONT_KNOW: Final = -2
"""Choices that are no option. Options are numbered as in the content: 0 is the key."""
KEY: Final = 0

ANSWERS_TO_JUDGE: Final = 30
"""Answers under which an item is not judged at all."""
PICKERS_TO_JUDGE: Final = 5
"""People who chose an option under which their ability says nothing about it."""
ALMOST_ALL: Final = 0.97
CLEAR: Final = 2.0
"""Standard errors from which a difference counts as clear, on top of its size."""
MISFIT_RATIO: Final = 1.25
"""Outfit-like ratio of observed to expected squared residuals from which answers are erratic."""
LOW_DISCRIMINATION: Final = 0.5


class ItemFlag(StrEnum):
    """What a reviewer should look at."""

    KEY_LOOKS_WRONG = "key_looks_wrong"
    """A distractor is chosen by abler people than the key is."""
    MISFIT = "misfit"
    """Answers scatter more around the model than chance explains."""
    EVERYONE_RIGHT = "everyone_right"
    NO_ONE_RIGHT = "no_one_right"
    """Not more often right than guessing."""
    HARDLY_DISCRIMINATES = "hardly_discriminates"
    DEAD_DISTRACTOR = "dead_distractor"
    """An option that nobody chose."""


@dataclass(frozen=True, slots=True)
class ItemReview:
    """One item's answers. Shares are of `answers`; abilities are of the rest of each person's answers."""

    item: ItemId
    answers: int
    right: float
    dont_know: float
    rapid: float
    """Share of all servings that were rapid guesses; those are no answers otherwise."""
    options: tuple[float, ...]
    """Share that chose each option, the key first."""
    abilities: tuple[float | None, ...]
    """Mean ability of who chose each option; None where nobody did."""
    discrimination: float
    """Correlation of right with ability from the other items; 0 where it has none."""
    misfit: float
    """Observed over expected squared residual: 1 fits, more is erratic, less is too neat."""
    flags: tuple[ItemFlag, ...]
    people: int = 0
    """Different people with an answer. Like the next two, 0 in reviews from before people were counted."""
    people_by_choice: tuple[int, ...] = ()
    """Whose first answer was each option, the key first, then who did not know: each person once."""
    people_rapid: int = 0
    """Different people with a rapid guess."""


def review_items(
    choices: NDArray[np.int64],
    items: Sequence[ItemParameters],
    abilities: Array,
    rapid: NDArray[np.bool_] | None = None,
    people: NDArray[np.int64] | None = None,
) -> tuple[ItemReview, ...]:
    """A review of each item from (rows, items) choices and each row's posterior on GRID.

    `abilities` is `Calibration.abilities` for the same rows and `items` carry that calibration's
    parameters: each item's own answer is taken out of the abilities again. `rapid` marks rapid guesses, which only count towards their share. `people` numbers whose
    each row is, earlier rows first; without it, each is somebody else's. Raises BadOutcome for a
    choice that the item does not have.
    """
    choices = np.asarray(choices, dtype=np.int64)
    if choices.shape != (len(abilities), len(items)):
        raise BadOutcome(f"{choices.shape} choices do not fit {len(items)} items.")
    for k, item in enumerate(items):
        if choices[:, k].max(initial=NOT_SERVED) >= item.options or choices[:, k].min() < DONT_KNOW:
            raise BadOutcome(f"Item {item.id} has no such option.")
    guessed = np.zeros(choices.shape, dtype=bool) if rapid is None else np.asarray(rapid, bool)
    whose = np.arange(len(choices)) if people is None else np.asarray(people, dtype=np.int64)
    right = curve_probability(GRID, curves(items))
    return tuple(
        _review(item, choices[:, k], guessed[:, k], abilities, right[:, k], whose)
        for k, item in enumerate(items)
    )


def _review(
    item: ItemParameters,
    served: NDArray[np.int64],
    guessed: NDArray[np.bool_],
    abilities: Array,
    probability: Array,
    whose: NDArray[np.int64],
) -> ItemReview:
    rows = (served != NOT_SERVED) & ~guessed
    choice = served[rows]
    count = len(choice)
    got = (choice == KEY).astype(np.float64)
    rest = _without(abilities[rows], probability, choice == KEY)
    ability = rest @ GRID
    expected = rest @ probability
    pickers = [ability[choice == option] for option in range(item.options)]
    variance = float((expected * (1.0 - expected)).sum())
    misfit = float(((got - expected) ** 2).sum()) / variance if count else 1.0
    correlation = _correlation(got, ability)
    spread = float(np.sqrt(((expected - expected**2) * (1 - 2 * expected) ** 2).sum()))
    shares = tuple(len(people) / count if count else 0.0 for people in pickers)
    flags = (
        _flags(item, pickers, float(got.mean()), correlation, misfit, spread / variance)
        if count >= ANSWERS_TO_JUDGE
        else ()
    )
    firsts = choice[np.unique(whose[rows], return_index=True)[1]]
    times_served = int((served != NOT_SERVED).sum())
    return ItemReview(
        item=item.id,
        answers=count,
        right=float(got.mean()) if count else 0.0,
        dont_know=float((choice == DONT_KNOW).mean()) if count else 0.0,
        rapid=float(guessed[served != NOT_SERVED].mean()) if times_served else 0.0,
        options=shares,
        abilities=tuple(float(people.mean()) if len(people) else None for people in pickers),
        discrimination=correlation,
        misfit=misfit,
        flags=flags,
        people=len(firsts),
        people_by_choice=tuple(
            int((firsts == one).sum()) for one in (*range(item.options), DONT_KNOW)
        ),
        people_rapid=len(np.unique(whose[guessed & (served != NOT_SERVED)])),
    )


def _without(abilities: Array, probability: Array, right: NDArray[np.bool_]) -> Array:
    """The posteriors with this item's own answer taken out."""
    likelihood = np.where(right[:, None], probability, np.maximum(1.0 - probability, 1e-12))
    rest = abilities / likelihood
    return np.asarray(rest / rest.sum(axis=1, keepdims=True), dtype=np.float64)


def _correlation(got: Array, ability: Array) -> float:
    if len(got) < 2 or got.std() == 0.0 or ability.std() == 0.0:
        return 0.0
    return float(np.corrcoef(got, ability)[0, 1])


def _flags(
    item: ItemParameters,
    pickers: list[Array],
    right: float,
    correlation: float,
    misfit: float,
    misfit_error: float,
) -> tuple[ItemFlag, ...]:
    count = sum(len(people) for people in pickers)
    chance_error = np.sqrt(item.guessing * (1.0 - item.guessing) / max(count, 1))
    return tuple(
        flag
        for flag, raised in (
            (ItemFlag.KEY_LOOKS_WRONG, any(_abler(other, pickers[KEY]) for other in pickers[1:])),
            (ItemFlag.MISFIT, misfit > max(MISFIT_RATIO, 1.0 + CLEAR * misfit_error)),
            (ItemFlag.EVERYONE_RIGHT, right >= ALMOST_ALL),
            (ItemFlag.NO_ONE_RIGHT, right <= item.guessing - CLEAR * chance_error or right == 0.0),
            (
                ItemFlag.HARDLY_DISCRIMINATES,
                item.discrimination < LOW_DISCRIMINATION or correlation < 0.0,
            ),
            (ItemFlag.DEAD_DISTRACTOR, any(not len(people) for people in pickers[1:])),
        )
        if raised
    )


def _abler(other: Array, key: Array) -> bool:
    """Whether those who chose `other` are clearly abler than those who chose the key."""
    if len(other) < PICKERS_TO_JUDGE:
        return False
    if len(key) < PICKERS_TO_JUDGE:
        return True
    error = np.sqrt(other.var() / len(other) + key.var() / len(key))
    return bool(other.mean() - key.mean() > CLEAR * error)
