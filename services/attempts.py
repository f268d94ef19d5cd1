"""Sitting a test: the question on the screen, saving each answer, handing in."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from db.queries import attempts
from db.tables import AttemptAnswer, AttemptItem, TestAttempt, UserRegistration
from plan_engine import rules
from plan_engine.kinds import TestType
from plan_engine.lifecycles import NEXT_ATTEMPT_STATUS, AttemptAction, AttemptStatus, after
from plan_engine.minutes import stretched
from plan_engine.values import Outcome, Response
from services.errors import AttemptClosed, NotFound
from services.forms import FrozenItem, parameters_of, thawed
from services.guards import lock_learner, own_active_plan, own_attempt
from services.workspace import Workspace

KEY = 0
"""The key's place in an item's own order of options."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question as the learner may see it before handing in: nothing here tells the key."""

    attempt_id: UUID
    test_type: TestType
    position: int
    """From 1."""
    total: int
    stem: str
    setup: str | None
    code: str | None
    language: str | None
    options: tuple[str, ...]
    is_answered: bool
    choice: int | None
    """The option chosen so far; None for "I don't know" and for no answer yet."""
    answered: frozenset[int]
    """Positions that have an answer."""
    can_go_back: bool
    runs_in: str | None = None
    """What the program is to be read as, with its version."""

    @property
    def unanswered(self) -> tuple[int, ...]:
        """Positions without an answer, in order."""
        return tuple(p for p in range(1, self.total + 1) if p not in self.answered)


@dataclass(frozen=True, slots=True)
class Sitting:
    """An attempt with what was served and answered."""

    attempt: TestAttempt
    items: Sequence[AttemptItem]
    answers: Mapping[UUID, AttemptAnswer]

    @property
    def answered(self) -> frozenset[int]:
        """Positions that have an answer."""
        return frozenset(item.position for item in self.items if item.id in self.answers)

    def responses(self) -> list[Response]:
        """One response for each served item, in order; an item without an answer counts as not known."""
        return [response_of(item, self.answers.get(item.id)) for item in self.items]


def response_of(item: AttemptItem, answer: AttemptAnswer | None) -> Response:
    """An answer as the measurement sees it."""
    if answer is None:
        return Response(parameters_of(item), Outcome.DONT_KNOW, None)
    return Response(parameters_of(item), Outcome(answer.outcome), answer.seconds)


def sitting_of(session: Session, attempt: TestAttempt) -> Sitting:
    """Everything served and answered in an attempt."""
    return Sitting(
        attempt, attempts.items_of(session, attempt.id), attempts.answers_of(session, attempt.id)
    )


def question(
    work: Workspace, learner: UUID, attempt_id: UUID, position: int | None = None
) -> Question:
    """The question at `position`, or the first without an answer. The clock starts when it is first shown.

    Raises NotFound, AttemptClosed, PlanNotActive.
    """
    with work.reading() as session:
        sitting = open_sitting(session, learner, attempt_id)
        item = _at(sitting, position)
        frozen = thawed(attempts.versions_of(session, [item.content_hash])[item.content_hash])
    if item.shown_at is None:
        _start_clock(work, learner, item.id)
    return _as_question(sitting, item, frozen)


def answer(
    work: Workspace, learner: UUID, attempt_id: UUID, position: int, choice: int | None
) -> None:
    """Save an answer; None is "I don't know". The last one before handing in counts.

    Not for the adaptive assessment (see `services.assessments.answer_in_assessment`). Raises
    NotFound, AttemptClosed, PlanNotActive.
    """
    with work.transaction() as session:
        person = lock_learner(session, learner)
        sitting = open_sitting(session, learner, attempt_id)
        if sitting.attempt.test_type is TestType.INITIAL:
            raise NotFound("This question belongs to an assessment.")
        save_answer(session, work, person, sitting, position, choice)


def open_sitting(session: Session, learner: UUID, attempt_id: UUID) -> Sitting:
    """A sitting of the learner that is not handed in. Raises NotFound, AttemptClosed, PlanNotActive."""
    return sitting_of(session, _open(session, learner, attempt_id))


def save_answer(
    session: Session,
    work: Workspace,
    learner: UserRegistration,
    sitting: Sitting,
    position: int,
    choice: int | None,
) -> None:
    """Keep an answer inside the caller's transaction; time is counted up to the first one."""
    item = _at(sitting, position)
    if choice is not None and not 0 <= choice < len(item.option_order):
        raise NotFound("That option is not one of this question's.")
    outcome = _outcome(item, choice)
    now = work.clock()
    given = sitting.answers.get(item.id)
    if given is None:
        session.add(
            AttemptAnswer(
                attempt_item_id=item.id,
                choice=choice,
                outcome=outcome.value,
                seconds=_seconds(item, now, learner.extra_time_percent),
                answered_at=now,
            )
        )
    else:
        given.choice = choice
        given.outcome = outcome.value
        given.answered_at = now
    session.flush()


Conclude = Callable[[Session, Workspace, UserRegistration, Sitting], UUID]


def hand_in(work: Workspace, learner: UUID, attempt_id: UUID, conclude: Conclude) -> UUID:
    """Close a sitting and draw its conclusion in one transaction; the key of its result.

    Handing in twice gives the first result again.
    """
    with work.transaction() as session:
        person = lock_learner(session, learner)
        attempt = own_attempt(session, learner, attempt_id)
        earlier = attempts.result_of_attempt(session, attempt.id)
        if earlier is not None:
            return earlier.id
        close(attempt, AttemptAction.SUBMIT, work.clock())
        session.flush()
        return conclude(session, work, person, sitting_of(session, attempt))


def close(attempt: TestAttempt, action: AttemptAction, now: datetime) -> None:
    """Submit or withdraw a sitting. Raises NotAllowed when it is not open."""
    attempt.status = after(NEXT_ATTEMPT_STATUS, attempt.status, action)
    attempt.submitted_at = now


_CLOSED = {
    AttemptStatus.SUBMITTED: "This test was handed in. You can read its result instead.",
    AttemptStatus.WITHDRAWN: "This test was withdrawn and counts for nothing. Start it again for fresh questions.",
}


def _open(session: Session, learner: UUID, attempt_id: UUID) -> TestAttempt:
    attempt = own_attempt(session, learner, attempt_id)
    if attempt.status is not AttemptStatus.OPEN:
        raise AttemptClosed(_CLOSED[attempt.status])
    if attempt.personalized_plan_id is not None:
        own_active_plan(session, learner, attempt.personalized_plan_id)
    return attempt


def _at(sitting: Sitting, position: int | None) -> AttemptItem:
    if position is None:
        open_items = [item for item in sitting.items if item.id not in sitting.answers]
        return open_items[0] if open_items else sitting.items[-1]
    for item in sitting.items:
        if item.position == position:
            return item
    raise NotFound("This test has no such question.")


def _start_clock(work: Workspace, learner: UUID, item_id: UUID) -> None:
    with work.transaction() as session:
        lock_learner(session, learner)
        item = session.get_one(AttemptItem, item_id)
        if item.shown_at is None:
            item.shown_at = work.clock()


def _outcome(item: AttemptItem, choice: int | None) -> Outcome:
    if choice is None:
        return Outcome.DONT_KNOW
    return Outcome.RIGHT if item.option_order[choice] == KEY else Outcome.WRONG


def _seconds(item: AttemptItem, now: datetime, extra_percent: int) -> float | None:
    """Time on the item by the server's clock; None when the person was evidently away from it.

    Extra time makes "evidently" later, in proportion.
    """
    if item.shown_at is None:
        return None
    seconds = max((now - item.shown_at).total_seconds(), 0.0)
    away_after = rules.AWAY_FACTOR * stretched(item.expected_seconds, extra_percent)
    return seconds if seconds <= away_after else None


def _as_question(sitting: Sitting, item: AttemptItem, frozen: FrozenItem) -> Question:
    given = sitting.answers.get(item.id)
    return Question(
        attempt_id=sitting.attempt.id,
        test_type=sitting.attempt.test_type,
        position=item.position,
        total=sitting.attempt.total_items,
        stem=frozen.stem,
        setup=frozen.setup,
        code=frozen.code,
        language=frozen.language,
        options=tuple(frozen.options[i] for i in item.option_order),
        is_answered=given is not None,
        choice=given.choice if given else None,
        answered=sitting.answered,
        can_go_back=sitting.attempt.test_type is not TestType.INITIAL,
        runs_in=frozen.runs_in,
    )
