"""Standings are computed before a counsellor looks, so that the first look is as quick as any other."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import delete
from sqlalchemy.orm import Session

from db.tables import UserRegistration
from plan_engine.roles import Role
from services.assignments import assign
from services.caseload import caseload
from services.counsellor import summaries
from services.counsellor.summaries import bring_everybody_up_to_date, bring_up_to_date
from services.workspace import Workspace
from tests.support.accounts import an_account
from tests.support.clock import Clock
from tests.support.learners import Walker, a_learner


def test_everybody_in_a_caseload_is_brought_up_to_date_once(
    work: Workspace, clock: Clock, counsellor: UUID, ada: UUID
) -> None:
    other = an_account(work, "other", Role.COUNSELLOR)
    a_learner(work, "bob")
    a_learner(work, "nobodys")
    assign(work, counsellor="other", learner="bob", actor=None)
    clock.advance(minutes=5)
    assert bring_everybody_up_to_date(work) == 2
    assert bring_everybody_up_to_date(work) == 0
    assert bring_up_to_date(work, counsellor) == bring_up_to_date(work, other) == 0
    assert [row.id for row in caseload(work, counsellor).rows] == [ada]


def test_what_happens_later_is_news_again(
    work: Workspace, clock: Clock, counsellor: UUID, ada: UUID, road: Walker
) -> None:
    clock.advance(minutes=5)
    bring_everybody_up_to_date(work)
    road.starts_plan()
    assert bring_up_to_date(work, counsellor) == 1
    assert caseload(work, counsellor).rows[0].target is not None
    assert ada


def test_an_account_that_goes_meanwhile_does_not_stop_the_others(
    work: Workspace, counsellor: UUID, ada: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = a_learner(work, "gone")
    reads: list[int] = []
    read = summaries.read_records

    def read_and_delete(session: Session, learners: Collection[UUID]) -> Any:
        records = read(session, learners)
        session.rollback()
        if not reads:
            with work.transaction() as other:
                other.execute(delete(UserRegistration).where(UserRegistration.id == gone))
        reads.append(len(records))
        return records

    monkeypatch.setattr(summaries, "read_records", read_and_delete)
    summaries._refresh(work, [ada, gone], work.clock())
    assert reads == [2, 1]
    assert [row.id for row in caseload(work, counsellor).rows] == [ada]
