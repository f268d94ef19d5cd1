"""Extra time, reduced motion, a change of zone: what they change, and what they must not."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from sqlalchemy import select

from db.queries import attempts, plans
from db.tables import DailyActivity, DailyTask, XPReward
from plan_engine.kinds import RewardType
from plan_engine.roles import Role
from services.accounts import change_profile
from services.assessments import answer_in_assessment, start_assessment
from services.assignments import assign
from services.attempts import question
from services.comfort import learners_times, set_extra_time, set_reduced_motion
from services.days import complete_day, start_day
from services.errors import NotFound, Refused
from services.sign_in_sessions import by_session
from services.workspace import Workspace
from tests.support.accounts import an_account, signed_in
from tests.support.clock import Clock
from tests.support.content import ROLE
from tests.support.learners import Walker, knows_nothing


@pytest.fixture
def learner(work: Workspace) -> UUID:
    return an_account(work)


@pytest.fixture
def counsellor(work: Workspace, learner: UUID) -> UUID:
    found = an_account(work, "counsel", Role.COUNSELLOR)
    assign(work, counsellor="counsel", learner="ada", actor=None)
    return found


def first_day(work: Workspace, walker: Walker) -> DailyTask:
    plan = walker.starts_plan(knows_nothing)
    with work.reading() as session:
        return plans.days_of_week(session, walker.week(1, plan))[0]


@pytest.mark.parametrize(("percent", "is_fast"), [(0, False), (100, True)])
def test_a_day_in_70_percent_of_its_estimate_earns_speed_xp_with_twice_the_time(
    work: Workspace, clock: Clock, learner: UUID, counsellor: UUID, percent: int, is_fast: bool
) -> None:
    day = first_day(work, Walker(work, clock, learner, ROLE))
    set_extra_time(work, counsellor, learner, percent)
    start_day(work, learner, day.id)
    clock.advance(minutes=0.7 * day.estimated_minutes)
    earned = {award.type for award in complete_day(work, learner, day.id).receipt.awards}
    assert (RewardType.SPEED in earned) is is_fast


@pytest.mark.parametrize(("percent", "factor", "counts"), [(0, 10, True), (0, 11, False), (50, 11, True), (50, 15, True), (50, 16, False)])  # fmt: skip
def test_with_extra_time_one_counts_as_away_later(
    work: Workspace,
    clock: Clock,
    learner: UUID,
    counsellor: UUID,
    percent: int,
    factor: int,
    counts: bool,
) -> None:
    set_extra_time(work, counsellor, learner, percent)
    attempt = start_assessment(work, learner, ROLE)
    question(work, learner, attempt)
    with work.reading() as session:
        item = attempts.items_of(session, attempt)[0]
    clock.advance(seconds=factor * item.expected_seconds)
    answer_in_assessment(work, learner, attempt, 1, 0)
    with work.reading() as session:
        seconds = attempts.answers_of(session, attempt)[item.id].seconds
    assert seconds == (factor * item.expected_seconds if counts else None)


def test_only_the_counsellor_of_the_learner_grants_extra_time(
    work: Workspace, learner: UUID, counsellor: UUID
) -> None:
    other = an_account(work, "other", Role.COUNSELLOR)
    with pytest.raises(NotFound):
        set_extra_time(work, other, learner, 50)
    with pytest.raises(Refused, match="Only counsellors"):
        set_extra_time(work, learner, learner, 50)
    with pytest.raises(Refused, match="Only counsellors"):
        learners_times(work, learner)
    assert learners_times(work, other).rows == []
    set_extra_time(work, counsellor, learner, 50)
    (row,) = learners_times(work, counsellor).rows
    assert (row.username, row.extra_percent) == ("ada", 50)
    assert signed_in(work, learner).extra_time_percent == 50


@pytest.mark.parametrize("percent", [-25, 10, 101, 1000])
def test_other_figures_are_refused(
    work: Workspace, learner: UUID, counsellor: UUID, percent: int
) -> None:
    with pytest.raises(Refused, match="one of these"):
        set_extra_time(work, counsellor, learner, percent)


def test_reduced_motion_is_known_in_every_browser(work: Workspace, learner: UUID) -> None:
    here, there = signed_in(work, learner), signed_in(work, learner)
    assert not here.reduced_motion
    set_reduced_motion(work, here, reduced=True)
    found = by_session(work, there.session_id)
    assert found is not None
    assert found.reduced_motion


def test_past_days_keep_the_zone_that_they_were_recorded_in(
    work: Workspace, clock: Clock, learner: UUID
) -> None:
    walker = Walker(work, clock, learner, ROLE)
    clock.set(datetime(2026, 3, 2, 9, tzinfo=UTC))
    day = first_day(work, walker)
    complete_day(work, learner, day.id)
    change_profile(
        work,
        signed_in(work, learner),
        first_name="Ada",
        last_name="Tester",
        timezone="Pacific/Kiritimati",
    )
    clock.set(datetime(2026, 3, 2, 10, 30, tzinfo=UTC))  # 00:30 on the third, there
    with work.reading() as session:
        week = plans.days_of_week(session, day.weekly_plan_id or UUID(int=0))
    complete_day(work, learner, week[1].id)
    with work.reading() as session:
        logged = session.execute(
            select(DailyActivity.date, DailyActivity.timezone).order_by(DailyActivity.date)
        ).all()
        earned = set(session.scalars(select(XPReward.local_date)))
    assert [tuple(row) for row in logged] == [
        (date(2026, 3, 2), "UTC"),
        (date(2026, 3, 3), "Pacific/Kiritimati"),
    ]
    assert earned == {date(2026, 3, 2), date(2026, 3, 3)}
