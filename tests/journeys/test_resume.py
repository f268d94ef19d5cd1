"""A learner with real files in a browser: before, after, and files that are none."""

from pathlib import Path

import pytest

from tests.journeys.conftest import VisitorMaker
from tests.support.browser_learner import BrowserLearner
from tests.support.hostile_files import scan
from tests.support.resumes import AFTER, BEFORE, as_docx, as_pdf
from tests.support.server import RunningApp
from tests.support.visitor import Visitor


def uploads(person: Visitor, file: Path) -> None:
    """Choose a file and have it read."""
    person.page.locator("input[type=file]").set_input_files(file)
    person.sees(file.name)
    person.settle()
    person.click("Read and score")


@pytest.mark.parametrize("width", [1280, 390])
def test_a_real_pdf_before_and_a_word_file_after_give_one_honest_sentence(
    app: RunningApp, visitor: VisitorMaker, tmp_path: Path, width: int
) -> None:
    files = {
        "old.pdf": as_pdf(BEFORE, columns=2),
        "new.docx": as_docx(AFTER),
        "scan.pdf": scan(),
        "locked.pdf": as_pdf(BEFORE, encrypt="secret"),
        "photo.pdf": b"\x89PNG\r\n\x1a\n" + bytes(500),
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    person = visitor("ada", viewport={"width": width, "height": 844})
    BrowserLearner(person, app.folder, "ada").registers()
    for name, sentence in (
        ("scan.pdf", "We found no words that can be read"),
        ("locked.pdf", "locked with a password"),
        ("photo.pdf", "By its content this is a picture"),
    ):
        person.visit("/resume")
        uploads(person, tmp_path / name)
        person.sees(sentence)
    person.visit("/resume")
    uploads(person, tmp_path / "old.pdf")
    person.sees("Before the plan: old.pdf")
    uploads(person, tmp_path / "new.docx")
    person.sees("After the plan: new.docx")
    person.page.get_by_text("Compare", exact=True).click()
    person.sees("Your Backend résumé score rose 188% (24 → 69).")
    person.sees("MySQL (70 → 40)")
    person.page.get_by_text("History", exact=True).click()
    person.sees("24 of 100")
    assert person.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert person.errors == []
    assert "MySQL" not in app.log
