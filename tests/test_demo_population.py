"""The population of the dashboards: lived through the real services, the same for the same seed."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from content.library import Library
from db.tables import AssessmentResult, DailyActivity, UserRegistration
from scripts.demo.population import DAYS, Lived, live_through
from services.workspace import Workspace
from tests.support.clock import START, id_maker
from tests.support.content import LANGUAGE, ROLE
from tests.support.databases import fresh_sqlite
from tests.support.learners import a_learner

LEARNERS = 4


def populated(work: Workspace) -> list[Lived]:
    return live_through(work, [ROLE, LANGUAGE], LEARNERS, START, 3, a_learner)


def facts(work: Workspace) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    with work.reading() as session:
        scores = session.execute(
            select(AssessmentResult.test_type, AssessmentResult.score, AssessmentResult.created_at)
            .order_by(AssessmentResult.created_at, AssessmentResult.score)
        )  # fmt: skip
        days = session.execute(
            select(DailyActivity.date, DailyActivity.xp_earned).order_by(
                DailyActivity.date, DailyActivity.xp_earned
            )
        )
        return [tuple(row) for row in scores], [tuple(row) for row in days]


def test_a_seed_gives_the_same_lives_and_nothing_in_the_future(
    sqlite_template: Path, tmp_path: Path, tiny_library: Library, new_id: Callable[[], UUID]
) -> None:
    opened = fresh_sqlite(sqlite_template, tmp_path)
    seen = []
    for _ in range(2):
        with opened() as engine:
            work = Workspace(
                engine=engine, content=tiny_library, clock=lambda: START, new_id=id_maker()
            )
            lived = populated(work)
            seen.append(facts(work))
            with work.reading() as session:
                made = list(session.scalars(select(UserRegistration.created_at)))
    assert len({one.username for one in lived}) == LEARNERS == len(made)
    assert seen[0] == seen[1]
    results, days = seen[0]
    assert len(results) > 1  # somebody came further than the assessment
    assert days
    assert all(moment <= START for _, _, moment in results)
    assert all((START - moment).days <= DAYS + 1 for moment in made)
