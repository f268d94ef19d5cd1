"""One question on the screen: its heading, its options and how they are called."""

from dataclasses import replace
from uuid import UUID

import pytest
from streamlit.testing.v1 import AppTest

from plan_engine.kinds import TestType
from services.attempts import Question
from ui.question import DONT_KNOW, option_label

LINES = "```text\nthree\nfour\n```"
TRACE = "```text\n+ a b\n  > c\n2. d\n```"


def a_question(*options: str) -> Question:
    return Question(
        attempt_id=UUID(int=0),
        test_type=TestType.WEEKLY,
        position=4,
        total=30,
        stem="What is printed?",
        setup=None,
        code="print(1)",
        language="python",
        options=options,
        is_answered=False,
        choice=None,
        answered=frozenset({1, 2, 3}),
        can_go_back=True,
    )


def _page(question: "Question") -> None:
    import streamlit as st

    from ui.question import draw_question

    st.text(str(draw_question(question, "answer")))


def page(question: Question) -> AppTest:
    return AppTest.from_function(_page, kwargs={"question": question}).run()


def test_an_option_of_several_lines_is_chosen_where_it_is_read() -> None:
    window = page(a_question("`four`", LINES, "`three`"))
    assert window.radio[0].options == ["`four`", LINES, "`three`", DONT_KNOW]
    assert not any("three" in drawn.value for drawn in window.markdown)
    window.radio[0].set_value(1).run()
    assert window.text[0].value == "(True, 1)"


def test_i_don_t_know_is_an_answer_among_options_of_several_lines() -> None:
    window = page(a_question(LINES, TRACE))
    window.radio[0].set_value(2).run()
    assert window.text[0].value == "(True, None)"


@pytest.mark.parametrize(("option", "marks"), [(LINES, 0), (TRACE, 3), ("+ a", 0), ("`+ a`", 0)])
def test_lines_of_output_that_look_like_markdown_get_no_backslash(option: str, marks: int) -> None:
    label = option_label(option)
    assert label.replace("\u2060", "") == option
    assert label.count("\u2060") == marks
    assert marks == 0 or "\n\u2060+ a b\n  \u2060> c\n\u20602. d\n" in label


def test_the_question_is_the_page_s_first_heading() -> None:
    window = page(a_question("1", "2"))
    assert [heading.value for heading in window.title] == ["What is printed?"]
    assert not window.subheader


def test_the_options_say_which_question_they_answer() -> None:
    window = page(a_question("1", "2"))
    assert window.radio[0].label == "Question 4 of 30: your answer"


def focused_for(window: AppTest) -> str:
    """What the script that moves the focus knows to be on the screen."""
    return str(window.get("bidi_component")[0].proto.json)


def test_the_focus_moves_with_the_question_and_stays_with_an_answer() -> None:
    window = page(a_question("1", "2"))
    first = focused_for(window)
    window.radio[0].set_value(1).run()
    assert focused_for(window) == first
    assert focused_for(page(replace(a_question("1", "2"), position=5))) != first
