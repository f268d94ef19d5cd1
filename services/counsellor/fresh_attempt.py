"""Granting a fresh attempt: an open test is withdrawn, and the next start serves unseen questions.

Weekly tests can be retaken without a limit, so there is no attempt to add; what a learner can lose
is a sitting, to a power cut or an illness, and that is what this gives back.
"""

from uuid import UUID

from db.tables import TestAttempt
from plan_engine.interventions import InterventionKind
from plan_engine.lifecycles import AttemptAction, AttemptStatus
from services.attempts import close
from services.counsellor.access import assigned_learner
from services.counsellor.notes import keep, sound_text
from services.errors import NotFound, Refused
from services.guards import lock_learner
from services.workspace import Workspace


def grant_fresh_attempt(
    work: Workspace, counsellor: UUID, learner: UUID, attempt_id: UUID, why: str
) -> None:
    """Withdraw a learner's open test, for the reason given: nothing of it counts. Twice: once.

    Raises NotFound for learners who are not theirs and tests that are not the learner's, Refused
    when the test was handed in or no reason is given.
    """
    reason = sound_text(why)
    with work.transaction() as session:
        assigned_learner(session, counsellor, learner)
        lock_learner(session, learner)
        attempt = session.get(TestAttempt, attempt_id, populate_existing=True)
        if attempt is None or attempt.user_id != learner:
            raise NotFound("There is no such test of this learner.")
        if attempt.status is AttemptStatus.WITHDRAWN:
            return
        if attempt.status is AttemptStatus.SUBMITTED:
            raise Refused("This test was handed in, so its result stands. The next one is fresh.")
        close(attempt, AttemptAction.WITHDRAW, work.clock())
        keep(work, session, counsellor, learner, InterventionKind.FRESH_ATTEMPT, reason)
