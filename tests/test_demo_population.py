"""The population of the dashboards: lived through the real services, the same for the same seed."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from content.library import Library
from db.tables import AssessmentResult, DailyActivity, UserRegistration
from plan_engine.metrics.definitions import COMPLETION_DAYS, PLACEMENT_DAYS
from scripts.demo import __main__ as demo
from scripts.demo.crowd import lettered
from scripts.demo.population import ALUMNI_BEGAN, DAYS, Crowd, Lived, live_one, live_through
from services.workspace import Workspace
from tests.support.clock import START, Identifiers
from tests.support.content import LANGUAGE, ROLE
from tests.support.databases import fresh_sqlite
from tests.support.learners import a_learner

LEARNERS = 4
CROWD = Crowd(LEARNERS, START, 3)


def in_order(work: Workspace) -> list[Lived]:
    return live_through(work, [ROLE, LANGUAGE], CROWD, a_learner)


def from_the_last(work: Workspace) -> list[Lived]:
    """As several processes may share the lives out: each depends on the seed and its number only."""
    return [
        live_one(work, [ROLE, LANGUAGE], CROWD, number, a_learner)
        for number in reversed(range(LEARNERS))
    ]


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
    for populated in (in_order, from_the_last):
        with opened() as engine:
            work = Workspace(
                engine=engine, content=tiny_library, clock=lambda: START, new_id=Identifiers()
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


def test_a_database_with_other_people_is_left_alone(
    tmp_path: Path,
    sqlite_template: Path,
    tiny_library: Library,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with fresh_sqlite(sqlite_template, tmp_path)() as engine:
        a_learner(Workspace(engine=engine, content=tiny_library), "somebody")
        monkeypatch.setenv("DATABASE_URL", engine.url.render_as_string(hide_password=False))
        monkeypatch.setenv("CAREERLYTICS_HOME", str(tmp_path / "home"))
        assert demo.main(["--population", "0"]) == 1
        with Workspace(engine=engine, content=tiny_library).reading() as session:
            names = list(session.scalars(select(UserRegistration.username)))
    assert "Nothing was changed" in capsys.readouterr().out
    assert names == ["somebody"]


def test_alumni_have_had_time_to_finish_and_to_find_work() -> None:
    crowd = Crowd(10, START, 3, alumni=4)
    assert len(crowd) == 14
    began = [crowd.days_ago(number) for number in range(10, 14)]
    assert began[0] == ALUMNI_BEGAN[0]
    assert min(began) - COMPLETION_DAYS > PLACEMENT_DAYS
    assert {kind.name for kind in crowd.kinds_of(10)} == {"strong"}


def test_numbers_become_names_of_their_own() -> None:
    assert lettered(0) == "Aa"
    assert lettered(27) == "Bb"
    assert len({lettered(number) for number in range(676)}) == 676
