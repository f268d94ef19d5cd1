"""Paying for what was done: the ledger, the totals beside it, daily activity and the streak.

Everything here runs inside the caller's transaction, with the learner's row locked.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from db.queries import rewards
from db.tables import DailyActivity, UserRegistration, UserStreak, UserXP, XPReward
from plan_engine.streaks import run_ending, streak
from plan_engine.xp import Award, level_standing, streak_awards
from services.calendars import own_date, rested_dates
from services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Done:
    """What was done: the thing that earns, and what it counts as."""

    at: datetime
    """The instant of the event; every ledger line that it causes carries it."""
    source: UUID
    awards: Sequence[Award]
    week_number: int
    day_number: int
    tasks: int = 0
    tests: int = 0


def record(session: Session, work: Workspace, learner: UserRegistration, done: Done) -> None:
    """Log the activity and pay every award that `done.source` was not paid for yet."""
    account = _account(session, work, learner, done.at)
    activity = _activity(session, work, learner, done)
    newly_active = not activity.is_active
    activity.is_active = True
    activity.tasks_completed += done.tasks
    activity.tests_submitted += done.tests
    session.flush()
    _pay(session, work, account, activity, done.awards, done.source, done.at)
    if newly_active:
        _extend_streak(session, work, learner, account, activity, done.at)


def _account(session: Session, work: Workspace, learner: UserRegistration, at: datetime) -> UserXP:
    account = rewards.xp_of(session, learner.id)
    if account is None:
        account = UserXP(
            id=work.new_id(),
            user_id=learner.id,
            total_xp=0,
            current_level=1,
            xp_to_next_level=level_standing(0).to_next,
            level_progress=0,
            last_updated=at,
        )
        session.add(account)
    return account


def _activity(
    session: Session, work: Workspace, learner: UserRegistration, done: Done
) -> DailyActivity:
    today = own_date(done.at, learner)
    activity = rewards.activity_on(session, learner.id, today)
    if activity is None:
        activity = DailyActivity(
            id=work.new_id(),
            user_id=learner.id,
            date=today,
            timezone=learner.timezone,
            week_number=done.week_number,
            day_number=done.day_number,
            is_active=False,
            tasks_completed=0,
            tests_submitted=0,
            xp_earned=0,
            created_at=done.at,
        )
        session.add(activity)
    activity.week_number = done.week_number
    activity.day_number = done.day_number
    return activity


def _pay(
    session: Session,
    work: Workspace,
    account: UserXP,
    activity: DailyActivity,
    awards: Sequence[Award],
    source: UUID,
    at: datetime,
) -> None:
    already = rewards.paid_for(session, account.id, source)
    for award in awards:
        if award.type in already:
            continue
        session.add(
            XPReward(
                id=work.new_id(),
                user_xp_id=account.id,
                reward_type=award.type,
                xp_amount=award.amount,
                reason=award.reason,
                related_object_id=source,
                local_date=activity.date,
                created_at=at,
            )
        )
        account.total_xp += award.amount
        activity.xp_earned += award.amount
    standing = level_standing(account.total_xp)
    account.current_level = standing.level
    account.level_progress = standing.progress
    account.xp_to_next_level = standing.to_next
    account.last_updated = at
    session.flush()


def _extend_streak(
    session: Session,
    work: Workspace,
    learner: UserRegistration,
    account: UserXP,
    activity: DailyActivity,
    at: datetime,
) -> None:
    active = rewards.active_dates(session, learner.id)
    rested = rested_dates(session, learner.id)
    run = run_ending(activity.date, active, rested)
    _pay(session, work, account, activity, streak_awards(run), activity.id, at)
    stored = rewards.streak_of(session, learner.id)
    if stored is None:
        stored = UserStreak(id=work.new_id(), user_id=learner.id, created_at=at)
        session.add(stored)
    now = streak(active, max(active), rested)
    stored.current_streak = now.current
    stored.longest_streak = now.longest
    stored.last_activity_date = now.last_active
    stored.total_days_active = now.total_days
