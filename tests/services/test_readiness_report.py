"""The printed report: one page, the right figures, anybody's name, only for who is ready."""

from dataclasses import replace
from datetime import date

import pypdfium2
import pytest

from services.errors import NotFound, Refused
from services.readiness_report import draw_report, readiness_report, report_name
from services.report_fonts import FONTS, scripts_of
from services.verdict_view import VerdictView, verdict_view
from services.workspace import Workspace
from tests.support.clock import Clock
from tests.support.content import ROLE
from tests.support.learners import a_learner, knows_first
from tests.support.long_tests import at_the_final


def pages_of(report: bytes) -> list[str]:
    """The text of each page of a PDF."""
    document = pypdfium2.PdfDocument(report)
    texts = []
    for page in document:
        text = page.get_textpage()
        texts.append(text.get_text_range())
        text.close()
        page.close()
    document.close()
    return texts


@pytest.fixture
def view(work: Workspace, clock: Clock) -> VerdictView:
    """Of a learner who is ready, with 51 of 60 right."""
    finisher, plan_id = at_the_final(work, clock, a_learner(work), ROLE, right=18)
    return verdict_view(work, finisher.learner, finisher.sits_final(plan_id, knows_first(51)))


def test_the_report_is_one_page_with_name_verdict_score_and_every_topic(
    work: Workspace, clock: Clock
) -> None:
    finisher, plan_id = at_the_final(work, clock, a_learner(work), ROLE, right=18)
    result_id = finisher.sits_final(plan_id, knows_first(51))
    report = readiness_report(work, finisher.learner, result_id)
    (text,) = pages_of(report)
    assert "Ada Tester" in text
    assert "Job Ready: Tester (Python)" in text
    assert "85% (51 of 60 right) · 2 March 2026" in text
    assert str(result_id) in text
    for topic in work.content.topics_of(ROLE):
        assert work.content.topics[topic].short in text
    assert readiness_report(work, finisher.learner, result_id) == report


def test_there_is_no_report_below_job_ready_and_none_of_somebody_else(
    work: Workspace, clock: Clock
) -> None:
    finisher, plan_id = at_the_final(work, clock, a_learner(work), ROLE, right=18)
    result_id = finisher.sits_final(plan_id, knows_first(47))
    with pytest.raises(Refused):
        readiness_report(work, finisher.learner, result_id)
    with pytest.raises(NotFound):
        readiness_report(work, a_learner(work, "grace"), result_id)


@pytest.mark.parametrize(
    "name",
    [
        "Nguyễn Łukasiewicz-Østergård",
        "Ελένη Παπαδοπούλου",
        "Анна Ковальчук",
        "李小龍",
        "김민수",
        "さくら",
        "สมชาย",
    ],
)
def test_names_in_other_scripts_are_printed(view: VerdictView, name: str) -> None:
    (text,) = pages_of(draw_report(view, name, "the-username", date(2026, 3, 2)))
    assert name in text
    assert "the-username" not in text


@pytest.mark.parametrize("name", ["प्रिया श्रीवास्तव", "মিতা", "தமிழ்", "తెలుగు", "محمد", "יעל"])
def test_names_whose_letters_join_are_drawn_with_their_own_glyphs(
    view: VerdictView, name: str
) -> None:
    # Joined letters come back from a PDF in another order, so only the absence of the stand-in tells.
    (text,) = pages_of(draw_report(view, name, "the-username", date(2026, 3, 2)))
    assert "the-username" not in text


@pytest.mark.parametrize("name", ["𓀀𓀁", "Ada 🦉", ""])
def test_a_name_that_no_font_can_show_gives_way_to_the_user_name(
    view: VerdictView, name: str
) -> None:
    (text,) = pages_of(draw_report(view, name, "the-username", date(2026, 3, 2)))
    assert "the-username" in text


def test_a_name_of_eighty_characters_twice_stays_on_one_page(view: VerdictView) -> None:
    (text,) = pages_of(draw_report(view, "W" * 80 + " " + "m" * 80, "u", date(2026, 3, 2)))
    assert "WWW" in text
    assert "…" in text


def test_each_font_that_a_name_may_ask_for_is_there() -> None:
    from services.report_fonts import FILES, SCRIPTS

    for _, _, font in SCRIPTS:
        assert (FONTS / FILES.get(font, f"{font}-Regular.ttf")).is_file()
    assert scripts_of("Ada") == []


def test_the_file_name_suits_every_system(view: VerdictView) -> None:
    odd = replace(view, result=replace(view.result, target_title="C/C++: Entwickler <ä>"))
    assert report_name(odd) == "readiness-c-c-entwickler-2026-03-02.pdf"
