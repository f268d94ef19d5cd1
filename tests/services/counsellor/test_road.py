"""A learner's whole road, and that the caseload's kept standing says the same as it."""

from uuid import UUID

from sqlalchemy import event

from content.skills import load_skills
from plan_engine.resume.catalogue import SkillId
from plan_engine.stages import Milestone, Stage
from plan_engine.values import TargetId
from services.caseload import LearnerRow, caseload
from services.counsellor.road import Road, learner_road
from services.plan_management import pause_plan
from services.resumes.impact_rows import WHOLE_ROLE
from services.workspace import Workspace
from tests.support.clock import Clock
from tests.support.learners import Walker, knows_all, knows_first, knows_nothing
from tests.support.rows import RowMaker

QUERIES_AT_MOST = 11
"""One more is the visitor's own: twelve for the page."""


def same(row: LearnerRow, road: Road) -> bool:
    now = road.standing
    return (row.stage, row.week, row.day, row.readiness, row.trend, row.last_score) == (
        now.stage,
        now.week,
        now.day,
        now.readiness,
        now.trend,
        now.last_score,
    ) and (row.reasons, row.verdict, row.last_active_on, row.streak, row.target) == (
        road.reasons,
        now.verdict,
        now.last_active_on,
        road.streak.current,
        road.target,
    )


def test_the_road_of_somebody_new_is_empty(work: Workspace, counsellor: UUID, ada: UUID) -> None:
    road = learner_road(work, counsellor, ada)
    assert (road.standing.stage, road.standing.milestone) == (Stage.REGISTERED, 0)
    assert road.tests == road.readiness == road.weeks == road.attempts == road.log == ()


def test_the_caseload_and_the_road_agree_at_every_step(
    work: Workspace, counsellor: UUID, ada: UUID, road: Walker, clock: Clock
) -> None:
    stages = []

    def look() -> None:
        (row,) = caseload(work, counsellor).rows
        seen = learner_road(work, counsellor, ada)
        assert same(row, seen)
        stages.append(seen.standing.milestone)

    look()
    plan = road.starts_plan(knows_first(18))
    look()
    week = road.week(1, plan)
    road.works_through(week)
    look()
    road.sits_weekly_test(week, knows_nothing)
    look()
    clock.advance(days=9)
    look()
    road.works_through(week)
    road.sits_weekly_test(week, knows_all)
    look()
    pause_plan(work, ada, plan)
    look()
    clock.advance(days=20)
    look()
    assert stages == [
        Milestone.REGISTERED,
        Milestone.PLANNED,
        Milestone.FIRST_DAY,
        Milestone.FIRST_DAY,
        Milestone.FIRST_DAY,
        Milestone.FIRST_WEEK,
        Milestone.FIRST_WEEK,
        Milestone.FIRST_WEEK,
    ]


def test_the_road_shows_tests_weeks_and_weak_topics(
    work: Workspace, counsellor: UUID, ada: UUID, road: Walker
) -> None:
    plan = road.starts_plan()
    week = road.week(1, plan)
    road.works_through(week)
    road.sits_weekly_test(week, knows_nothing)
    seen = learner_road(work, counsellor, ada)
    assert [(test.right, test.total) for test in seen.tests] == [(0, 36), (0, 30)]
    assert len(seen.readiness) == len(seen.pace) == 2
    assert seen.readiness[-1].readiness == seen.standing.readiness
    assert seen.weeks[0].days == 7 + seen.weeks[0].extra
    assert seen.weeks[0].days_done == 7
    assert len(seen.weak) == len(seen.standing.weak_topics) > 0
    assert seen.streak.total_days == 8


def test_a_long_road_takes_no_more_queries_than_a_short_one(
    work: Workspace, counsellor: UUID, ada: UUID, road: Walker
) -> None:
    plan = road.starts_plan()
    road.works_through(road.week(1, plan))
    road.sits_weekly_test(road.week(1, plan), knows_all)
    statements: list[str] = []

    def count(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.lstrip().lower().startswith(("select", "with", "insert")):
            statements.append(statement)

    event.listen(work.engine, "before_cursor_execute", count)
    learner_road(work, counsellor, ada)
    assert len(statements) <= QUERIES_AT_MOST, statements
    statements.clear()
    caseload(work, counsellor)
    assert len(statements) <= QUERIES_AT_MOST, statements
    statements.clear()
    caseload(work, counsellor)
    assert len(statements) <= 3 + 6, statements  # nothing new: the clock has not moved on
    event.remove(work.engine, "before_cursor_execute", count)


def test_resume_scores_come_by_name_the_role_as_a_whole_first(
    work: Workspace, counsellor: UUID, ada: UUID
) -> None:
    rows = RowMaker(work.engine, work.new_id)
    about = {"user_id": ada, "role": "backend-python", "created_at": work.clock()}
    rows.add("resume_impact", **about, skill="sql", before_score=40, after_score=70)
    rows.add("resume_impact", **about, skill=WHOLE_ROLE, before_score=50, after_score=65)
    shown = learner_road(work, counsellor, ada).resume
    known = load_skills()
    role = known.profiles[TargetId("backend-python")].label
    assert [(row.role, row.skill, row.before, row.after) for row in shown] == [
        (role, None, 50, 65),
        (role, known.skills[SkillId("sql")].title, 40, 70),
    ]
