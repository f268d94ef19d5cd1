"""Figures about the model's words: nothing about fewer than five people, not even by taking one from another."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from plan_engine.writing.kinds import Outcome, TextKind
from services.workspace import Workspace
from services.writing.figures import Share, writing_figures
from tests.support.clock import START
from tests.support.databases import FreshEngine, fresh_sqlite
from tests.support.learners import a_learner
from tests.support.rows import RowMaker

LAST_WEEK = START - timedelta(days=3)
DAY, WEEK = TextKind.DAY, TextKind.WEEK
Asked = Callable[..., None]


@pytest.fixture
def fresh_engine(tmp_path: Path, sqlite_template: Path) -> FreshEngine:
    return fresh_sqlite(sqlite_template, tmp_path)


@pytest.fixture
def asked(work: Workspace) -> Asked:
    """Writes a request for each of some people: `asked(kind, outcome, range(5))`."""
    rows = RowMaker(work.engine, work.new_id)
    people: dict[int, UUID] = {}

    def ask(kind: TextKind, outcome: Outcome, who: range, **given: object) -> None:
        for person in who:
            if person not in people:
                people[person] = a_learner(work, f"learner-{person}")
            job = rows.add(
                "writing_job",
                user_id=people[person],
                kind=kind,
                daily_task_id=None,
                weekly_plan_id=rows.add("weekly_plan", week_number=1, personalized_plan_id=plan()),
            )
            rows.add(
                "writing_request",
                **{
                    "writing_job_id": job,
                    "kind": kind,
                    "outcome": outcome,
                    "sent_at": LAST_WEEK,
                    "prompt_tokens": 3,
                    "answer_tokens": 2,
                }
                | given,
            )

    def plan() -> UUID:
        key: UUID = rows.add("personalized_plan", user_id=people[0], status="paused")
        return key

    return ask


def test_what_is_told_is_counted_once(work: Workspace, asked: Asked) -> None:
    asked(DAY, Outcome.ACCEPTED, range(6))
    asked(DAY, Outcome.MARKUP, range(5))
    asked(WEEK, Outcome.ACCEPTED, range(5))
    asked(DAY, Outcome.TOO_SLOW, range(5))
    asked(DAY, Outcome.ACCEPTED, range(5), sent_at=START)  # this week is not over
    asked(DAY, Outcome.ACCEPTED, range(5), sent_at=LAST_WEEK - timedelta(weeks=4))
    found = writing_figures(work)
    assert found.requests == 21
    assert (found.accepted, found.failed) == (Share(11, 16), Share(5, 21))
    assert found.by_kind == {DAY: Share(6, 11), WEEK: Share(5, 5)}
    assert found.reasons == {Outcome.MARKUP: 5, Outcome.TOO_SLOW: 5}
    assert found.tokens == (63, 42)


def test_one_hidden_reason_hides_another_so_that_the_sum_does_not_give_it_away(
    work: Workspace, asked: Asked
) -> None:
    asked(DAY, Outcome.ACCEPTED, range(6))
    asked(DAY, Outcome.MARKUP, range(7))
    asked(DAY, Outcome.NOT_JSON, range(6))
    asked(DAY, Outcome.TOO_LONG, range(2))
    asked(DAY, Outcome.TOO_SLOW, range(5))
    found = writing_figures(work)
    assert found.reasons == {
        Outcome.MARKUP: 7,
        Outcome.NOT_JSON: None,
        Outcome.TOO_SLOW: 5,
        Outcome.TOO_LONG: None,
    }


def test_a_kind_that_few_people_have_hides_the_other(work: Workspace, asked: Asked) -> None:
    asked(DAY, Outcome.ACCEPTED, range(6))
    asked(WEEK, Outcome.ACCEPTED, range(2))
    found = writing_figures(work)
    assert found.accepted == Share(8, 8)
    assert found.by_kind == {DAY: None, WEEK: None}


def test_accounts_that_are_gone_are_not_counted_as_people(work: Workspace, asked: Asked) -> None:
    asked(DAY, Outcome.ACCEPTED, range(6), writing_job_id=None)
    found = writing_figures(work)
    assert found.requests is None
    assert found.accepted is None
    assert found.tokens is None
    assert found.costs is None


def test_cost_is_told_by_currency_and_for_each_accepted_text(work: Workspace, asked: Asked) -> None:
    priced = {"cost_micros": 500_000, "currency": "EUR"}
    asked(DAY, Outcome.ACCEPTED, range(5), **priced)
    asked(DAY, Outcome.MARKUP, range(5), **priced)
    found = writing_figures(work)
    assert found.costs is not None
    (money,) = found.costs
    assert (money.currency, money.total, money.per_text) == ("EUR", 5.0, 1.0)


def test_the_few_that_were_accepted_do_not_follow_from_the_reasons_against_the_others(
    work: Workspace, asked: Asked
) -> None:
    """Requests, failures and refusals told by reason would leave those accepted over."""
    asked(DAY, Outcome.ACCEPTED, range(3))
    asked(DAY, Outcome.MARKUP, range(6))
    asked(DAY, Outcome.TOO_LONG, range(7))
    asked(DAY, Outcome.TOO_SLOW, range(8))
    found = writing_figures(work)
    assert found.accepted is None
    assert found.failed == Share(8, 24)
    assert found.reasons == {Outcome.TOO_SLOW: 8, Outcome.TOO_LONG: 7, Outcome.MARKUP: None}
