"""Files that would harm or mislead are refused in a sentence, quickly, in a process that cannot reach the app."""

import os
import re
import subprocess
from collections.abc import Callable

import pytest

from db.tables import ResumeVersion
from plan_engine.resume.impact import ResumeSide
from plan_engine.values import TargetId
from services.resumes import reader
from services.resumes.desk import ResumeDesk
from services.resumes.reader import NotReadable, read_file
from services.resumes.reading.pdf import text_of_pdf
from services.resumes.reading.refusal import Why
from services.resumes.sentences import SENTENCES, sentence
from services.resumes.uploads import upload_resume
from tests.support.hostile_files import CLEANED, REFUSED, half_in_pdf
from tests.support.learners import a_learner
from tests.support.resumes import BEFORE, as_txt


@pytest.mark.parametrize("name", REFUSED)
def test_each_hostile_file_is_refused_with_its_reason(name: str) -> None:
    make, reasons = REFUSED[name]
    content = make()
    with pytest.raises(NotReadable) as refused:
        read_file(content)
    patterns = [re.escape(SENTENCES[why]).replace(r"\{found\}", ".*") for why in reasons]
    assert any(re.fullmatch(pattern, str(refused.value)) for pattern in patterns), refused.value


@pytest.mark.parametrize("name", CLEANED)
def test_characters_that_cannot_be_stored_are_dropped_and_the_rest_is_kept(
    desk: ResumeDesk, name: str
) -> None:
    learner = a_learner(desk.work)
    key = upload_resume(
        desk, learner, CLEANED[name](), "cv", ResumeSide.BEFORE, TargetId("backend-python")
    )
    with desk.work.reading() as session:
        kept = session.get_one(ResumeVersion, key).text
    assert not re.search(r"[\ud800-\udfff\x00]", kept)
    assert "word" in kept or "Python" in kept


def test_half_a_character_is_dropped_by_the_second_pdf_reader_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import pypdfium2

    def refuses(_content: bytes) -> None:
        raise pypdfium2.PdfiumError("Data format error")

    monkeypatch.setattr(pypdfium2, "PdfDocument", refuses)
    text, pages = text_of_pdf(half_in_pdf())
    assert pages == 1
    assert "word" in text
    text.encode()


def test_every_reason_has_a_sentence_that_ends_in_one() -> None:
    assert set(SENTENCES) == set(Why)
    found = [sentence(Why.NO_TEXT, number) for number in ("0", "1", "3")]
    assert [one.split(" that")[0] for one in found] == [
        "We found no words",
        "We found only 1 word",
        "We found only 3 words",
    ]
    assert all(sentence(why, "3").endswith((".", ")")) and "{" not in sentence(why) for why in Why)


def starved(monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    """Have the reading process run `program` after its limits."""
    import sys

    limits = "from services.resumes.reading.__main__ import limit; limit(); "
    monkeypatch.setattr(reader, "_COMMAND", (sys.executable, "-c", limits + program))


@pytest.mark.parametrize(
    "program",
    [
        pytest.param("while True: pass", id="for ever"),
        pytest.param("import sys; sys.stdout.write('x' * 9_000_000)", id="endless answer"),
        pytest.param("import os; os.abort()", id="crash"),
        pytest.param("x = bytearray(900 * 1024 * 1024)", id="too much memory"),
        pytest.param("print('no answer')", id="nonsense"),
    ],
)
def test_a_reading_process_that_goes_wrong_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    starved(monkeypatch, program)
    with pytest.raises(NotReadable):
        read_file(as_txt(BEFORE))


def test_a_reading_process_that_sleeps_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "WALL_SECONDS", 0.5)
    starved(monkeypatch, "import time; time.sleep(3600)")
    with pytest.raises(NotReadable) as refused:
        read_file(as_txt(BEFORE))
    assert str(refused.value) == sentence(Why.TOO_MUCH_WORK)


def test_the_reading_process_sees_none_of_our_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAREERLYTICS_COOKIE_SECRET", "not for files to see" * 3)
    seen: dict[str, str] = {}
    run: Callable[..., subprocess.CompletedProcess[bytes]] = subprocess.run

    def watched(*args: object, **named: object) -> subprocess.CompletedProcess[bytes]:
        environment = named["env"]
        assert isinstance(environment, dict)
        seen.update(environment)
        return run(*args, **named)

    monkeypatch.setattr(subprocess, "run", watched)
    read_file(as_txt(BEFORE))
    assert seen
    assert not any(name.startswith("CAREERLYTICS") for name in seen)
    assert "not for files to see" not in str(seen)
    assert "CAREERLYTICS_COOKIE_SECRET" in os.environ
