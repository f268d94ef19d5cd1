"""Questions go out to other systems and come back the same, whatever is in them."""

import csv
import io
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from content.checks import questions
from content.compiling import compile_library
from content.exchange.exchanged import Exchanged, Incoming, Unreadable, outgoing
from content.exchange.gift import read_gift, write_gift
from content.exchange.marked_text import from_html, to_html
from content.exchange.qti import read_qti
from content.exchange.qti_package import read_package, write_package
from content.exchange.spreadsheet import COLUMNS, read_csv, write_csv
from content.sources import read_sources

NASTY = [
    "{}", "=", "~", "#", "####", ":", "::", "->", "\\", "\\n", "\n", "\n\n", "]]>", "<![CDATA[",
    '"', "'", "''", "=1+1", "+", "-", "@x", "%50%", "[html]", "[markdown]", "//", "$CATEGORY:", "`",
    "``", "```", "\n```\n", "```py\nx\n```", "&amp;", "&lt;", "<b>", "</pre>", "<br>", "<!--", ",",
    ";", "\t", "é", "≤", "\u2028", "😀", "  ", "[id:x]", "%", "a", "if x == {1: 2}:",
]  # fmt: skip
LETTERS = st.characters(exclude_categories=("Cc", "Cs", "Cn"), exclude_characters="\ufeff")
TEXT = (
    st.lists(st.one_of(st.sampled_from(NASTY), st.text(LETTERS, max_size=5)), min_size=1)
    .map("".join)
    .map(str.strip)
    .filter(bool)
)
CODE = TEXT.map(lambda text: "\n".join(line.rstrip() for line in f"  {text}".splitlines())).filter(
    str.strip
)
SLUG = st.from_regex(r"[a-z]{1,5}(-[a-z0-9]{1,3}){0,2}", fullmatch=True)


@st.composite
def exchanged(draw: st.DrawFn) -> Exchanged:
    """A question with whatever a bank file can hold."""
    code = draw(st.none() | CODE)
    return Exchanged(
        id=f"web_api.d1.{draw(SLUG)}",
        stem=draw(TEXT),
        key=draw(TEXT),
        distractors=tuple(draw(st.lists(st.tuples(TEXT, TEXT), min_size=2, max_size=3))),
        level=draw(st.integers(1, 3)),
        seconds=draw(st.integers(10, 300)),
        code=code,
        language=None if code is None else draw(st.sampled_from(["python", "html", "text"])),
        explanation=draw(TEXT),
        source=draw(st.none() | st.just("https://example.org/a?b=c&d=[e]#f:g~h")),
        review_by=draw(st.none() | st.just(date(2028, 6, 1))),
    )


def _by_csv(questions: list[Exchanged]) -> Incoming:
    return read_csv(write_csv(questions))


def _by_gift(questions: list[Exchanged]) -> Incoming:
    return read_gift(write_gift(questions))


def _by_qti(questions: list[Exchanged]) -> Incoming:
    return read_package(write_package(questions, "Bank", "bank"))


ROUND_TRIPS = [_by_csv, _by_gift, _by_qti]
CODE_HEAVY = Exchanged(
    id="web_api.d1.code-heavy",
    stem="What does `f({1: 2})` give, if `` ` `` is a tick?\n\n```\nnot the code\n```",
    key="```text\n{'a': [1, 2]}\n  ~x\n```",
    distractors=(("`=1`", "Takes `=` for `==`: {a}"), ("-1", "# comment"), ("]]>", "::")),
    level=2,
    seconds=60,
    code='if x == "a:b":\n    print(f"{x}\\n")  # ~ = {}',
    language="python",
    explanation="Because.",
)


@pytest.mark.parametrize("round_trip", ROUND_TRIPS)
@settings(max_examples=40)
@given(st.lists(exchanged(), min_size=1, max_size=2))
@example([CODE_HEAVY])
@example([CODE_HEAVY, CODE_HEAVY])
def test_what_goes_out_comes_back_the_same(
    round_trip: Callable[[list[Exchanged]], Incoming], questions: list[Exchanged]
) -> None:
    assert round_trip(questions) == Incoming(tuple(questions), ())


@given(TEXT)
def test_a_text_survives_as_html(text: str) -> None:
    assert from_html(to_html(text)) == (text, None, "")


@pytest.fixture(scope="module")
def real() -> list[Exchanged]:
    """Every item of two real blocks, one with Python and one with SQL in it."""
    compiled = compile_library(read_sources(only={"python_core", "sql_core"}), "test")
    return list(outgoing(questions(compiled)))


@pytest.mark.parametrize("round_trip", ROUND_TRIPS)
def test_the_real_questions_come_back_the_same(
    round_trip: Callable[[list[Exchanged]], Incoming], real: list[Exchanged]
) -> None:
    assert len(real) > 300
    assert round_trip(real) == Incoming(tuple(real), ())


def test_tables_go_out_with_their_statement(real: list[Exchanged]) -> None:
    queries = [one.code for one in real if one.language == "sql" and one.code]
    assert any("CREATE TABLE" in code and "SELECT" in code for code in queries)


def test_no_cell_of_a_spreadsheet_begins_as_a_formula_does() -> None:
    (rows,) = [list(csv.reader(io.StringIO(write_csv([CODE_HEAVY]), newline=""))) for _ in "x"]
    assert tuple(rows[0]) == COLUMNS
    assert "'-1" in rows[1]
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in rows[1])


MOODLE = r"""
$CATEGORY: Web

// question: 17  name: Methods
::Methods::[html]<p>Which method is <b>safe</b>?</p><pre>GET /a\=1\nHost\: x</pre> {
    =<p>GET &amp; HEAD</p>#<p>Right.</p>
    ~%-33.3%<p>POST</p>#It changes things.
    ~PUT
    ####<p>See the standard.</p>
}

::True::Is it so? {T}

::Gap::Two {=plus ~minus} two

::Match::Match. {
=a -> b
=c -> d
}

::Number::How many? {#3}

::Two right::Which? {~%50%a ~%50%b ~c}

What is it?
{ =this ~that }
"""


def test_what_moodle_writes_is_read_and_what_is_no_single_choice_is_refused_with_its_line() -> None:
    incoming = read_gift(MOODLE)
    methods, plain = incoming.questions
    assert methods == Exchanged(
        id="Methods",
        stem="Which method is safe?",
        code="GET /a=1\nHost: x",
        key="GET & HEAD",
        distractors=(("POST", "It changes things."), ("PUT", None)),
        explanation="See the standard.",
    )
    assert (plain.stem, plain.key, plain.id) == ("What is it?", "this", None)
    assert [str(one) for one in incoming.refused] == [
        "line 12: is not a multiple-choice question",
        "line 14: is a sentence with a gap, not a multiple-choice question",
        "line 16: is a matching question",
        "line 21: is not a multiple-choice question",
        "line 23: has an option that is partly right",
    ]


CANVAS = """<?xml version="1.0"?>
<questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2"><assessment ident="x" title="t">
<section ident="root_section">
<item ident="i1" title="Question">
 <itemmetadata><qtimetadata><qtimetadatafield><fieldlabel>question_type</fieldlabel>
 <fieldentry>multiple_choice_question</fieldentry></qtimetadatafield></qtimetadata></itemmetadata>
 <presentation><material><mattext texttype="text/html">&lt;div&gt;&lt;p&gt;What is &lt;code&gt;a &amp;lt; b&lt;/code&gt;?&lt;/p&gt;&lt;/div&gt;</mattext></material>
 <response_lid ident="response1" rcardinality="Single"><render_choice>
  <response_label ident="5"><material><mattext texttype="text/plain">A test</mattext></material></response_label>
  <response_label ident="6"><material><mattext texttype="text/plain">A sum</mattext></material></response_label>
 </render_choice></response_lid></presentation>
 <resprocessing><outcomes><decvar maxvalue="100" minvalue="0" varname="SCORE" vartype="Decimal"/></outcomes>
 <respcondition continue="No"><conditionvar><varequal respident="response1">5</varequal></conditionvar>
 <setvar action="Set" varname="SCORE">100</setvar></respcondition></resprocessing></item>
<item ident="i2" title="Essay"><itemmetadata><qtimetadata><qtimetadatafield>
 <fieldlabel>question_type</fieldlabel><fieldentry>essay_question</fieldentry></qtimetadatafield>
 </qtimetadata></itemmetadata><presentation/></item>
</section></assessment></questestinterop>
"""


def test_what_canvas_writes_is_read() -> None:
    incoming = read_qti(CANVAS.encode())
    assert incoming.questions == (
        Exchanged(id=None, stem="What is `a < b`?", key="A test", distractors=(("A sum", None),)),
    )
    assert [str(one) for one in incoming.refused] == ["item “Essay”: is a essay question"]


BOMB = """<?xml version="1.0"?><!DOCTYPE q [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<questestinterop><item title="&b;"/></questestinterop>"""
OUTSIDE = """<?xml version="1.0"?><!DOCTYPE q SYSTEM "file:///etc/hostname"><questestinterop/>"""


@pytest.mark.parametrize("document", [BOMB, OUTSIDE])
def test_a_document_with_a_dtd_is_not_read(document: str) -> None:
    with pytest.raises(Unreadable, match="has a DTD"):
        read_qti(document.encode())


@pytest.mark.parametrize(
    ("read", "document", "said"),
    [
        (read_qti, b"<a>", "This is not XML"),
        (read_qti, b"<a/>", "holds no items"),
        (read_qti, b" " * (20 * 1024 * 1024 + 1), "larger than 20 MB"),
        (read_package, b"PK\x05\x06" + b"\0" * 18, "holds no QTI document"),
        (read_csv, "stem,key\n", "missing: distractor_1, distractor_2"),
        (read_csv, 'stem,key,distractor_1,distractor_2\n"a', "this is not CSV"),
    ],
)  # fmt: skip
def test_a_file_that_is_not_what_it_says_is_unreadable(
    read: Callable[[bytes | str], Incoming], document: bytes | str, said: str
) -> None:
    with pytest.raises(Unreadable, match=said):
        read(document)


def test_rows_that_lack_something_are_refused_with_their_line() -> None:
    sheet = (
        "stem,key,distractor_1,distractor_2,level\nWhat?,a,b,c,two\nWhat?,a,,c,\nWhat?,a,b,c,1\n"
    )
    incoming = read_csv(sheet)
    assert len(incoming.questions) == 1
    assert [str(one) for one in incoming.refused] == [
        "line 2: level must be a whole number (found 'two')",
        "line 3: distractor_1 is empty",
    ]
