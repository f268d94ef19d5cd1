"""Item health: shares of answers by enough people, and nothing from which fewer could be told."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from db.tables import Calibration
from plan_engine.measurement.item_review import ItemReview
from plan_engine.metrics.definitions import FEWEST_PEOPLE
from plan_engine.values import ItemId
from services.calibrate import calibrate_bank
from services.item_health import REVIEWS, ItemRow, item_health, shares
from services.workspace import Workspace
from tests.support.clock import Clock
from tests.support.content import ROLE
from tests.support.learners import Walker, a_learner, knows_first

REVIEW = ItemReview(
    item=ItemId("any"),
    answers=40,
    right=0.5,
    dont_know=0.1,
    rapid=0.0,
    options=(0.5, 0.2, 0.2, 0.0),
    abilities=(0.0, 0.0, 0.0, None),
    discrimination=0.4,
    misfit=1.0,
    flags=(),
    people=40,
    people_by_choice=(20, 8, 8, 0, 4),
)


def reviews_of(work: Workspace, **changed: Any) -> None:
    """One calibration, in whose reviews all items are changed."""
    with work.transaction() as session:
        calibration = session.scalars(select(Calibration)).one()
        reviews = REVIEWS.validate_python(calibration.report["items"])
        calibration.report = calibration.report | {
            "items": REVIEWS.dump_python([replace(one, **changed) for one in reviews], mode="json")
        }


def rows(work: Workspace) -> tuple[ItemRow, ...]:
    found = item_health(work)
    assert found is not None
    return found.rows


def sit(work: Workspace, clock: Clock, learners: int) -> None:
    for number in range(learners):
        walker = Walker(work, clock, a_learner(work, f"learner{number}"), ROLE)
        walker.sits_assessment(knows_first(18))


def test_one_person_with_many_answers_is_one_person(work: Workspace, clock: Clock) -> None:
    """Thirty answers of one learner are no figure about thirty."""
    sit(work, clock, 2)
    calibrate_bank(work)
    reviews_of(work, answers=30, people=1)
    found = item_health(work)
    assert found is not None
    assert found.rows == ()
    assert found.tests is None
    assert found.answers == 0


def test_each_person_is_counted_once_with_their_first_answer(work: Workspace, clock: Clock) -> None:
    sit(work, clock, 6)
    calibrate_bank(work)
    with work.reading() as session:
        report = session.scalars(select(Calibration)).one().report
    for review in REVIEWS.validate_python(report["items"]):
        assert 0 < review.people <= 6
        assert sum(review.people_by_choice) == review.people


def test_reviews_from_before_people_were_counted_tell_nothing(
    work: Workspace, clock: Clock
) -> None:
    sit(work, clock, 6)
    calibrate_bank(work)
    with work.transaction() as session:
        calibration = session.scalars(select(Calibration)).one()
        calibration.report = calibration.report | {
            "items": [
                {name: value for name, value in one.items() if not name.startswith("people")}
                for one in calibration.report["items"]
            ]
        }
    assert rows(work) == ()


def test_an_option_that_few_people_chose_is_hidden_and_does_not_follow() -> None:
    """Four did not know: with one more option hidden, they are not what is left of the answers."""
    assert shares(REVIEW) == [0.5, None, 0.2, 0.0, None]


def test_where_enough_people_chose_each_everything_is_told() -> None:
    assert shares(replace(REVIEW, people_by_choice=(20, 8, 7, 0, 5))) == [0.5, 0.2, 0.2, 0.0, 0.1]


@given(st.lists(st.integers(0, 9), min_size=4, max_size=6))
def test_what_is_left_of_the_answers_is_nobody_or_enough_people(people: list[int]) -> None:
    answers = sum(people)
    if answers < FEWEST_PEOPLE:
        return
    review = replace(
        REVIEW,
        answers=answers,
        options=tuple(number / answers for number in people[:-1]),
        dont_know=people[-1] / answers,
        people=answers,
        people_by_choice=tuple(people),
    )
    found = shares(review)
    hidden = sum(number for number, share in zip(people, found, strict=True) if share is None)
    assert hidden == 0 or hidden >= FEWEST_PEOPLE
    for number, share in zip(people, found, strict=True):
        assert share is None or number == 0 or number >= FEWEST_PEOPLE


@pytest.mark.parametrize(("learners", "told"), [(0, 0), (4, None), (5, 5)])
def test_tests_since_then_are_told_of_enough_people(
    work: Workspace, clock: Clock, learners: int, told: int | None
) -> None:
    sit(work, clock, 6)
    calibrate_bank(work)
    clock.advance(days=1)
    for number in range(learners):
        walker = Walker(work, clock, a_learner(work, f"later{number}"), ROLE)
        walker.sits_assessment(knows_first(18))
    found = item_health(work)
    assert found is not None
    assert found.tests_since == told


def test_an_item_that_few_people_met_lately_has_no_exposure(work: Workspace, clock: Clock) -> None:
    sit(work, clock, 6)
    calibrate_bank(work)
    reviews_of(work, people=6)
    assert {row.exposure for row in rows(work)} <= {None, 0.0, 1.0}  # else some of six did not
