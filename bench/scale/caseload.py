"""A caseload of made-up standings, as the services keep them, for a counsellor of many learners."""

from datetime import datetime, timedelta
from uuid import UUID

import numpy as np
from sqlalchemy import Engine, insert, select

from db.tables import CounsellorAssignment, Intervention, LearnerSummary, UserRegistration
from plan_engine.interventions import InterventionKind
from plan_engine.progression import Verdict, verdict
from plan_engine.risk import Silent
from plan_engine.stages import Milestone, Stage
from services.counsellor.summaries import REASONS
from services.workspace import Workspace

LEARNERS = 5_000
ROAD = (
    (Stage.REGISTERED, Milestone.REGISTERED),
    (Stage.ASSESSED, Milestone.ASSESSED),
    (Stage.LEARNING, Milestone.FIRST_DAY),
    (Stage.RECOVERING, Milestone.FIRST_WEEK),
    (Stage.PAUSED, Milestone.FIRST_WEEK),
    (Stage.VERDICT, Milestone.VERDICT),
)
DAY = timedelta(days=1)
WRITTEN_TO_EVERY = 3
"""Every third learner has got messages."""
MESSAGES_DAYS_AGO = (2, 9)


def give_caseload(work: Workspace, counsellor: UUID, seed: int) -> int:
    """Assign the counsellor up to LEARNERS learners whose standings are fresh; how many there were."""
    rng, now = np.random.default_rng(seed), work.clock()
    targets = list(work.content.targets)
    learners = _some_learners(work.engine, counsellor)
    standings = [_standing(rng, now, learner, targets) for learner in learners]
    with work.engine.begin() as connection:
        connection.execute(
            insert(CounsellorAssignment),
            [
                {
                    "id": work.new_id(),
                    "counsellor_id": counsellor,
                    "learner_id": learner,
                    "created_at": now,
                }
                for learner in learners
            ],
        )
        connection.execute(insert(LearnerSummary), standings)
        connection.execute(
            insert(Intervention),
            [
                {
                    "id": work.new_id(),
                    "learner_id": learner,
                    "counsellor_id": counsellor,
                    "kind": InterventionKind.NUDGE,
                    "text": "How is it going?",
                    "at": now - ago * DAY,
                }
                for learner in learners[::WRITTEN_TO_EVERY]
                for ago in MESSAGES_DAYS_AGO
            ],
        )
    return len(learners)


def _some_learners(engine: Engine, counsellor: UUID) -> list[UUID]:
    with engine.connect() as connection:
        return list(
            connection.scalars(
                select(UserRegistration.id)
                .where(UserRegistration.id != counsellor)
                .order_by(UserRegistration.id)
                .limit(LEARNERS)
            )
        )


def _standing(
    rng: np.random.Generator, now: datetime, learner: UUID, targets: list[str]
) -> dict[str, object]:
    stage, milestone = ROAD[int(rng.integers(len(ROAD)))]
    measured = milestone >= Milestone.ASSESSED
    readiness = int(rng.integers(20, 98))
    if stage is Stage.VERDICT and verdict(readiness) is Verdict.JOB_READY:
        milestone = Milestone.JOB_READY
    last_active = now - int(rng.integers(0, 30)) * DAY
    silent_from = last_active + 7 * DAY
    silence = Silent(last_active.date(), 1.5, silent_from.date())
    return {
        "learner_id": learner,
        "covers_until": now + DAY,
        "timezone": "UTC",
        "target": targets[int(rng.integers(len(targets)))] if measured else None,
        "stage": stage,
        "milestone": int(milestone),
        "week": int(rng.integers(1, 5)) if milestone >= Milestone.FIRST_DAY else None,
        "day": int(rng.integers(1, 8)) if milestone >= Milestone.FIRST_DAY else None,
        "readiness": readiness if measured else None,
        "readiness_low": max(readiness - 8, 0) if measured else None,
        "readiness_high": min(readiness + 8, 100) if measured else None,
        "is_forecast": stage is not Stage.VERDICT if measured else None,
        "trend": int(rng.integers(-10, 20)) if milestone >= Milestone.FIRST_WEEK else None,
        "last_score": readiness if measured else None,
        "verdict": verdict(readiness) if stage is Stage.VERDICT else None,
        "last_active_on": last_active.date(),
        "streak": 0,
        "streak_until": None,
        "failing_weight": 0,
        "is_falling": False,
        "is_guessing": False,
        "silent_from": silent_from,
        "behind_from": None,
        "behind_until": None,
        "unstarted_from": None,
        "reasons": REASONS.dump_python((silence,), mode="json"),
        "weak_topics": [],
    }
