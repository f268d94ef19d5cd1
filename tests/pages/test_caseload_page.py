"""What a counsellor sees of their learners."""

import csv
import io
from datetime import date
from urllib.parse import parse_qs
from uuid import UUID

import pytest
from streamlit.testing.v1 import AppTest

from plan_engine.risk import Behind, Failing, RiskKind
from plan_engine.roles import Role
from services.assignments import assign
from services.caseload import Wanted, whole_caseload
from services.counsellor.contact import Contact
from services.counsellor.nudges import send_nudge
from tests.support.accounts import an_account
from tests.support.clock import Clock
from tests.support.learners import a_learner
from tests.support.site import Site, button, words
from ui.counsellor.caseload_csv import caseload_csv, harmless
from ui.counsellor.words import reason_in_words

CASELOAD = "pages/counsellor/caseload.py"


@pytest.fixture
def counsellor(site: Site) -> UUID:
    return an_account(site.work, "counsellor", Role.COUNSELLOR)


def give(site: Site, *names: str) -> None:
    for name in names:
        a_learner(site.work, name)
        assign(site.work, counsellor="counsellor", learner=name, actor=None)


def names(window: AppTest) -> list[str]:
    """The learners on the page: links below the views."""
    links = [link.proto for link in window.main.get("page_link")]
    return [link.label.strip("*") for link in links if "learner=" in link.query_string]


def test_a_counsellor_without_learners_is_told_how_to_get_some(
    site: Site, counsellor: UUID
) -> None:
    window = site.page(CASELOAD, counsellor)
    assert not window.exception
    assert "nobody is assigned to you yet" in words(window)


def test_a_counsellor_sees_their_learners_only_with_the_reasons(
    site: Site, counsellor: UUID, clock: Clock
) -> None:
    give(site, "mine")
    a_learner(site.work, "notmine")
    clock.advance(days=5)
    window = site.page(CASELOAD, counsellor)
    assert not window.exception
    assert names(window) == ["Mine Tester"]
    assert "Registered, but no assessment begun for 5 days" in words(window)
    assert "**1 learner**: nobody needs a word now, 1 worth a look." in words(window)


def test_a_long_caseload_can_be_leafed_through_and_searched(site: Site, counsellor: UUID) -> None:
    give(site, *(f"learner{number:02}" for number in range(27)))
    window = site.page(CASELOAD, counsellor)
    assert len(names(window)) == 25
    window.session_state["caseload_page"] = 2
    assert names(window.run()) == ["Learner25 Tester", "Learner26 Tester"]
    window.text_input(key="q").set_value("learner07").run()
    assert names(window) == ["Learner07 Tester"]


def test_the_way_back_from_a_learner_leads_to_the_same_view(
    site: Site, counsellor: UUID, clock: Clock
) -> None:
    give(site, *(f"learner{number:02}" for number in range(27)), "other")
    clock.advance(days=4)
    window = site.page(CASELOAD, counsellor)
    window.text_input(key="q").set_value("learner").run()
    window.selectbox(key="risk").set_value(RiskKind.NEVER_STARTED).run()
    window.session_state["caseload_page"] = 2
    window.run()
    seen = names(window)
    assert len(seen) == 2
    (link, _) = [
        link.proto.query_string
        for link in window.main.get("page_link")
        if "learner=" in link.proto.query_string
    ]
    back = site.page("pages/counsellor/learner.py", counsellor).switch_page(CASELOAD)
    for key, (value,) in parse_qs(link).items():
        back.query_params[key] = value
    back.run()
    assert not back.exception
    assert names(back) == seen
    assert "view" not in back.query_params


def test_a_view_is_one_click_and_forgets_what_was_chosen_before(
    site: Site, counsellor: UUID, clock: Clock
) -> None:
    give(site, "early")
    clock.advance(days=5)
    give(site, "late")
    window = site.page(CASELOAD, counsellor)
    assert names(window) == ["Early Tester", "Late Tester"]
    window.text_input(key="q").set_value("late").run()
    assert names(window) == ["Late Tester"]
    button(window, "Never started").click()
    assert names(window.run()) == ["Early Tester"]
    button(window, "All").click()
    assert names(window.run()) == ["Early Tester", "Late Tester"]


def test_the_file_holds_everybody_who_fits(site: Site, counsellor: UUID, clock: Clock) -> None:
    give(site, *(f"learner{number:02}" for number in range(27)))
    clock.advance(days=4)
    text = caseload_csv(whole_caseload(site.work, counsellor, Wanted())).decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(text)))
    assert len(lines) == 27
    assert lines[0]["reasons"] == "Registered, but no assessment begun for 4 days"


def test_who_was_written_to_is_seen_in_the_list_in_the_filter_and_in_the_file(
    site: Site, counsellor: UUID, clock: Clock
) -> None:
    give(site, "early", "late")
    early = whole_caseload(site.work, counsellor, Wanted(search="early"))
    send_nudge(site.work, counsellor, next(early).id, "How is it going?")
    clock.advance(days=1)
    window = site.page(CASELOAD, counsellor)
    assert "You wrote yesterday; not seen yet." in words(window)
    window.selectbox(key="contact").set_value(Contact.NONE).run()
    assert names(window) == ["Late Tester"]
    text = caseload_csv(whole_caseload(site.work, counsellor, Wanted())).decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(text)))
    assert [line["last_message_on"] for line in lines] == ["2026-03-02", ""]
    assert [line["last_message_by"] for line in lines] == ["Ada Tester", ""]


def test_who_is_overdue_is_told_by_the_work_that_is_left() -> None:
    behind = Behind(date(2026, 3, 1), days_left=12)
    said = [reason_in_words(behind, date(2026, 3, day)) for day in (1, 5, 6, 31)]
    over = "The plan would be over by now; 12 days’ work is left"
    assert said == ["7 days behind plan", "11 days behind plan", over, over]


@pytest.mark.parametrize(
    ("failures", "said"),
    [
        (3, "Failed the test of week 1 three times"),
        (10, "Failed the test of week 1, 10 times so far"),
    ],
)
def test_how_often_a_test_was_failed_reads_as_a_sentence(failures: int, said: str) -> None:
    on = date(2026, 3, 1)
    assert reason_in_words(Failing(1, failures, on), on) == said


@pytest.mark.parametrize("typed", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx"])
def test_what_a_spreadsheet_would_run_is_made_harmless(typed: str) -> None:
    assert harmless(typed) == f"'{typed}"
    assert harmless("Ada") == "Ada"
