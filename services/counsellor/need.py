"""Who needs a counsellor, as conditions that the database sorts and filters by."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, case, or_

from db.tables import LearnerSummary
from plan_engine import risk_rules as rules
from plan_engine.risk import RiskKind


class Need(StrEnum):
    """How much a learner needs a word."""

    URGENT = "urgent"
    SOME = "some"
    NONE = "none"


def holds(kind: RiskKind, now: datetime) -> ColumnElement[bool]:
    """Whether a reason of this kind holds now."""
    found: dict[RiskKind, Any] = {
        RiskKind.FAILING: LearnerSummary.failing_weight > 0,
        RiskKind.FALLING: LearnerSummary.is_falling,
        RiskKind.GUESSING: LearnerSummary.is_guessing,
        RiskKind.SILENT: LearnerSummary.silent_from <= now,
        RiskKind.BEHIND: and_(
            LearnerSummary.behind_from <= now,
            or_(LearnerSummary.behind_until.is_(None), LearnerSummary.behind_until > now),
        ),
        RiskKind.NEVER_STARTED: LearnerSummary.unstarted_from <= now,
    }
    return found[kind]  # type: ignore[no-any-return]  # columns of several kinds


def total_weight(now: datetime) -> ColumnElement[int]:
    """The sum of the weights of the reasons that hold now; the same as plan_engine.risk's."""
    weights = {
        RiskKind.FALLING: rules.WEIGHT_FALLING,
        RiskKind.GUESSING: rules.WEIGHT_GUESSING,
        RiskKind.SILENT: rules.WEIGHT_SILENT,
        RiskKind.BEHIND: rules.WEIGHT_BEHIND,
        RiskKind.NEVER_STARTED: rules.WEIGHT_NEVER_STARTED,
    }
    total: Any = LearnerSummary.failing_weight
    for kind, points in weights.items():
        total = total + case((holds(kind, now), points), else_=0)
    return total  # type: ignore[no-any-return]  # a sum of columns is typed as anything


def needs(need: Need, total: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether learners are in this much need; `total` is their `total_weight`."""
    match need:
        case Need.URGENT:
            return total >= rules.URGENT_WEIGHT
        case Need.SOME:
            return and_(total > 0, total < rules.URGENT_WEIGHT)
        case Need.NONE:
            return total == 0


def need_of(weight: int) -> Need:
    """How much need a sum of weights means."""
    if weight >= rules.URGENT_WEIGHT:
        return Need.URGENT
    return Need.SOME if weight else Need.NONE
