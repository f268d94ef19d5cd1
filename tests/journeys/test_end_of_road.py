"""The end of the road in a browser: job ready, correction and retest, and another role.

The weeks before are lived through the services, on the running installation's own database; what
is looked at and decided here is done in the browser.
"""

import re
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from db.queries import plans
from db.tables import FinalRetest, PersonalizedPlan
from plan_engine.lifecycles import DayStatus, PlanStatus
from services.attempts import answer, question
from services.days import complete_day
from services.final_tests import start_final_test, start_retest, submit_final_test
from tests.journeys.conftest import Past, VisitorMaker, signs_in
from tests.support.learners import Knows, Walker, knows_all, knows_first
from tests.support.visitor import Visitor


def passes_every_week(walker: Walker, plan_id: UUID) -> None:
    """Days and tests of all weeks."""
    with walker.work.reading() as session:
        weeks = [week.id for week in plans.weeks_of(session, plan_id)]
    for week in weeks:
        walker.works_through(week)
        walker.sits_weekly_test(week, knows_first(24))


def answers_all_but_one(walker: Walker, attempt_id: UUID, knows: Knows) -> None:
    """Everything but the last question, which is left for the browser."""
    total = question(walker.work, walker.learner, attempt_id).total
    for position in range(1, total):
        question(walker.work, walker.learner, attempt_id, position)
        walker.clock.advance(seconds=40)
        place = walker.choice(attempt_id, position, knows)
        answer(walker.work, walker.learner, attempt_id, position, place)


def hands_in_last_question(person: Visitor) -> None:
    """Says "I don't know" to question 60 and hands in."""
    person.visit("/final-test")
    person.sees("Question 60 of 60")
    person.choose("I don’t know")
    person.click("Review and hand in")
    person.sees("Every question has an answer.")
    person.click(re.compile("Hand in$"))


def test_a_strong_learner_is_congratulated_and_takes_the_report_home(
    past: Past, visitor: VisitorMaker, tmp_path: Path
) -> None:
    walker = past("ada")
    plan_id = walker.starts_plan(knows_first(30))
    passes_every_week(walker, plan_id)
    person = visitor("ada")
    signs_in(person, "ada")
    person.sees("Every week passed")
    person.click("Go to the final test")
    person.click("Start the final test")
    person.sees("Question 1 of 60")
    attempt_id = start_final_test(walker.work, walker.learner, plan_id)
    answers_all_but_one(walker, attempt_id, knows_all)
    hands_in_last_question(person)
    person.sees("Congratulations!")
    person.sees(re.compile(r"98% on a test of 60 questions"))
    with person.page.expect_download() as download:
        person.button("Download your report (PDF)").click()
    report = tmp_path / "report.pdf"
    download.value.save_as(report)
    assert report.read_bytes().startswith(b"%PDF-")
    person.click("All details")
    person.sees("Strengths and gaps")
    person.sees("Since your assessment")
    with walker.work.reading() as session:
        assert session.get_one(PersonalizedPlan, plan_id).status is PlanStatus.COMPLETED
    assert person.errors == []


def test_a_weak_learner_is_corrected_retested_and_told_what_is_missing(
    past: Past, visitor: VisitorMaker
) -> None:
    walker = past("ben")
    plan_id = walker.starts_plan()
    passes_every_week(walker, plan_id)
    attempt_id = start_final_test(walker.work, walker.learner, plan_id)
    answers_all_but_one(walker, attempt_id, knows_first(42))
    person = visitor("ben", viewport={"width": 390, "height": 844})
    signs_in(person, "ben")
    hands_in_last_question(person)
    person.sees("Not there yet: 70")  # 42 of 60: exactly the cut goes to correction
    person.click("See the correction plan")
    person.sees("0 of 14 days done")
    person.sees("Locked until day 13 is done")
    person.sees("Locked until every day of the correction plan is done")
    lives_through_the_correction(walker, plan_id)
    retest = start_retest(walker.work, walker.learner, plan_id)
    answers_all_but_one(walker, retest, knows_first(45))
    hands_in_last_question(person)
    person.sees("Needs additional training")
    person.sees("Strengths and gaps")
    person.visit("/home")
    person.sees("75%")
    with walker.work.reading() as session:
        kept = session.scalars(select(FinalRetest)).one()
        assert (kept.score, kept.total_questions) == (75, 60)
        assert kept.career_recommendation == "needs_training"
    assert person.errors == []


def lives_through_the_correction(walker: Walker, plan_id: UUID) -> None:
    """All fourteen days, one a day."""
    with walker.work.reading() as session:
        correction = plans.correction_of(session, plan_id)
    assert correction is not None
    for _ in range(14):
        with walker.work.reading() as session:
            days = plans.days_of_correction(session, correction.id)
        today = next(day for day in days if day.status is DayStatus.UNLOCKED)
        complete_day(walker.work, walker.learner, today.id)
        walker.clock.advance(days=1)


def test_who_fails_a_week_three_times_is_shown_other_targets(
    past: Past, visitor: VisitorMaker
) -> None:
    walker = past("cleo")
    plan_id = walker.starts_plan()
    week = walker.week(1, plan_id)
    for _ in range(3):
        walker.works_through(week)
        walker.sits_weekly_test(week, knows_first(8))
    person = visitor("cleo")
    signs_in(person, "cleo")
    person.visit("/diagnosis")
    person.sees("This week was failed 3 times.")
    person.follow("See what else your answers bring you near to")
    person.sees("One week of Backend Developer (Python) has been hard three times over.")
    person.sees("You can start these now")
    person.follow("Back to your plan")
    person.sees("Recovering")
    assert person.errors == []


def test_who_is_not_yet_a_fit_after_the_retest_can_look_elsewhere(
    past: Past, visitor: VisitorMaker
) -> None:
    walker = past("dan")
    plan_id = walker.starts_plan()
    passes_every_week(walker, plan_id)
    attempt_id = start_final_test(walker.work, walker.learner, plan_id)
    submit_final_test(walker.work, walker.learner, attempt_id)
    lives_through_the_correction(walker, plan_id)
    retest = start_retest(walker.work, walker.learner, plan_id)
    answers_all_but_one(walker, retest, knows_first(30))
    person = visitor("dan")
    signs_in(person, "dan")
    hands_in_last_question(person)
    person.sees("Not yet a fit")
    person.click("See other targets")
    person.sees("Your old plan stays as it is")
    person.follow("Your old plan")
    person.sees("Your plan: Backend Developer (Python)")
    with walker.work.reading() as session:
        assert session.get_one(PersonalizedPlan, plan_id).status is PlanStatus.FAILED
    assert person.errors == []
