"""Opening a test whose whole form is known at the start: weekly, final and comprehensive."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np
from sqlalchemy.orm import Session

from db.queries import attempts
from db.tables import TestAttempt
from plan_engine.kinds import TestType
from plan_engine.lifecycles import AttemptStatus
from plan_engine.measurement import errors
from plan_engine.measurement.assembly import assemble, blueprint, option_orders
from plan_engine.measurement.reference import reference_form
from plan_engine.values import ItemId, TopicId
from services.assessments import seed_from
from services.bank import current_bank
from services.errors import BankTooSmall
from services.forms import freeze, reference_as_json
from services.workspace import Workspace

EXPOSURE_SITTINGS = 100
"""Over how many of the newest sittings for a target an item's exposure is counted."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """Which test is sat, over what, and for which plan."""

    type: TestType
    slot: str
    target: str
    topics: Sequence[TopicId]
    items: int
    cut: int
    tier: int
    plan: UUID
    week: UUID | None = None
    fair_at: Sequence[int] = ()
    """Further percentages at which the score must mean the same as on the reference form."""


def open_test(session: Session, work: Workspace, learner: UUID, occasion: Occasion) -> UUID:
    """Open a sitting with a fresh form, or find the open one; its key. Raises BankTooSmall."""
    already = attempts.open_attempt(session, learner, occasion.slot)
    if already is not None:
        return already.id
    key = work.new_id()
    seed = seed_from(work.new_id())
    topics = list(dict.fromkeys(occasion.topics))
    bank = current_bank(session, work.content).asked_for(occasion.target, topics)
    seen = attempts.last_seen(session, learner)
    exposure = attempts.recent_exposure(session, occasion.target, EXPOSURE_SITTINGS)
    try:
        form = assemble(
            bank,
            blueprint(topics, occasion.items, occasion.tier, seed),
            last_seen={ItemId(item): order for item, order in seen.items()},
            exposure={ItemId(item): share for item, share in exposure.items()},
            cut=occasion.cut,
            fair_at=occasion.fair_at,
            seed=seed,
        )
    except errors.BankTooSmall as problem:
        raise BankTooSmall(
            "There are not enough questions for this test yet. We have been told."
        ) from problem
    attempt = TestAttempt(
        id=key,
        user_id=learner,
        personalized_plan_id=occasion.plan,
        weekly_plan_id=occasion.week,
        test_type=occasion.type,
        target=occasion.target,
        slot=occasion.slot,
        ordinal=attempts.sittings(session, learner, occasion.slot) + 1,
        status=AttemptStatus.OPEN,
        total_items=len(form.items),
        tier=occasion.tier,
        seed=seed,
        content_version=work.content.version,
        reference=reference_as_json(reference_form(bank, topics, occasion.items)),
        started_at=work.clock(),
    )
    session.add(attempt)
    session.flush()
    orders = option_orders([item.options for item in form.items], np.random.default_rng(seed))
    freeze(session, work, attempt, list(zip(form.items, orders, strict=True)), first_position=1)
    return key
