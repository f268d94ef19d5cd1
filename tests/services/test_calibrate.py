"""Calibration: a new parameter version, findings, and no past score ever changed."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from db.tables import AttemptItem, Calibration, ItemCalibration
from plan_engine.measurement.calibration import calibrate
from services.assessments import start_assessment
from services.bank import current_bank
from services.calibrate import CalibratedMeanwhile, calibrate_bank
from services.result_views import result_view
from services.workspace import Workspace
from tests.support.clock import Clock
from tests.support.content import ROLE
from tests.support.learners import Walker, a_learner, knows_first


@pytest.fixture
def results(work: Workspace, clock: Clock) -> list[tuple[UUID, UUID]]:
    """Six learners of rising ability have sat the assessment: learner and result."""
    sat = []
    for number in range(6):
        learner = a_learner(work, f"learner{number}")
        walker = Walker(work, clock, learner, ROLE)
        sat.append((learner, walker.sits_assessment(knows_first(6 * number))))
    return sat


def test_without_answers_nothing_is_changed(work: Workspace) -> None:
    assert calibrate_bank(work) is None
    with work.reading() as session:
        assert session.scalar(select(Calibration)) is None


def test_items_that_were_always_right_become_easier_than_their_label(
    work: Workspace, results: list[tuple[UUID, UUID]]
) -> None:
    done = calibrate_bank(work)
    assert done is not None
    assert done.version == 1
    assert done.answers == 6 * 36
    with work.reading() as session:
        rows = session.scalars(select(ItemCalibration)).all()
        bank = {
            i.id: i for i in current_bank(session, work.content).of(work.content.topics_of(ROLE))
        }
    labels = {key: item.parameters().difficulty for key, item in work.content.items.items()}
    moved = {row.item_id: row.difficulty - labels[row.item_id] for row in rows}
    assert min(moved.values()) < 0 < max(moved.values())
    assert all(bank[row.item_id].difficulty == row.difficulty for row in rows)


def test_a_past_score_and_its_form_keep_their_parameters(
    work: Workspace, results: list[tuple[UUID, UUID]]
) -> None:
    def everything() -> list[object]:
        with work.reading() as session:
            frozen = session.scalars(select(AttemptItem).order_by(AttemptItem.id)).all()
            parameters = [(item.difficulty, item.discrimination) for item in frozen]
        views = [result_view(work, learner, result) for learner, result in results]
        return [parameters, views]

    before = everything()
    calibrate_bank(work)
    calibrate_bank(work)
    assert everything() == before


def test_each_run_is_a_version_of_its_own(
    work: Workspace, results: list[tuple[UUID, UUID]]
) -> None:
    versions = [done.version for done in (calibrate_bank(work), calibrate_bank(work)) if done]
    assert versions == [1, 2]


def test_answers_to_an_earlier_wording_do_not_count(
    work: Workspace, results: list[tuple[UUID, UUID]]
) -> None:
    with work.reading() as session:
        changed = session.scalars(select(AttemptItem.item_id).limit(1)).one()
    items = dict(work.content.items)
    items[changed] = replace(items[changed], stem="Asked in another way?")
    later = replace(work, content=replace(work.content, items=items, version="later"))
    calibrate_bank(later)
    with work.reading() as session:
        assert changed not in session.scalars(select(ItemCalibration.item_id)).all()


def test_learners_go_on_while_a_calibration_computes(
    work: Workspace, results: list[tuple[UUID, UUID]], monkeypatch: pytest.MonkeyPatch
) -> None:
    newcomer = a_learner(work, "newcomer")
    begun = []

    def slowly(*args: Any, **kwargs: Any) -> Any:
        begun.append(start_assessment(work, newcomer, ROLE))
        return calibrate(*args, **kwargs)

    monkeypatch.setattr("services.calibrate.calibrate", slowly)
    assert calibrate_bank(work) is not None
    assert begun


def test_of_two_calibrations_at_once_the_first_to_be_ready_is_kept(
    work: Workspace, results: list[tuple[UUID, UUID]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def overtaken(*args: Any, **kwargs: Any) -> Any:
        monkeypatch.undo()
        assert calibrate_bank(work) is not None
        return calibrate(*args, **kwargs)

    monkeypatch.setattr("services.calibrate.calibrate", overtaken)
    with pytest.raises(CalibratedMeanwhile):
        calibrate_bank(work)
    with work.reading() as session:
        assert session.scalars(select(Calibration.version)).all() == [1]
