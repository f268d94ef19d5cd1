"""Caseloads from a CSV file: all of it or nothing, with the lines that will not do."""

from uuid import UUID

import pytest

from plan_engine.roles import Role
from services.assignment_file import FileRefused, assign_from_file
from services.errors import Refused
from services.people_list import assigned_learners
from services.workspace import Workspace
from tests.support.accounts import an_account
from tests.support.learners import a_learner


@pytest.fixture(autouse=True)
def people(work: Workspace) -> UUID:
    """Two counsellors, two learners, and the admin's key."""
    for name in ("cara", "cole"):
        an_account(work, name, Role.COUNSELLOR)
    for name in ("ada", "bob"):
        a_learner(work, name)
    return an_account(work, "boss", Role.ADMIN)


def theirs(work: Workspace, counsellor: str) -> list[str]:
    return sorted(row.username for row in assigned_learners(work, counsellor).rows)


@pytest.mark.parametrize(
    "content",
    [
        b"counsellor,learner\ncara,ada\ncara,bob\ncole,bob\n",
        b"\xef\xbb\xbfLearner;Counsellor\r\nADA@example.org;cara\r\n bob ;CARA\r\nbob;cole\r\n",
        b'learner,note,counsellor\nada,"x, y",cara\nbob,,cara\nbob,,cole\nbob,,cole\n',
    ],
    ids=["plain", "from a spreadsheet", "more columns, a line twice"],
)
def test_every_line_is_assigned_once(work: Workspace, people: UUID, content: bytes) -> None:
    first = assign_from_file(work, content, actor=people)
    assert (first.added, first.known) == (3, 0)
    assert (theirs(work, "cara"), theirs(work, "cole")) == (["ada", "bob"], ["bob"])
    again = assign_from_file(work, content, actor=people)
    assert (again.added, again.known) == (0, 3)


def test_one_line_that_will_not_do_keeps_all_from_being_assigned(
    work: Workspace, people: UUID
) -> None:
    content = b"counsellor,learner\ncara,ada\nada,bob\ncara,nobody\n,bob\n"
    with pytest.raises(FileRefused) as refused:
        assign_from_file(work, content, actor=people)
    assert refused.value.problems == (
        "Line 3: there is no counsellor “ada”.",
        "Line 4: there is no learner “nobody”.",
        "Line 5: the counsellor is missing.",
    )
    assert theirs(work, "cara") == []


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "must name two columns"),
        (b"cara,ada\n", "must name two columns"),
        (b"counsellor,learner\n", "no lines"),
        (b"\xff\xfe\x00", "not UTF-8"),
        (b'counsellor,learner\n"cara,ada\n', "a quote that never ends"),
        (b"counsellor,learner\n" + b"cara,ada\n" * 10_001, "10,001"),
    ],
)
def test_what_is_no_such_file_is_refused_in_words(
    work: Workspace, people: UUID, content: bytes, sentence: str
) -> None:
    with pytest.raises(FileRefused, match=sentence):
        assign_from_file(work, content, actor=people)


def test_only_admins_assign(work: Workspace) -> None:
    nosy = a_learner(work, "nosy")
    with pytest.raises(Refused):
        assign_from_file(work, b"counsellor,learner\ncara,ada\n", actor=nosy)
    assert theirs(work, "cara") == []
