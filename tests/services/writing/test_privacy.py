"""What leaves the machine: curriculum and bands, searched byte by byte for anything about the person."""

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest

from db.tables import UserRegistration
from plan_engine.writing import facts
from plan_engine.writing.pace import Amount
from services.day_view import day_view
from services.my_data import everything_about
from services.resumes.sealing import Seal
from services.writing.choice import set_words, wants_words
from tests.services.writing.conftest import Desk
from tests.support.chat_server import ChatServer, facts_in, slowly
from tests.support.databases import FreshEngine, fresh_sqlite
from tests.support.learners import knows_first
from tests.support.rows import RowMaker

MARK = "planted"
"""Stands in everything that somebody typed, and nowhere in the curriculum."""


@pytest.fixture
def fresh_engine(tmp_path: Path, sqlite_template: Path) -> FreshEngine:
    return fresh_sqlite(sqlite_template, tmp_path)


def plant(desk: Desk) -> None:
    """Fill every column of text that is about the learner and no key of something else with the mark."""
    rows = RowMaker(desk.work.engine, desk.work.new_id)
    about = {"user_id": desk.learner}
    rows.add("resume_version", **about, text=f"{MARK} résumé", filename=f"{MARK}.pdf")
    rows.add("resume_impact", **about, role=f"{MARK} role", skill=f"{MARK} skill")
    rows.add("placement_outcome", **about, personalized_plan_id=desk.plan, evidence_note=MARK)
    rows.add("intervention", learner_id=desk.learner, text=f"{MARK} note")
    rows.add("audit_log", actor_id=desk.learner, action="signed_in", detail={"typed": MARK})
    with desk.work.transaction() as session:
        person = session.get_one(UserRegistration, desk.learner)
        person.username = person.first_name = person.last_name = MARK
        person.email = f"{MARK}@example.org"
        person.password_hash = MARK
        person.extra_time_percent = 50


def test_nothing_about_the_person_is_ever_sent(desk: Desk, server: ChatServer) -> None:
    plant(desk)
    desk.writes()
    week = desk.walker.week(1, desk.plan)
    desk.walker.works_through(week)
    desk.walker.sits_weekly_test(week, knows_first(15))
    desk.writes()
    assert len(server.received) >= 11  # days, note, diagnosis, extra days
    with desk.work.reading() as session:
        kept = everything_about(session, desk.learner, Seal())
    assert str(kept).count(MARK) >= 10
    sent = b"\n".join(server.received).lower()
    assert MARK.encode() not in sent
    for table in kept.values():
        for row in table:
            for name, value in row.items():
                if name == "id" or name.endswith("_id"):
                    assert str(value).encode() not in sent or value is None, name


def test_a_learner_is_told_of_in_bands_and_never_by_answers_or_scores(
    desk: Desk, server: ChatServer
) -> None:
    desk.writes()
    first = facts_in(_body(server.received[0]))
    assert first["state"] in {band.value for band in facts.Band}
    assert not _numbers(first)


@pytest.mark.parametrize("kind", get_args(facts.Facts))
def test_the_facts_have_fields_for_curriculum_and_bands_only(kind: type) -> None:
    assert _fields(kind) <= {
        "target", "block", "kind", "depth", "topic", "state", "also", "week", "weeks", "before",
        "days", "result", "weak", "extra_days", "id", "title", "mission", "objectives",
        "misconceptions", "links", "url",
    }  # fmt: skip


def test_switched_off_nothing_is_sent_shown_or_wanted_and_on_again_it_is_back(
    desk: Desk, server: ChatServer
) -> None:
    assert wants_words(desk.work, desk.learner)
    assert desk.work.writer is not None
    two_a_day = replace(desk.work.writer, installation=Amount(2, 10**9))
    desk.work = replace(desk.work, writer=two_a_day)
    assert desk.writes().accepted == 2
    assert day_view(desk.work, desk.learner, desk.days[0]).words is not None
    set_words(desk.work, desk.learner, wanted=False)
    assert not wants_words(desk.work, desk.learner)
    desk.clock.advance(days=1)
    desk.writes()
    assert len(server.received) == 2
    assert day_view(desk.work, desk.learner, desk.days[0]).words is None
    set_words(desk.work, desk.learner, wanted=True)
    assert day_view(desk.work, desk.learner, desk.days[0]).words is not None
    assert desk.writes().accepted == 2


def test_an_answer_that_comes_after_switching_off_is_thrown_away(
    desk: Desk, server: ChatServer
) -> None:
    def off(at: Any, request: Any) -> None:
        set_words(desk.work, desk.learner, wanted=False)
        slowly(0)(at, request)

    server.script = [off]
    desk.writes()
    assert desk.texts() == []
    assert len(server.received) == 1


def test_the_export_holds_what_was_written(desk: Desk) -> None:
    desk.writes()
    with desk.work.reading() as session:
        kept = everything_about(session, desk.learner, Seal())
    assert len(kept["writing_job"]) == len(kept["written_text"]) == 8
    assert {row["model"] for row in kept["written_text"]} == {"made-up-7b"}


def _body(received: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(received[received.index(b"{") :])
    return found


def _numbers(value: Any) -> list[Any]:
    match value:
        case dict():
            return [n for part in value.values() for n in _numbers(part)]
        case list():
            return [n for part in value for n in _numbers(part)]
        case int() | float():
            return [value]
    return []


def _fields(kind: type) -> set[str]:
    """The names of a value's fields, and of those inside them."""
    hints = get_type_hints(kind)
    inside = (inner for hint in hints.values() for inner in _parts(hint) if is_dataclass(inner))
    return {field.name for field in fields(kind)}.union(*(_fields(inner) for inner in inside))  # type: ignore[arg-type]  # a dataclass, as was just asked


def _parts(hint: Any) -> Iterator[Any]:
    yield hint
    for part in get_args(hint):
        yield from _parts(part)
