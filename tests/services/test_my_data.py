"""Taking one's data along: everything is there, in both formats, and nothing that must not be."""

import csv
import io
import json
import zipfile
from base64 import b64encode
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import Engine, select

from content.skills import load_skills
from db.tables import AttemptItem, Base, TestAttempt, UserRegistration
from plan_engine.resume.impact import ResumeSide
from plan_engine.roles import Role
from plan_engine.values import TargetId
from services.assessments import seed_from
from services.assignments import assign
from services.my_data import SECRET_COLUMN, everything_about, export_my_data
from services.owned_rows import owned_tables, rows_about
from services.resumes.desk import ResumeDesk
from services.resumes.reader import ReadFile
from services.resumes.sealing import Seal
from services.resumes.uploads import upload_resume
from services.weekly_tests import start_weekly_test
from services.workspace import Workspace
from tests.support.accounts import an_account, signed_in
from tests.support.clock import Clock
from tests.support.content import ROLE
from tests.support.learners import Walker, knows_first, knows_nothing
from tests.support.rows import RowMaker

NAMED_ELSEWHERE = {
    # Exported by its own rule: what a person did, and what was done to them.
    "audit_log.actor_id",
    # About the learner who was placed, not about the counsellor who confirmed it.
    "placement_outcome.confirmed_by",
    # What a request to a language model cost; that it was made is said by the wish.
    "writing_request.writing_job_id",
}


def unpacked(work: Workspace, user: UUID) -> dict[str, str]:
    archive = zipfile.ZipFile(io.BytesIO(export_my_data(work, signed_in(work, user), Seal())))
    assert archive.testzip() is None
    return {name: archive.read(name).decode() for name in archive.namelist()}


def test_every_key_to_an_account_is_walked_or_named_as_an_exception() -> None:
    walked = {table.name for table in owned_tables()}
    for table in Base.metadata.sorted_tables:
        for key in table.foreign_keys:
            if key.column.table.name in walked and str(key.parent) not in NAMED_ELSEWHERE:
                assert table.name in walked, key.parent


def test_a_row_of_every_owned_table_is_found_for_its_owner_and_for_nobody_else(
    engine: Engine, new_id: Callable[[], UUID], work: Workspace
) -> None:
    rows = RowMaker(engine, new_id)
    for table in owned_tables():
        rows.add(table.name) if table.name != "user_registration" else rows.owner(table.name)
    me, other = rows.owner("user_registration"), rows.add("user_registration")
    with work.reading() as session:
        mine, theirs = (
            everything_about(session, me, Seal()),
            everything_about(session, other, Seal()),
        )
    assert {name for name, found in mine.items() if not found} <= {"audit_log"}
    assert {name for name, found in theirs.items() if found} == {"user_registration"}


@pytest.fixture
def traveller(work: Workspace, clock: Clock) -> Walker:
    """One test handed in and failed, the retest open with half of it answered."""
    walker = Walker(work, clock, an_account(work), ROLE)
    week = walker.week(1, walker.starts_plan(knows_nothing))
    walker.works_through(week)
    walker.sits_weekly_test(week, knows_first(10))
    walker.works_through(week)
    from services.attempts import answer, question

    attempt = start_weekly_test(work, walker.learner, week)
    for position in range(1, 16):
        question(work, walker.learner, attempt, position)
        answer(work, walker.learner, attempt, position, 0)
    return walker


def test_json_and_csv_hold_the_same_rows_of_every_table(traveller: Walker) -> None:
    files = unpacked(traveller.work, traveller.learner)
    tables = json.loads(files["data.json"])
    assert set(tables) == {table.name for table in owned_tables()} | {"audit_log"}
    assert len(tables["daily_task"]) >= 30
    assert len(tables["test_attempt"]) == 3
    for name, rows in tables.items():
        assert len(list(csv.DictReader(io.StringIO(files[f"csv/{name}.csv"])))) == len(rows)
        assert f"- {name} ({len(rows)}): " in files["README.txt"]


def test_nothing_of_a_test_that_is_not_handed_in_tells_its_keys(traveller: Walker) -> None:
    tables = json.loads(unpacked(traveller.work, traveller.learner)["data.json"])
    status = {row["id"]: row["status"] for row in tables["test_attempt"]}
    assert sorted(status.values()) == ["open", "submitted", "submitted"]
    for row in tables["test_attempt"]:
        assert ("seed" in row) == (row["status"] == "submitted")
    items = {row["id"]: status[row["attempt_id"]] for row in tables["attempt_item"]}
    for row in tables["attempt_item"]:
        assert ("option_order" in row) == (items[row["id"]] == "submitted")
    answers = [(row, items[row["attempt_item_id"]]) for row in tables["attempt_answer"]]
    assert sum(found == "open" for _, found in answers) == 15
    for row, found in answers:
        assert ("outcome" in row) == (found == "submitted")
        assert "choice" in row


def test_secrets_and_question_texts_are_nowhere_in_the_file(traveller: Walker) -> None:
    everything = "\n".join(unpacked(traveller.work, traveller.learner).values())
    with traveller.work.reading() as session:
        account = session.get_one(UserRegistration, traveller.learner)
        served = session.scalars(select(AttemptItem.item_id)).first()
    assert served is not None
    assert account.password_hash not in everything
    for column in ("password_hash", "token_hash", "ticket_hash"):
        assert column not in everything
    assert traveller.work.content.items[served].explanation not in everything


def test_every_column_that_signs_people_in_is_known_by_its_name() -> None:
    names = {column.name for table in owned_tables() for column in table.columns}
    assert {name for name in names if SECRET_COLUMN.search(name)} == {
        "password_hash",
        "ticket_hash",
        "token_hash",
    }


def test_other_people_are_not_named(work: Workspace) -> None:
    learner = an_account(work)
    counsellor = an_account(work, "counsel", Role.COUNSELLOR)
    assign(work, counsellor="counsel", learner="ada", actor=None)
    files = unpacked(work, learner)
    assert str(counsellor) not in "".join(files.values())
    tables = json.loads(files["data.json"])
    assert tables["counsellor_assignment"][0]["counsellor_id"] == "somebody else"
    assert tables["counsellor_assignment"][0]["learner_id"] == str(learner)


def test_typed_text_never_becomes_a_formula_in_a_spreadsheet(work: Workspace) -> None:
    learner = an_account(work)
    with work.transaction() as session:
        session.get_one(UserRegistration, learner).first_name = "=HYPERLINK(1)"
    files = unpacked(work, learner)
    row: dict[str, Any] = next(csv.DictReader(io.StringIO(files["csv/user_registration.csv"])))
    assert row["first_name"] == "'=HYPERLINK(1)"
    assert json.loads(files["data.json"])["user_registration"][0]["first_name"] == "=HYPERLINK(1)"


def test_the_walk_finds_a_day_by_its_week_or_by_its_correction_plan() -> None:
    (about,) = (
        rule for table, rule in rows_about(UUID(int=1)).items() if table.name == "daily_task"
    )
    said = str(about)
    assert "daily_task.weekly_plan_id IN" in said
    assert "daily_task.correction_plan_id IN" in said


def test_the_order_of_options_does_not_follow_from_the_key_that_the_browser_knows(
    traveller: Walker,
) -> None:
    with traveller.work.reading() as session:
        for attempt in session.scalars(select(TestAttempt)):
            assert attempt.seed != seed_from(attempt.id)


def test_what_is_sealed_is_given_as_it_was_written(work: Workspace) -> None:
    seal = Seal(Fernet.generate_key().decode())
    desk = ResumeDesk(
        work, load_skills(), seal, read=lambda _: ReadFile("txt", None, "Python " * 60)
    )
    me = an_account(work, "ada", Role.LEARNER)
    upload_resume(
        desk, me, b"the file", "cv.txt", ResumeSide.BEFORE, TargetId("backend-python"),
        keep_file=True,
    )  # fmt: skip
    with work.reading() as session:
        mine = everything_about(session, me, seal)
        without_key = everything_about(session, me, Seal())
    assert mine["resume_version"][0]["text"] == "Python " * 60
    assert mine["resume_file"][0]["content"] == b64encode(b"the file").decode()
    assert "Python" not in without_key["resume_version"][0]["text"]
