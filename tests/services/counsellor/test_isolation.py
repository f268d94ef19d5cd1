"""A counsellor reaches only their own learners: everybody else's read as not found, everywhere."""

from collections.abc import Callable
from uuid import UUID

import pytest
from sqlalchemy import func, select

from db.tables import Intervention, TestAttempt
from plan_engine.lifecycles import AttemptStatus
from plan_engine.roles import Role
from services.assessments import start_assessment
from services.assignments import unassign
from services.counsellor.fresh_attempt import grant_fresh_attempt
from services.counsellor.notes import add_note
from services.counsellor.nudges import put_away, send_nudge, unseen_nudges
from services.counsellor.road import learner_road
from services.errors import NotFound
from services.workspace import Workspace
from tests.support.accounts import an_account
from tests.support.content import ROLE
from tests.support.learners import a_learner

Deed = Callable[[Workspace, UUID, UUID, UUID], object]
DEEDS: dict[str, Deed] = {
    "road": lambda work, who, learner, _: learner_road(work, who, learner),
    "note": lambda work, who, learner, _: add_note(work, who, learner, "A note."),
    "message": lambda work, who, learner, _: send_nudge(work, who, learner, "Hello."),
    "fresh attempt": lambda work, who, learner, test: grant_fresh_attempt(
        work, who, learner, test, "Power cut."
    ),
}


@pytest.fixture(params=list(DEEDS))
def deed(request: pytest.FixtureRequest) -> Deed:
    return DEEDS[request.param]


def traces(work: Workspace) -> tuple[int | None, int | None]:
    with work.reading() as session:
        return (
            session.scalar(select(func.count()).select_from(Intervention)),
            session.scalar(
                select(func.count()).where(TestAttempt.status == AttemptStatus.WITHDRAWN)
            ),
        )


def test_another_counsellors_learner_is_not_found_and_nothing_is_kept(
    work: Workspace, ada: UUID, stranger: UUID, deed: Deed
) -> None:
    test = start_assessment(work, ada, ROLE)
    with pytest.raises(NotFound) as refused:
        deed(work, stranger, ada, test)
    with pytest.raises(NotFound) as unknown:
        deed(work, stranger, work.new_id(), test)
    assert str(refused.value) == str(unknown.value)
    assert traces(work) == (0, 0)


def test_a_learner_whose_assignment_ended_is_not_found(
    work: Workspace, counsellor: UUID, ada: UUID, deed: Deed
) -> None:
    test = start_assessment(work, ada, ROLE)
    unassign(work, counsellor="counsellor", learner="ada", actor=None)
    with pytest.raises(NotFound):
        deed(work, counsellor, ada, test)


@pytest.mark.parametrize("role", [Role.LEARNER, Role.PRODUCT, Role.ADMIN])
def test_other_roles_reach_no_learner(work: Workspace, ada: UUID, role: Role, deed: Deed) -> None:
    test = start_assessment(work, ada, ROLE)
    with pytest.raises(NotFound):
        deed(work, an_account(work, "nosy", role), ada, test)
    with pytest.raises(NotFound):
        deed(work, ada, ada, test)


def test_a_message_is_seen_and_put_away_by_its_learner_only(
    work: Workspace, counsellor: UUID, ada: UUID
) -> None:
    bob = a_learner(work, "bob")
    sent = send_nudge(work, counsellor, ada, "Hello.")
    assert unseen_nudges(work, bob) == []
    with pytest.raises(NotFound):
        put_away(work, bob, sent.id)
    note = add_note(work, counsellor, ada, "Not for the home page.")
    with pytest.raises(NotFound):
        put_away(work, ada, note)
    assert [nudge.text for nudge in unseen_nudges(work, ada)] == ["Hello."]
    put_away(work, ada, sent.id)
    put_away(work, ada, sent.id)
    assert unseen_nudges(work, ada) == []
