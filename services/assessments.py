"""The initial assessment: 36 items over every topic of a target, each chosen by the answers before."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import numpy as np
from sqlalchemy.orm import Session

from content.library import Target
from db.queries import attempts, plans
from db.tables import TestAttempt, UserRegistration
from plan_engine import rules
from plan_engine.kinds import TestType
from plan_engine.lifecycles import AttemptStatus
from plan_engine.measurement.adaptive import next_item
from plan_engine.measurement.options import option_orders
from plan_engine.measurement.reference import reference_form
from plan_engine.measurement.score import Score
from plan_engine.values import ItemId, ItemParameters, TargetId
from services import ledger
from services.attempts import Sitting, hand_in, open_sitting, save_answer, sitting_of
from services.bank import current_bank
from services.errors import NotFound, Refused
from services.forms import freeze, reference_as_json
from services.guards import lock_learner
from services.scoring import Report, blocks_over, keep_result, report_on, score_of, topics_of
from services.waiting import UNDER_WAY, waiting_assessments
from services.workspace import Workspace


def slot_of(target: TargetId) -> str:
    """The name under which sittings of a target's assessment are counted."""
    return f"initial:{target}"


def start_assessment(work: Workspace, learner: UUID, target_id: TargetId) -> UUID:
    """Open the assessment of a target, or find the one already open; its key.

    Raises NotFound for an unknown target, Refused while the bank cannot serve it, while a plan for
    it exists, or while its result waits for its plan to be made.
    """
    target = work.content.targets.get(target_id)
    if target is None:
        raise NotFound("There is no such role or language.")
    if work.content.readiness_to_start(target_id):
        raise Refused(f"{target.title} cannot be started yet: questions are still being written.")
    with work.transaction() as session:
        lock_learner(session, learner)
        already = attempts.open_attempt(session, learner, slot_of(target_id))
        if already is not None:
            return already.id
        _refuse_second_plan(session, learner, target)
        attempt = _new_attempt(session, work, learner, target_id)
        serve_next(session, work, sitting_of(session, attempt))
        return attempt.id


def answer_in_assessment(
    work: Workspace, learner: UUID, attempt_id: UUID, position: int, choice: int | None
) -> None:
    """Save an answer and serve the item that follows from it, in one transaction.

    The first answer is final, because the next item depends on it: a second click changes nothing.
    Raises NotFound, AttemptClosed.
    """
    with work.transaction() as session:
        person = lock_learner(session, learner)
        sitting = open_sitting(session, learner, attempt_id)
        if sitting.attempt.test_type is not TestType.INITIAL:
            raise NotFound("This question does not belong to an assessment.")
        if position in sitting.answered:
            return
        save_answer(session, work, person, sitting, position, choice)
        serve_next(session, work, sitting_of(session, sitting.attempt))


def serve_next(session: Session, work: Workspace, sitting: Sitting) -> None:
    """Add the next item to an open assessment, unless it has its full number."""
    attempt = sitting.attempt
    topics = topics_of(work, attempt.target)
    given = sitting.responses()
    seen = attempts.last_seen(session, attempt.user_id)
    chosen = next_item(
        current_bank(session, work.content).asked_for(attempt.target, topics),
        given,
        topics=topics,
        total=attempt.total_items,
        last_seen={ItemId(item): order for item, order in seen.items()},
        rng=np.random.default_rng([attempt.seed, len(given)]),
        blocks=blocks_over(work, topics),
    )
    if chosen is not None:
        order = _option_order(attempt, chosen, len(given))
        freeze(session, work, attempt, [(chosen, order)], first_position=len(given) + 1)


def finish_assessment(work: Workspace, learner: UUID, attempt_id: UUID) -> UUID:
    """Hand in a fully answered assessment; the key of its result. Twice gives the same result.

    Raises NotFound, and Refused while questions are open.
    """
    return hand_in(work, learner, attempt_id, _conclude)


def earlier_sittings(session: Session, work: Workspace, learner: UUID) -> list[UUID]:
    """The learner's sittings whose answers still say something today, of all plans, oldest first.

    What they say of topics that another target shares is credit there, as older answers.
    """
    since = work.clock() - timedelta(days=rules.EARLIER_ANSWERS_DAYS)
    results = attempts.results_of_learner(session, learner)
    return [result.attempt_id for result in results if result.created_at >= since]


def _conclude(
    session: Session, work: Workspace, learner: UserRegistration, sitting: Sitting
) -> UUID:
    if len(sitting.answers) < sitting.attempt.total_items:
        left = sitting.attempt.total_items - len(sitting.answers)
        raise Refused(f"{left} questions are still open. Answer them, or say “I don't know”.")
    report = report_on(session, work, sitting, earlier_sittings(session, work, learner.id))
    scored = _forecast_as_score(score_of(sitting, rules.JOB_READY_SCORE), report)
    result = keep_result(session, work, sitting, scored, report, passed=None)
    done = ledger.Done(
        result.created_at, result.id, awards=(), week_number=0, day_number=0, tests=1
    )
    ledger.record(session, work, learner, done)
    return result.id


def _forecast_as_score(counted: Score, report: Report) -> Score:
    """The assessment's score is the readiness forecast, with its 90% interval.

    Its items were chosen by the answers, so the number right says next to nothing: everybody gets
    about half of what is hard for them.
    """
    percent, low, high = report.mastery.overall.in_percent
    return replace(counted, percent=percent, low=low, high=high)


def _refuse_second_plan(session: Session, learner: UUID, target: Target) -> None:
    own = plans.plans_of(session, learner)
    if any(plan.target == target.id and plan.status in UNDER_WAY for plan in own):
        raise Refused(f"You already have a plan for {target.title}. Go on with that one.")
    if any(one.target == target.id for one in waiting_assessments(session, learner, own)):
        raise Refused(f"You have sat the assessment for {target.title}. Make your plan from it.")


def _new_attempt(session: Session, work: Workspace, learner: UUID, target: TargetId) -> TestAttempt:
    topics = topics_of(work, target)
    bank = current_bank(session, work.content).asked_for(target, topics)
    key = work.new_id()
    attempt = TestAttempt(
        id=key,
        user_id=learner,
        test_type=TestType.INITIAL,
        target=target,
        slot=slot_of(target),
        ordinal=attempts.sittings(session, learner, slot_of(target)) + 1,
        status=AttemptStatus.OPEN,
        total_items=rules.ASSESSMENT_ITEMS,
        tier=0,
        seed=seed_from(work.new_id()),
        content_version=work.content.version,
        reference=reference_as_json(reference_form(bank, topics, rules.ASSESSMENT_ITEMS)),
        started_at=work.clock(),
    )
    session.add(attempt)
    session.flush()
    return attempt


def seed_from(key: UUID) -> int:
    """A seed for everything that chance decides in one attempt, the order of options too.

    `key` is made for it: the attempt's own key is in the browser, and the right answers' places
    would follow from it.
    """
    return key.int % 2**31


def _option_order(attempt: TestAttempt, item: ItemParameters, given: int) -> tuple[int, ...]:
    """The item's place in an even spread of key positions over the whole attempt."""
    rng = np.random.default_rng([attempt.seed, item.options])
    spread: Sequence[tuple[int, ...]] = option_orders([item.options] * attempt.total_items, rng)
    return spread[given]
