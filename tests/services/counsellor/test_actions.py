"""Notes, messages and fresh attempts, and the log that shows what happened around them."""

from uuid import UUID

import pytest

from db.queries import attempts
from plan_engine.interventions import Deed
from plan_engine.lifecycles import AttemptStatus
from services.assessments import start_assessment
from services.comfort import set_extra_time
from services.counsellor.fresh_attempt import grant_fresh_attempt
from services.counsellor.mail import MailFailed
from services.counsellor.notes import TEXT_MAX_CHARACTERS, add_note
from services.counsellor.nudges import SUBJECT, UNSEEN_AT_MOST, send_nudge, unseen_nudges
from services.counsellor.road import learner_road
from services.errors import NotFound, Refused
from services.weekly_tests import start_weekly_test
from services.workspace import Workspace
from tests.support.clock import Clock
from tests.support.content import ROLE
from tests.support.learners import Walker


@pytest.mark.parametrize("text", ["", "  \n ", "x" * (TEXT_MAX_CHARACTERS + 1)])
def test_nothing_and_too_much_are_refused(
    work: Workspace, counsellor: UUID, ada: UUID, text: str
) -> None:
    with pytest.raises(Refused):
        add_note(work, counsellor, ada, text)
    with pytest.raises(Refused):
        send_nudge(work, counsellor, ada, text)
    assert learner_road(work, counsellor, ada).log == ()


def test_a_message_sent_by_two_clicks_arrives_once(
    work: Workspace, counsellor: UUID, ada: UUID, clock: Clock
) -> None:
    first = send_nudge(work, counsellor, ada, "Shall we talk?")
    assert send_nudge(work, counsellor, ada, "Shall we talk? ").id == first.id
    assert len(unseen_nudges(work, ada)) == 1
    clock.advance(hours=1)
    assert send_nudge(work, counsellor, ada, "Shall we talk?").id != first.id


def test_messages_do_not_pile_up_unseen(work: Workspace, counsellor: UUID, ada: UUID) -> None:
    for number in range(UNSEEN_AT_MOST):
        send_nudge(work, counsellor, ada, f"Message {number}")
    with pytest.raises(Refused, match="has not seen"):
        send_nudge(work, counsellor, ada, "One more")


def test_a_message_goes_by_mail_only_where_mail_is_set_up(
    work: Workspace, counsellor: UUID, ada: UUID
) -> None:
    posted: list[tuple[str, str, str]] = []
    assert send_nudge(work, counsellor, ada, "Without mail").mailed is None
    sent = send_nudge(
        work, counsellor, ada, "With mail", mailer=lambda *letter: posted.append(letter)
    )
    assert sent.mailed
    assert posted == [("ada@example.org", SUBJECT, "With mail")]


def test_a_message_stays_where_its_mail_fails(work: Workspace, counsellor: UUID, ada: UUID) -> None:
    def fails(_to: str, _subject: str, _text: str) -> None:
        raise MailFailed("ConnectionRefusedError")

    assert send_nudge(work, counsellor, ada, "Hello.", mailer=fails).mailed is False
    assert [nudge.text for nudge in unseen_nudges(work, ada)] == ["Hello."]


def test_a_fresh_attempt_withdraws_the_open_test_and_serves_other_questions(
    work: Workspace, counsellor: UUID, ada: UUID, road: Walker
) -> None:
    week = road.week(1, road.starts_plan())
    road.works_through(week)
    disturbed = start_weekly_test(work, ada, week)
    grant_fresh_attempt(work, counsellor, ada, disturbed, "Power cut.")
    grant_fresh_attempt(work, counsellor, ada, disturbed, "Power cut.")
    fresh = start_weekly_test(work, ada, week)
    assert fresh != disturbed
    shown = learner_road(work, counsellor, ada)
    assert {row.id: row.status for row in shown.attempts}[disturbed] is AttemptStatus.WITHDRAWN
    assert [entry.deed for entry in shown.log] == [Deed.FRESH_ATTEMPT]
    with work.reading() as session:
        served = [
            {item.item_id for item in attempts.items_of(session, key)} for key in (disturbed, fresh)
        ]
    assert not served[0] & served[1]


def test_a_handed_in_test_cannot_be_taken_back(
    work: Workspace, counsellor: UUID, ada: UUID, road: Walker
) -> None:
    road.sits_assessment()
    (row,) = learner_road(work, counsellor, ada).attempts
    with pytest.raises(Refused, match="handed in"):
        grant_fresh_attempt(work, counsellor, ada, row.id, "They asked nicely.")
    with pytest.raises(NotFound):
        grant_fresh_attempt(work, counsellor, ada, work.new_id(), "Guessed.")


def test_a_fresh_attempt_needs_a_reason(work: Workspace, counsellor: UUID, ada: UUID) -> None:
    open_test = start_assessment(work, ada, ROLE)
    with pytest.raises(Refused, match="Write something"):
        grant_fresh_attempt(work, counsellor, ada, open_test, " ")


def test_the_log_counts_activity_seven_days_before_and_after(
    work: Workspace, counsellor: UUID, ada: UUID, road: Walker, clock: Clock
) -> None:
    plan = road.starts_plan()
    road.works_through(road.week(1, plan))  # seven days in a row
    clock.advance(days=2)
    send_nudge(work, counsellor, ada, "Where are you?")  # after two days of silence
    (entry,) = learner_road(work, counsellor, ada).log
    assert (entry.around.before, entry.around.after, entry.around.after_days) == (5, 0, 0)
    clock.advance(days=1)
    road.sits_weekly_test(road.week(1, plan), lambda _: True)
    clock.advance(days=3)
    (entry,) = learner_road(work, counsellor, ada).log
    assert (entry.around.before, entry.around.after, entry.around.after_days) == (5, 1, 3)
    assert entry.marks[7] is None
    assert entry.marks[8:] == (True, False, False, None, None, None, None)
    clock.advance(days=30)
    (entry,) = learner_road(work, counsellor, ada).log
    assert (entry.around.after, entry.around.after_days) == (1, 7)


def test_the_log_names_every_deed_and_who_did_it(
    work: Workspace, counsellor: UUID, ada: UUID, clock: Clock
) -> None:
    add_note(work, counsellor, ada, "Called.")
    clock.advance(minutes=1)
    set_extra_time(work, counsellor, ada, 25)
    clock.advance(minutes=1)
    send_nudge(work, counsellor, ada, "Well done.")
    log = learner_road(work, counsellor, ada).log
    assert [(entry.deed, entry.by) for entry in log] == [
        (Deed.NUDGE, "Ada Tester"),
        (Deed.EXTRA_TIME, "Ada Tester"),
        (Deed.NOTE, "Ada Tester"),
    ]
