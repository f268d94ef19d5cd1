"""The population that measurements run over is one that the product could have made."""

from datetime import UTC, datetime

import numpy as np
import pytest
from sqlalchemy import Engine, case, distinct, func, select

from bench.clicks.seed import Seed, seed
from content.library import Library
from db.tables import (
    DailyActivity,
    DailyTask,
    PersonalizedPlan,
    PlanProgress,
    UserRegistration,
    UserXP,
    WeeklyPlan,
    XPReward,
)
from plan_engine.lifecycles import DayStatus
from tests.support.content import ROLE

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def population(engine: Engine, tiny_library: Library) -> Engine:
    """Sixty learners: twenty drawn, each written three times."""
    seed(engine, tiny_library, Seed(60, ROLE, NOW, np.random.default_rng(7), drawn=20))
    return engine


def test_there_are_as_many_learners_as_asked_for(population: Engine) -> None:
    with population.connect() as connection:
        names = select(func.count(distinct(UserRegistration.username)))
        assert connection.scalar(names) == 60


def test_every_total_is_the_sum_of_its_ledger(population: Engine) -> None:
    with population.connect() as connection:
        rows = connection.execute(
            select(UserXP.total_xp, func.coalesce(func.sum(XPReward.xp_amount), 0))
            .outerjoin(XPReward, XPReward.user_xp_id == UserXP.id)
            .group_by(UserXP.id, UserXP.total_xp)
        ).all()
    assert any(total for total, _ in rows)
    assert all(total == paid for total, paid in rows)


def test_activity_and_ledger_agree_on_every_date(population: Engine) -> None:
    with population.connect() as connection:
        paid = connection.execute(
            select(UserXP.user_id, XPReward.local_date, func.sum(XPReward.xp_amount))
            .join(XPReward, XPReward.user_xp_id == UserXP.id)
            .group_by(UserXP.user_id, XPReward.local_date)
        ).all()
        logged = connection.execute(
            select(DailyActivity.user_id, DailyActivity.date, DailyActivity.xp_earned)
        ).all()
    assert paid
    assert {tuple(row) for row in paid} == {tuple(row) for row in logged}


def test_progress_counts_the_completed_days(population: Engine) -> None:
    completed = func.sum(case((DailyTask.status == DayStatus.COMPLETED, 1), else_=0))
    with population.connect() as connection:
        rows = connection.execute(
            select(PlanProgress.total_days_completed, completed)
            .join(PersonalizedPlan, PlanProgress.personalized_plan_id == PersonalizedPlan.id)
            .join(WeeklyPlan, WeeklyPlan.personalized_plan_id == PersonalizedPlan.id)
            .join(DailyTask, DailyTask.weekly_plan_id == WeeklyPlan.id)
            .group_by(PersonalizedPlan.id, PlanProgress.total_days_completed)
        ).all()
    assert len(rows) >= 20
    assert all(said == counted for said, counted in rows)


def test_more_learners_than_are_drawn_must_come_in_whole_copies(
    engine: Engine, tiny_library: Library
) -> None:
    with pytest.raises(ValueError, match="multiple of 20"):
        seed(engine, tiny_library, Seed(50, ROLE, NOW, np.random.default_rng(7), drawn=20))
