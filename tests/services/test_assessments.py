"""The assessment: every topic once, one item after another, a score that is the forecast."""

from collections import Counter

import pytest
from sqlalchemy import select

from db.queries import attempts
from db.tables import AssessmentResult
from plan_engine.rules import ASSESSMENT_ITEMS
from services.assessments import (
    answer_in_assessment,
    finish_assessment,
    start_assessment,
)
from services.attempts import answer, question
from services.errors import AttemptClosed, NotFound, Refused
from services.scoring import report_of
from services.workspace import Workspace
from tests.support.clock import Clock
from tests.support.content import ROLE, UNWRITTEN
from tests.support.learners import Walker, a_learner, knows_all, knows_nothing


@pytest.fixture
def walker(work: Workspace, clock: Clock) -> Walker:
    return Walker(work, clock, a_learner(work), ROLE)


def test_starting_twice_finds_the_open_assessment(walker: Walker) -> None:
    first = start_assessment(walker.work, walker.learner, ROLE)
    assert start_assessment(walker.work, walker.learner, ROLE) == first


def test_every_topic_is_asked_and_no_item_twice(walker: Walker) -> None:
    attempt_id = start_assessment(walker.work, walker.learner, ROLE)
    walker.answers(attempt_id, knows_nothing)
    with walker.work.reading() as session:
        items = attempts.items_of(session, attempt_id)
    assert len(items) == ASSESSMENT_ITEMS
    assert len({item.item_id for item in items}) == ASSESSMENT_ITEMS
    assert {item.topic for item in items} == set(walker.work.content.topics_of(ROLE))


def test_the_key_stands_at_each_place_about_equally_often(walker: Walker) -> None:
    attempt_id = start_assessment(walker.work, walker.learner, ROLE)
    walker.answers(attempt_id, knows_all)
    with walker.work.reading() as session:
        places = Counter(i.option_order.index(0) for i in attempts.items_of(session, attempt_id))
    assert max(places.values()) - min(places.values()) <= 1


def test_a_second_click_on_an_answer_changes_nothing(walker: Walker) -> None:
    attempt_id = start_assessment(walker.work, walker.learner, ROLE)
    answer_in_assessment(walker.work, walker.learner, attempt_id, 1, 0)
    answer_in_assessment(walker.work, walker.learner, attempt_id, 1, 1)
    shown = question(walker.work, walker.learner, attempt_id, 1)
    assert shown.choice == 0
    assert question(walker.work, walker.learner, attempt_id).position == 2


def test_leaving_and_coming_back_finds_the_same_question(walker: Walker, clock: Clock) -> None:
    attempt_id = start_assessment(walker.work, walker.learner, ROLE)
    answer_in_assessment(walker.work, walker.learner, attempt_id, 1, None)
    before = question(walker.work, walker.learner, attempt_id)
    clock.advance(days=3)
    after = question(walker.work, walker.learner, attempt_id)
    assert (before.position, before.stem, before.options) == (
        after.position,
        after.stem,
        after.options,
    )


@pytest.mark.parametrize("choice", [-1, 4, 99])
def test_an_option_that_is_not_there_is_refused_and_nothing_is_kept(
    walker: Walker, choice: int
) -> None:
    attempt_id = start_assessment(walker.work, walker.learner, ROLE)
    with pytest.raises(NotFound):
        answer_in_assessment(walker.work, walker.learner, attempt_id, 1, choice)
    assert not question(walker.work, walker.learner, attempt_id).answered


def test_an_assessment_s_answers_do_not_go_through_the_other_door(walker: Walker) -> None:
    attempt_id = start_assessment(walker.work, walker.learner, ROLE)
    with pytest.raises(NotFound):
        answer(walker.work, walker.learner, attempt_id, 1, 0)


def test_it_cannot_be_handed_in_with_open_questions(walker: Walker) -> None:
    attempt_id = start_assessment(walker.work, walker.learner, ROLE)
    with pytest.raises(Refused, match="still open"):
        finish_assessment(walker.work, walker.learner, attempt_id)
    assert question(walker.work, walker.learner, attempt_id).position == 1


def test_handing_in_twice_gives_the_same_result_and_closes_it(walker: Walker) -> None:
    attempt_id = start_assessment(walker.work, walker.learner, ROLE)
    walker.answers(attempt_id, knows_all)
    result = finish_assessment(walker.work, walker.learner, attempt_id)
    assert finish_assessment(walker.work, walker.learner, attempt_id) == result
    with pytest.raises(AttemptClosed):
        answer_in_assessment(walker.work, walker.learner, attempt_id, 1, 0)


def test_its_score_is_the_readiness_forecast(walker: Walker) -> None:
    result_id = walker.sits_assessment(knows_all)
    with walker.work.reading() as session:
        result = session.get_one(AssessmentResult, result_id)
    forecast = report_of(result).mastery.overall
    assert result.score == round(100 * forecast.mean)
    assert result.score_low <= 100 * forecast.low <= 100 * forecast.high <= result.score_high
    assert (result.score, result.score_low, result.score_high) == forecast.in_percent
    assert result.right_answers == ASSESSMENT_ITEMS


def test_somebody_else_s_assessment_reads_as_not_there(walker: Walker) -> None:
    attempt_id = start_assessment(walker.work, walker.learner, ROLE)
    other = a_learner(walker.work, "ben")
    with pytest.raises(NotFound):
        question(walker.work, other, attempt_id)
    with pytest.raises(NotFound):
        answer_in_assessment(walker.work, other, attempt_id, 1, 0)


def test_a_target_that_is_not_written_cannot_be_started(walker: Walker) -> None:
    with pytest.raises(Refused, match="still being written"):
        start_assessment(walker.work, walker.learner, UNWRITTEN)


def test_a_waiting_result_comes_before_a_second_assessment(walker: Walker) -> None:
    walker.sits_assessment()
    with pytest.raises(Refused, match="Make your plan"):
        start_assessment(walker.work, walker.learner, ROLE)


def test_answers_faster_than_reading_tell_nothing(walker: Walker) -> None:
    attempt_id = start_assessment(walker.work, walker.learner, ROLE)
    walker.answers(attempt_id, knows_nothing, seconds=1)
    result_id = finish_assessment(walker.work, walker.learner, attempt_id)
    with walker.work.reading() as session:
        report = report_of(session.scalars(select(AssessmentResult)).one())
    assert report.rapid == ASSESSMENT_ITEMS
    assert report.speed is None
    assert report.mastery.overall.high - report.mastery.overall.low > 0.25
    assert result_id
